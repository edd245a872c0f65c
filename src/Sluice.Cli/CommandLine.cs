using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Sluice.Cli;

/// <summary>From the words of a command line to a verb that runs, and from what it throws to an exit code.</summary>
static class CommandLine
{
    const int GraceMs = 1000;
    static volatile bool s_endsByItself;

    /// <summary>One JSON object on standard output; every verb has it.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Print one JSON object on standard output", Recursive = true };

    /// <summary>Version of this program.</summary>
    public static string Version { get; } = typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Runs a command line to its exit code. No exception leaves it.</summary>
    public static int Run(string[] args)
    {
        if (args is ["--version"])
        {
            Console.WriteLine(Version);
            return ExitCode.Done;
        }
        if (args is ["help", ..]) args = [.. args[1..], "--help"];
        ErrorPrinter errors = new(Console.Error, args.Contains("--json") ? Console.OpenStandardOutput() : null);
        AppDomain.CurrentDomain.UnhandledException += (_, e) => Environment.Exit(errors.Print((Exception)e.ExceptionObject)); // On a thread of its own.
        using CancellationTokenSource cancellation = new();
        using PosixSignalRegistration interrupt = CancelOn(PosixSignal.SIGINT, cancellation);
        using PosixSignalRegistration end = CancelOn(PosixSignal.SIGTERM, cancellation);
        try
        {
            return Run(args, errors, cancellation.Token);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Interrupted; // The verb has said how to go on.
        }
        catch (IOException e) when (IsBrokenPipe(e))
        {
            return ExitCode.Done; // The reader of our output has had enough: `sluice try … | head`.
        }
        catch (Exception e)
        {
            return errors.Print(e);
        }
    }

    /// <summary>The command line of the program: all verbs by name, and the one that was asked for with its options.</summary>
    /// <param name="args">The words after the program's name.</param>
    /// <param name="verb">The verb asked for; null where none is.</param>
    public static RootCommand Define(IReadOnlyList<string> args, out Verb? verb)
    {
        verb = null;
        RootCommand root = new("Sluice turns raw crawls into open, lawful, attributed training datasets, and accounts for every record.");
        root.Options.Add(Json);
        bool completes = args.Count > 0 && args[0].StartsWith('[');
        IReadOnlyList<string> words = completes ? [.. args.Skip(1).SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Skip(1)] : args;
        string? asked = words.FirstOrDefault(word => !word.StartsWith('-'));
        foreach (VerbEntry entry in VerbList.All)
        {
            Command command = new(entry.Name, entry.Summary) { Hidden = entry.IsHidden };
            root.Subcommands.Add(command);
            if (entry.Name != asked) continue;
            verb = entry.Create();
            verb.Define(command, [.. words.SkipWhile(word => word != asked).Skip(1)]);
        }
        // Without the aliases of other systems (/h, /?), which would be offered as completions.
        root.Options.Remove(root.Options.OfType<HelpOption>().First());
        HelpOption help = new("--help", "-h");
        help.Action = new HelpWithExamples((HelpAction)help.Action!, verb?.Examples ?? RootExamples);
        root.Options.Add(help);
        return root;
    }

    static IReadOnlyList<string> RootExamples { get; } =
        ["sluice quickstart", "sluice build --preset fineweb crawl/*.warc.gz -o out", "sluice try gopher-quality page.txt", "sluice steps gopher-quality"];

    static int Run(string[] args, ErrorPrinter errors, CancellationToken cancellation)
    {
        RootCommand root = Define(args, out Verb? verb);
        ParseResult parsed = root.Parse(args.Length == 0 ? ["--help"] : args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        if (parsed.Action is not null and not ParseErrorAction) return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        if (parsed.Errors.Count > 0 || verb is null || CommandLineErrors.FlagsTakenForArguments(parsed).Any()) throw CommandLineErrors.Explain(parsed, root);
        Stream output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
        s_endsByItself = verb.EndsByItself;
        int exitCode = verb.Run(new(parsed, output, Console.Error, parsed.GetValue(Json), cancellation));
        output.Flush();
        return exitCode;
    }

    // The first signal asks the verb to end; the second ends the program at once.
    static PosixSignalRegistration CancelOn(PosixSignal signal, CancellationTokenSource cancellation) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        bool isFirst = !cancellation.IsCancellationRequested;
        if (isFirst) cancellation.Cancel();
        if (isFirst && s_endsByItself) return;
        if (isFirst) Thread.Sleep(GraceMs);
        Environment.Exit(ExitCode.Interrupted);
    });

    /// <summary>Whether the reader of our output has gone.</summary>
    public static bool IsBrokenPipe(Exception e)
    {
        const int BrokenPipe = 32; // EPIPE
        return e.HResult == BrokenPipe;
    }
}
