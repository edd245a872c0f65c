using System.Text;
using System.Text.Json;
using Sluice.Core;

namespace Sluice.Publish.Inspect;

/// <summary>A document whose metadata say that it holds, or held, a benchmark's text.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">Its URL; null where unknown.</param>
/// <param name="Outcome"><c>kept</c> or <c>dropped</c>.</param>
/// <param name="Rule">The rule that dropped it; null where it was kept.</param>
/// <param name="Finds">What was found: the metadata's JSON array.</param>
/// <param name="IsCut">Whether the places were cut out of its text.</param>
public sealed record ContaminatedDocument(string Id, string? Url, string Outcome, string? Rule, string Finds, bool IsCut)
{
    const string Key = "contamination", CutKey = "contamination-cut-bytes";

    /// <summary>Gives every such document of a release, in the order of the ledger.</summary>
    /// <exception cref="SluiceException">The release cannot be read.</exception>
    public static void ForEach(ReleaseFolder release, Action<ContaminatedDocument> take, CancellationToken cancellation)
    {
        using ReleaseQueries queries = new(cancellation, release);
        queries.All($"""
            SELECT id, url, outcome, rule, metadata FROM {release.Ledger}
            WHERE contains(metadata, '"{Key}":') ORDER BY filename, file_row_number
            """, row =>
            {
                if (Read(row.Text(0)!, row.Text(1), row.Text(2)!, row.Text(3), row.Text(4)!) is { } document) take(document);
                return false; // Rows are not gathered.
            });
    }

    /// <summary>The document's text as the release has it: from the data, or from the samples of dropped documents. Null where neither has it.</summary>
    /// <exception cref="SluiceException">The release cannot be read.</exception>
    public string? TextIn(ReleaseFolder release, CancellationToken cancellation)
    {
        if (Outcome == "kept")
        {
            using ReleaseQueries queries = new(cancellation, release);
            return queries.All($"SELECT text FROM {release.Data} WHERE id = $1", row => row.Text(0), Id).FirstOrDefault();
        }
        string path = release.File("samples", Rule + ".jsonl");
        if (Rule is null || Rule.Contains('/', StringComparison.Ordinal) || !File.Exists(path)) return null;
        foreach (string line in File.ReadLines(path, Encoding.UTF8))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                using JsonDocument row = JsonDocument.Parse(line);
                if (row.RootElement.GetProperty("id").GetString() == Id) return row.RootElement.GetProperty("text").GetString();
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                // `sluice verify` reports it.
            }
        }
        return null;
    }

    static ContaminatedDocument? Read(string id, string? url, string outcome, string? rule, string metadata)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(metadata);
            return json.RootElement.TryGetProperty(Key, out JsonElement finds) && finds.ValueKind == JsonValueKind.String
                ? new(id, url, outcome, rule, finds.GetString()!, json.RootElement.TryGetProperty(CutKey, out _))
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
