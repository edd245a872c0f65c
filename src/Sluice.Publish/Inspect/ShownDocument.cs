using System.Text.Json;
using Sluice.Core;
using Sluice.Core.Text;
using Sluice.Storage.Sql;

namespace Sluice.Publish.Inspect;

/// <summary>One document to read: kept, from the data, or dropped, from the samples.</summary>
public sealed record ShownDocument
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its URL; null where unknown.</summary>
    public string? Url { get; init; }

    /// <summary>Its language; null where unknown, or dropped.</summary>
    public string? Language { get; init; }

    /// <summary>Its license; null where dropped.</summary>
    public string? License { get; init; }

    /// <summary>The rule that dropped it; null where kept.</summary>
    public string? Rule { get; init; }

    /// <summary>What the rule measured.</summary>
    public double? Value { get; init; }

    /// <summary>The bound that the value crossed.</summary>
    public double? Threshold { get; init; }

    /// <summary>What shows that the verdict is right.</summary>
    public string? Evidence { get; init; }

    /// <summary>Id of the document that stays in its place; null where it is no duplicate.</summary>
    public string? DuplicateOf { get; init; }

    /// <summary>Similarity to that document; null where none was measured.</summary>
    public double? Similarity { get; init; }

    /// <summary>Its text; null where the release withholds it: its author opted out, or its license is unknown or does not allow it.</summary>
    public required string? Text { get; init; }

    /// <summary>Kept documents, chosen by the hash of their ids: the same ones each time.</summary>
    /// <exception cref="SluiceException">The release cannot be read.</exception>
    public static IReadOnlyList<ShownDocument> Kept(ReleaseFolder release, int count, CancellationToken cancellation)
    {
        using ReleaseQueries queries = new(cancellation, release);
        // First only ids, then only the texts that are shown.
        List<(string File, long Row)> chosen = queries.All(
            $"SELECT filename, file_row_number FROM {release.Data} ORDER BY md5(id), id LIMIT {count}", row => (row.Text(0)!, row.Int64(1)));
        return [.. chosen.Select(place => queries.One(
            $"""
            SELECT id, url, language, license, text FROM read_parquet({SqlText.File(place.File)}, hive_partitioning = false, file_row_number = true)
            WHERE file_row_number = $1
            """,
            row => new ShownDocument { Id = row.Text(0)!, Url = row.Text(1), Language = row.Text(2), License = row.Text(3), Text = row.Text(4)! }, place.Row))];
    }

    /// <summary>Dropped documents of one rule, or of every rule of one step, in the order of the samples (by hash of id).</summary>
    /// <exception cref="SluiceException">The release has no such rule, or cannot be read.</exception>
    public static IReadOnlyList<ShownDocument> Dropped(ReleaseFolder release, string ruleOrStep, int count, CancellationToken cancellation)
    {
        string folder = release.File("samples");
        IReadOnlyList<string> files = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal)] : [];
        IReadOnlyList<string> rules = [.. files.Select(file => Path.GetFileNameWithoutExtension(file))];
        // The rule is compared, never made into a path.
        List<string> wanted = [.. files.Where((_, i) => rules[i] == ruleOrStep || rules[i].StartsWith(ruleOrStep + ".", StringComparison.Ordinal))];
        if (wanted.Count > 0) return WithOriginals(release, [.. wanted.SelectMany(file => Read(release, file)).Take(count)], cancellation);
        string? nearest = NearestName.Find(ruleOrStep, rules);
        throw new SluiceException($"no dropped documents are kept for '{VisibleText.Line(ruleOrStep, 100)}'", release.Path, rules.Count == 0
            ? "the release has no samples: it dropped nothing, or was built with --keep-dropped none"
            : $"{(nearest is null ? "" : $"did you mean {nearest}? ")}there are {string.Join(", ", rules)}");
    }

    // Samples have the verdict alone; the ledger knows of what a document is a duplicate.
    static IReadOnlyList<ShownDocument> WithOriginals(ReleaseFolder release, IReadOnlyList<ShownDocument> documents, CancellationToken cancellation)
    {
        using ReleaseQueries queries = new(cancellation, release);
        Dictionary<string, (string Original, double? Similarity)> originals = [];
        queries.All($"""
            SELECT id, duplicate_of, similarity FROM {release.Ledger}
            WHERE duplicate_of IS NOT NULL AND id IN (SELECT unnest(from_json($1, '["VARCHAR"]')))
            """, row => originals[row.Text(0)!] = (row.Text(1)!, row.Double(2)), JsonSerializer.Serialize(documents.Select(document => document.Id)));
        return [.. documents.Select(document => originals.TryGetValue(document.Id, out (string Original, double? Similarity) found)
            ? document with { DuplicateOf = found.Original, Similarity = found.Similarity } : document)];
    }

    static IEnumerable<ShownDocument> Read(ReleaseFolder release, string file)
    {
        int number = 0;
        foreach (string line in File.ReadLines(file))
        {
            number++;
            ShownDocument? document = null;
            try
            {
                using JsonDocument row = JsonDocument.Parse(line);
                JsonElement root = row.RootElement;
                document = new()
                {
                    Id = root.GetProperty("id").GetString() ?? "",
                    Url = TextOf(root, "url"),
                    Rule = TextOf(root, "rule"),
                    Value = Number(root, "value"),
                    Threshold = Number(root, "threshold"),
                    Evidence = TextOf(root, "evidence"),
                    Text = root.GetProperty("text").GetString(),
                };
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                throw release.Broken($"{Path.GetRelativePath(release.Path, file)}:{number} is no sample document");
            }
            yield return document;
        }
    }

    static string? TextOf(JsonElement row, string key) =>
        row.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    static double? Number(JsonElement row, string key) =>
        row.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
