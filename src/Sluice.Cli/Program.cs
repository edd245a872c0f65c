using Sluice.Cli;

return CommandLine.Run(args);
