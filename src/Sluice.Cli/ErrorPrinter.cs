using System.Text.Json;
using Sluice.Core;
using Sluice.Core.Text;

namespace Sluice.Cli;

/// <summary>Prints what a verb threw, for a person on standard error and, with <c>--json</c>, for a program on standard output.</summary>
/// <param name="error">Standard error.</param>
/// <param name="json">Standard output where <c>--json</c> was given; null elsewhere.</param>
sealed class ErrorPrinter(TextWriter error, Stream? json)
{
    /// <summary>Prints an exception.</summary>
    /// <returns>The exit code that it stands for.</returns>
    public int Print(Exception exception)
    {
        (IReadOnlyList<SluiceError> errors, int exitCode) = exception switch
        {
            SluiceException known => (known.Errors, known.ExitCode),
            IOException or UnauthorizedAccessException => ([new SluiceError(exception.Message.TrimEnd('.'))], ExitCode.Failed),
            OutOfMemoryException => ([new SluiceError("out of memory", Hint: "give more --memory or fewer --workers, or lower the limits of what one record may take (line-bytes-max, record-bytes-max, text-bytes-max)")], ExitCode.Failed),
            _ => ([Unexpected(exception)], ExitCode.Failed),
        };
        foreach (SluiceError one in errors)
        {
            error.WriteLine($"{Paint("error:", "31")} {(one.Where is null ? "" : VisibleText.Of(one.Where) + ": ")}{VisibleText.Of(one.What)}");
            if (one.Hint is not null) error.WriteLine($"{Paint("hint:", "36")} {VisibleText.Of(one.Hint)}");
        }
        if (exception is not SluiceException && Environment.GetEnvironmentVariable("SLUICE_TRACE") == "1") error.WriteLine(exception);
        if (json is not null) PrintJson(errors, exitCode);
        return exitCode;
    }

    static SluiceError Unexpected(Exception exception) => new(
        $"this is a bug in Sluice {CommandLine.Version}: {exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}",
        Hint: "run the same command with SLUICE_TRACE=1 and report what it prints");

    void PrintJson(IReadOnlyList<SluiceError> errors, int exitCode)
    {
        using (Utf8JsonWriter writer = new(json!))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("errors");
            foreach (SluiceError one in errors)
            {
                writer.WriteStartObject();
                writer.WriteString("what", one.What);
                writer.WriteString("where", one.Where);
                writer.WriteString("hint", one.Hint);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteNumber("exit-code", exitCode);
            writer.WriteEndObject();
        }
        json!.Write("\n"u8);
    }

    static string Paint(string text, string code) => Colors.OnError ? $"\e[{code};1m{text}\e[0m" : text;
}
