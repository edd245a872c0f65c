using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Cli.Try;

/// <summary>The line of one judged document, as DESIGN.md section 3 has it.</summary>
static class ResultLine
{
    /// <summary>Writes the line.</summary>
    /// <param name="line">Where to.</param>
    /// <param name="document">The document after the step.</param>
    /// <param name="verdict">What the step decided.</param>
    /// <param name="withText">Whether the text is in it.</param>
    /// <param name="measurements">What the step measured; null for no <c>stats</c>.</param>
    public static void Write(JsonLine line, Document document, in Verdict verdict, bool withText, Measurements? measurements)
    {
        Begin(line, document.Id, verdict);
        if (withText) line.Add("text", document.Text);
        if (document.Metadata.Entries.Count > 0)
        {
            line.Begin("metadata");
            AddMetadata(line, document);
            line.End();
        }
        if (measurements is not null)
        {
            line.Begin("stats");
            foreach ((string name, double value) in measurements.Values) line.Add(name, value);
            line.End();
        }
        line.EndLine();
    }

    /// <summary>Writes what steps added into an object that is open.</summary>
    public static void AddMetadata(JsonLine line, Document document)
    {
        foreach ((string key, MetadataValue value) in document.Metadata.Entries)
        {
            if (value.Text is { } text) line.Add(key, text);
            else line.Add(key, value.Number);
        }
    }

    /// <summary>Writes what every line begins with.</summary>
    public static void Begin(JsonLine line, string id, in Verdict verdict)
    {
        line.Begin();
        line.Add("id", id);
        line.Add("keep", verdict.IsKept);
        if (verdict.Rule is not null) line.Add("rule", verdict.Rule);
        if (verdict.Value is { } value) line.Add("value", value);
        if (verdict.Threshold is { } threshold) line.Add("threshold", threshold);
        if (verdict.Evidence is not null) line.Add("evidence", verdict.Evidence);
    }
}
