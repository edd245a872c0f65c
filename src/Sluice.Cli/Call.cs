using System.CommandLine;

namespace Sluice.Cli;

/// <summary>One call of a verb: what was asked for, and where answers go.</summary>
/// <param name="Arguments">The parsed command line.</param>
/// <param name="Output">Standard output, UTF-8, buffered: data only. Flushed when the verb returns.</param>
/// <param name="Error">Standard error: everything that is not data.</param>
/// <param name="Json">Whether <c>--json</c> was given: one JSON object on standard output.</param>
/// <param name="Cancellation">Ctrl-C or a request to end. A verb that throws <see cref="OperationCanceledException"/> ends with <see cref="ExitCode.Interrupted"/>.</param>
sealed record Call(ParseResult Arguments, Stream Output, TextWriter Error, bool Json, CancellationToken Cancellation)
{
    /// <summary>Writes one line of text to standard output.</summary>
    public void Print(string line = "")
    {
        Output.Write(System.Text.Encoding.UTF8.GetBytes(line));
        Output.WriteByte((byte)'\n');
    }

    /// <summary>The value of an option or argument.</summary>
    public T? Get<T>(Option<T> option) => Arguments.GetValue(option);

    /// <summary>The value of an option or argument.</summary>
    public T? Get<T>(Argument<T> argument) => Arguments.GetValue(argument);
}
