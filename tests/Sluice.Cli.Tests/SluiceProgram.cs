using System.Diagnostics;
using System.Text;

namespace Sluice.Cli.Tests;

/// <summary>The real program, run as a process.</summary>
static class SluiceProgram
{
    /// <summary>Folder of the checkout.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The sample crawl that ships with the project.</summary>
    public static string SampleCrawl => Path.Combine(Root, "examples", "sample-crawl");

    /// <summary>Runs it to its end.</summary>
    public static Result Run(params string[] args) => Run(args, null);

    /// <summary>Runs it to its end, with bytes on standard input.</summary>
    /// <param name="args">Verb and arguments.</param>
    /// <param name="input">The bytes; null for none.</param>
    /// <param name="path">Folders where it finds other programs; null for the usual ones.</param>
    public static Result Run(string[] args, byte[]? input, string? path = null)
    {
        using Process process = Start(args, path);
        if (input is not null) process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        StringBuilder error = new();
        process.ErrorDataReceived += (_, line) => error.AppendLine(line.Data);
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(TimeSpan.FromMinutes(3)))
        {
            process.Kill();
            Assert.Fail("the program hangs: sluice " + string.Join(' ', args));
        }
        process.WaitForExit();
        return new(process.ExitCode, output, error.ToString());
    }

    /// <summary>Runs it to its end, with a text on standard input.</summary>
    public static Result RunOn(string input, params string[] args) => Run(args, Encoding.UTF8.GetBytes(input));

    /// <summary>Starts it.</summary>
    public static Process Start(params string[] args) => Start(args, null);

    static Process Start(string[] args, string? path)
    {
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Root,
            StandardOutputEncoding = new UTF8Encoding(false),
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "sluice.dll"));
        foreach (string arg in args) start.ArgumentList.Add(arg);
        start.Environment["NO_COLOR"] = "1";
        start.Environment.Remove("SLUICE_MODELS");
        start.Environment.Remove("SLUICE_TRACE");
        start.Environment["SLUICE_CACHE"] = Path.Combine(AppContext.BaseDirectory, "cache");
        if (path is not null) start.Environment["PATH"] = path;
        return Process.Start(start)!;
    }

    static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Sluice.slnx"))) folder = folder.Parent;
        return folder.FullName;
    }

    /// <summary>What it came to.</summary>
    public sealed record Result(int ExitCode, string Output, string Error)
    {
        /// <summary>Lines of standard output, empty ones left out.</summary>
        public string[] OutputLines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        /// <summary>Lines of standard error, empty ones left out.</summary>
        public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        /// <summary>Standard output as JSON, one object a line.</summary>
        public JsonElement[] Rows => [.. OutputLines.Select(line => JsonDocument.Parse(line).RootElement)];

        /// <summary>Fails, with what was said, where the exit code is another one.</summary>
        public Result Expect(int exitCode)
        {
            Assert.True(ExitCode == exitCode, $"exit code {ExitCode} instead of {exitCode}\n{Output}\n{Error}");
            Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
            return this;
        }
    }
}
