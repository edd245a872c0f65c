using System.Text;
using System.Text.Json;
using Sluice.Core.Release;

namespace Sluice.Publish.Release;

/// <summary>The sums of a run as JSON: in the ledger files' metadata, and (its keys) in <c>stats --json</c>.</summary>
public static class SumsJson
{
    /// <summary>The sums as one compact object, keys in kebab-case.</summary>
    public static string Write(ReleaseSums sums)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            WriteFields(json, sums);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Writes the fields into an object that is open.</summary>
    public static void WriteFields(Utf8JsonWriter json, ReleaseSums sums)
    {
        json.WriteNumber("records", sums.Records);
        json.WriteNumber("kept", sums.Kept);
        json.WriteNumber("dropped", sums.Dropped);
        json.WriteNumber("quarantined", sums.Quarantined);
        WriteCounts(json, "skipped", sums.Skipped);
        WriteSteps(json, sums.Steps);
        json.WriteStartArray("languages");
        foreach (LanguageSum language in sums.Languages)
        {
            json.WriteStartObject();
            json.WriteString("language", language.Language);
            json.WriteNumber("documents", language.Documents);
            json.WriteNumber("text-bytes", language.TextBytes);
            json.WriteNumber("words", language.Words);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Writes the funnel as the array <c>steps</c> of an object that is open.</summary>
    public static void WriteSteps(Utf8JsonWriter json, IReadOnlyList<FunnelStep> steps)
    {
        json.WriteStartArray("steps");
        foreach (FunnelStep step in steps)
        {
            json.WriteStartObject();
            json.WriteString("name", step.Name);
            json.WriteNumber("in", step.In);
            json.WriteNumber("kept", step.Kept);
            json.WriteNumber("dropped", step.Dropped);
            WriteCounts(json, "rules", step.Rules);
            if (step.Figures.Count > 0) WriteFigures(json, step.Figures);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static ReleaseSums Read(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            return new()
            {
                Records = root.GetProperty("records").GetInt64(),
                Kept = root.GetProperty("kept").GetInt64(),
                Dropped = root.GetProperty("dropped").GetInt64(),
                Quarantined = root.GetProperty("quarantined").GetInt64(),
                Skipped = ReadCounts(root.GetProperty("skipped")),
                Steps = [.. root.GetProperty("steps").EnumerateArray().Select(step => new FunnelStep(
                    step.GetProperty("name").GetString() ?? "", step.GetProperty("in").GetInt64(), step.GetProperty("kept").GetInt64(),
                    ReadCounts(step.GetProperty("rules")))
                { Figures = step.TryGetProperty("figures", out JsonElement figures) ? [.. figures.EnumerateObject().Select(figure => KeyValuePair.Create(figure.Name, figure.Value.GetDouble()))] : [] })],
                Languages = [.. root.GetProperty("languages").EnumerateArray().Select(language => new LanguageSum(
                    language.GetProperty("language").GetString() ?? "", language.GetProperty("documents").GetInt64(),
                    language.GetProperty("text-bytes").GetInt64(), language.GetProperty("words").GetInt64()))],
            };
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new JsonException("these are no sums of a run", exception);
        }
    }

    /// <summary>Writes counts by name as an object of an object that is open.</summary>
    public static void WriteCounts(Utf8JsonWriter json, string name, IReadOnlyList<KeyValuePair<string, long>> counts)
    {
        json.WriteStartObject(name);
        foreach ((string key, long count) in counts) json.WriteNumber(key, count);
        json.WriteEndObject();
    }

    static void WriteFigures(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, double>> figures)
    {
        json.WriteStartObject("figures");
        foreach ((string name, double value) in figures) json.WriteNumber(name, value);
        json.WriteEndObject();
    }

    static List<KeyValuePair<string, long>> ReadCounts(JsonElement counts) =>
        [.. counts.EnumerateObject().Select(count => KeyValuePair.Create(count.Name, count.Value.GetInt64()))];
}
