using System.Text.Json;
using Sluice.Core.Text;
using Sluice.Publish.Inspect;
using static Sluice.Cli.Inspecting.TextTable;

namespace Sluice.Cli.Inspecting;

/// <summary>How a row of the ledger is shown.</summary>
static class LedgerEntryOutput
{
    const int TextMax = 300;

    /// <summary>What became of it, on one line.</summary>
    public static string Verdict(LedgerEntry entry) => entry.Outcome switch
    {
        "kept" => "kept",
        "quarantined" => $"quarantined: could not be read ({entry.Rule})",
        _ => Dropped(entry.Rule, entry.Value, entry.Threshold, entry.Evidence),
    };

    /// <summary>The verdict of a rule, on one line.</summary>
    public static string Dropped(string? rule, double? value, double? threshold, string? evidence)
    {
        string measured = value is { } number ? $": {Number(number)}" : "";
        string bound = threshold is { } limit ? $", threshold {Number(limit)}" : "";
        string shown = evidence is null ? "" : $" ({VisibleText.Line(evidence, TextMax)})";
        return $"dropped by {rule}{measured}{bound}{shown}";
    }

    /// <summary>Where its record lies, on one line.</summary>
    public static string Place(LedgerEntry entry)
    {
        string stream = entry.Origin.IsDecompressedOffset ? " of the decompressed stream" : "";
        return $"{VisibleText.Line(entry.Origin.File, TextMax)}, offset {Count(entry.Origin.Offset)}{stream}, length {Count(entry.Origin.Length)}";
    }

    /// <summary>Everything about it, a name and a value a line.</summary>
    public static IEnumerable<(string Name, string Value)> Lines(LedgerEntry entry)
    {
        yield return ("outcome", Verdict(entry));
        if (entry.Outcome == "dropped") yield return ("decided by", entry.Step ?? "");
        if (entry.Passed.Count > 0) yield return ("passed", string.Join(", ", entry.Passed));
        if (entry.Url is { } url) yield return ("url", VisibleText.Line(url, TextMax));
        if (entry.Date is { } date) yield return ("date", VisibleText.Line(date, TextMax));
        yield return ("record", Place(entry));
        if (entry.Language is { } language) yield return ("language", VisibleText.Line(language, TextMax));
        if (entry.Outcome != "quarantined") yield return ("text", $"{Count(entry.TextBytes)} bytes when this was decided");
        if (entry.MetadataJson is { } metadata) yield return ("metadata", VisibleText.Line(metadata, 10 * TextMax));
    }

    /// <summary>Writes its members into an open object.</summary>
    public static void WriteMembers(Utf8JsonWriter json, LedgerEntry entry)
    {
        json.WriteString("id", entry.Id);
        json.WriteString("outcome", entry.Outcome);
        json.WriteString("step", entry.Step);
        json.WriteString("rule", entry.Rule);
        WriteNumber(json, "value", entry.Value);
        WriteNumber(json, "threshold", entry.Threshold);
        json.WriteString("evidence", entry.Evidence);
        json.WriteStartArray("passed");
        foreach (string step in entry.Passed) json.WriteStringValue(step);
        json.WriteEndArray();
        json.WriteString("duplicate-of", entry.DuplicateOf);
        WriteNumber(json, "similarity", entry.Similarity);
        json.WriteString("url", entry.Url);
        json.WriteString("date", entry.Date);
        json.WriteString("file", entry.Origin.File);
        json.WriteNumber("offset", entry.Origin.Offset);
        json.WriteNumber("length", entry.Origin.Length);
        json.WriteBoolean("decompressed-offset", entry.Origin.IsDecompressedOffset);
        json.WriteString("language", entry.Language);
        json.WriteNumber("text-bytes", entry.TextBytes);
        json.WriteString("metadata", entry.MetadataJson);
    }

    /// <summary>A number, or null; JSON has none that is not finite.</summary>
    public static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number)) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
