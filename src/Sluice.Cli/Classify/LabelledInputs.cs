using System.Globalization;
using System.Text;
using Sluice.Cli.Try;
using Sluice.Core;
using Sluice.Storage.Files;

namespace Sluice.Cli.Classify;

/// <summary>Reads texts, a line each, in order: JSON Lines, or fastText's format, in which words that begin with <c>__label__</c> are labels.</summary>
/// <param name="notes">Takes what could not be read.</param>
/// <param name="cancellation">Stops it.</param>
sealed class LabelledInputs(TextWriter notes, CancellationToken cancellation)
{
    static readonly string[] s_rowSuffixes = [".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.zst", ".ndjson.zst"];

    /// <summary>Member of a row that holds the text.</summary>
    public string TextField { get; init; } = "text";

    /// <summary>Member of a row that holds the label, or a list of labels.</summary>
    public string LabelField { get; init; } = "label";

    /// <summary>Whether a line without a label is an error.</summary>
    public bool NeedsLabels { get; init; } = true;

    /// <summary>Lines that could not be read.</summary>
    public long Unreadable { get; private set; }

    /// <summary>Reads every input.</summary>
    /// <param name="inputs">Files, folders, globs, or <c>-</c> for standard input.</param>
    /// <exception cref="SluiceException">An input is missing or can't be opened.</exception>
    public IEnumerable<LabelledText> Read(IReadOnlyList<string> inputs)
    {
        foreach (InputFile file in InputFiles.Find(inputs, []))
        {
            bool isStandardInput = file.Path == StandardInput.Name;
            bool? isRows = isStandardInput ? null : s_rowSuffixes.Any(suffix => file.Path.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));
            using Stream stream = isStandardInput ? Console.OpenStandardInput() : file.Path.StartsWith("/dev/", StringComparison.Ordinal) ? new FileStream(file.Path, FileMode.Open, FileAccess.Read) : ByteStream.Open(file.Path);
            string name = isStandardInput ? "standard input" : file.Name;
            foreach (LabelledText text in ReadLines(stream, name, isRows)) yield return text;
            if (stream is ByteStream { Break: { } end }) Report(name, $"{end.Reason}: {end.Detail}");
        }
    }

    // What comes through a pipe is JSON Lines if its first line begins like an object.
    IEnumerable<LabelledText> ReadLines(Stream stream, string name, bool? isRows)
    {
        LineReader lines = new(stream);
        while (Next(lines, name, ref isRows, out LabelledText? text))
        {
            cancellation.ThrowIfCancellationRequested();
            if (text is not null) yield return text;
        }
    }

    // False at the end; null where the line is blank or could not be read.
    bool Next(LineReader lines, string name, ref bool? isRows, out LabelledText? text)
    {
        text = null;
        if (!lines.TryRead(out ReadOnlySpan<byte> line, out bool isTooLong)) return false;
        string where = string.Create(CultureInfo.InvariantCulture, $"{name}:{lines.Number}");
        if (isTooLong)
        {
            Report(where, $"the line is longer than {new ByteSize(LineReader.LineBytesMax)}");
            return true;
        }
        line = line.Trim(" \t\r"u8);
        if (line.IsEmpty && NeedsLabels) return true;
        isRows ??= line.StartsWith((byte)'{');
        string? problem = isRows.Value ? ReadRow(line, where, out text) : ReadLine(line, where, out text);
        if (problem is null) return true;
        text = null;
        Report(where, problem);
        return true;
    }

    string? ReadRow(ReadOnlySpan<byte> line, string where, out LabelledText? text)
    {
        text = null;
        LabelledRow row = new(TextField, LabelField);
        if (!row.TryRead(line, out string? problem)) return "the line " + problem;
        text = new(where, row.Id, row.Labels, row.Text);
        return Check(text, $"the row has no label: its member '{LabelField}' is missing or empty (--label-field names another)");
    }

    string? ReadLine(ReadOnlySpan<byte> line, string where, out LabelledText? text)
    {
        List<string> labels = [];
        while (line.StartsWith("__label__"u8))
        {
            int end = line.IndexOfAny(" \t"u8);
            ReadOnlySpan<byte> word = end < 0 ? line : line[..end];
            labels.Add(Encoding.UTF8.GetString(word["__label__".Length..]));
            line = line[word.Length..].TrimStart(" \t"u8);
        }
        text = new(where, null, labels, line.ToArray());
        return Check(text, "the line has no label: in fastText's format it begins with __label__NAME");
    }

    string? Check(LabelledText text, string noLabel)
    {
        if (!NeedsLabels) return null;
        if (text.Labels.Count == 0) return noLabel;
        foreach (string label in text.Labels)
            if (Curate.Filter.FastText.Training.TrainingTexts.LabelProblem(label) is { } problem) return problem;
        return text.Text.AsSpan().Trim(" \t\r\n"u8).IsEmpty ? "the line has a label but no text" : null;
    }

    void Report(string where, string what)
    {
        const int NotesMax = 20;
        if (++Unreadable <= NotesMax) notes.WriteLine($"quarantined: {where}: {what}");
        else if (Unreadable == NotesMax + 1) notes.WriteLine("quarantined: more lines, which are counted but not shown");
    }
}
