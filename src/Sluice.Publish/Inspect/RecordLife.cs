using System.Text.Json;
using Sluice.Core;
using Sluice.Core.Text;

namespace Sluice.Publish.Inspect;

/// <summary>The life of one record: its row of the ledger, and what belongs to it elsewhere in the release.</summary>
/// <param name="Entry">Its row.</param>
/// <param name="Original">The row of the document that stays in its place; null where it is no duplicate, or one of a document of an earlier release.</param>
/// <param name="DataFile">The data file that holds it; null where it was not kept.</param>
/// <param name="DataRow">Its row in that file, from 0.</param>
/// <param name="QuarantineDetail">What could not be read, in words; null where it could.</param>
public sealed record RecordLife(LedgerEntry Entry, LedgerEntry? Original, string? DataFile, long DataRow, string? QuarantineDetail)
{
    /// <summary>Rows that one id or URL may find; a URL that was captured often has many.</summary>
    public const int MatchesMax = 100;

    const int NearestShown = 3;
    const string SimilarityLeast = "0.8";
    const int ComparedLengthMax = 300;

    // Ids are stored with brackets or without, as the input has them.
    static readonly string[] s_ids = ["$1", "'<' || $1 || '>'", "'urn:uuid:' || $1", "'<urn:uuid:' || $1 || '>'"];

    /// <summary>The condition that a column holds the id that is the query's first parameter.</summary>
    internal static string IsId(string column) => $"({string.Join(" OR ", s_ids.Select(id => $"{column} = {id}"))})";

    /// <summary>Every record with an id or URL, in input order. An id is found without its brackets, or by its UUID, too; and with its repeats.</summary>
    /// <returns>The records; none where only a document of an earlier release has the id: <see cref="EarlierDocument.Find(ReleaseFolder, string, CancellationToken)"/>.</returns>
    /// <exception cref="SluiceException">Nothing has it (the error suggests the nearest), or the release cannot be read.</exception>
    public static IReadOnlyList<RecordLife> Find(ReleaseFolder release, string idOrUrl, CancellationToken cancellation)
    {
        using ReleaseQueries queries = new(cancellation, release);
        List<LedgerEntry> entries = queries.All($"""
            SELECT {LedgerEntry.Columns} FROM {release.Ledger}
            WHERE url = $1 OR {string.Join(" OR ", s_ids.Select(id => $"id = {id} OR starts_with(id, {id} || '#')"))}
            ORDER BY filename, file_row_number LIMIT {MatchesMax}
            """, LedgerEntry.Read, idOrUrl);
        if (entries.Count == 0 && EarlierDocument.Find(queries, release, idOrUrl).Count == 0) throw NotFound(queries, release, idOrUrl);
        return [.. entries.Select(entry => Read(queries, release, entry))];
    }

    /// <summary>The ids of all records that have one of these URLs, by URL; dropped ones too, since an index may have what a later step dropped.</summary>
    /// <exception cref="SluiceException">The release cannot be read.</exception>
    public static ILookup<string, string> IdsOfUrls(ReleaseFolder release, IEnumerable<string> urls, CancellationToken cancellation)
    {
        using ReleaseQueries queries = new(cancellation, release);
        return queries.All($"""SELECT url, id FROM {release.Ledger} WHERE url IN (SELECT unnest(from_json($1, '["VARCHAR"]'))) ORDER BY url, id""",
            row => (Url: row.Text(0)!, Id: row.Text(1)!), JsonSerializer.Serialize(urls)).ToLookup(row => row.Url, row => row.Id, StringComparer.Ordinal);
    }

    static RecordLife Read(ReleaseQueries queries, ReleaseFolder release, LedgerEntry entry)
    {
        LedgerEntry? original = entry.DuplicateOf is null || EarlierDocument.ReleaseOf(entry) is not null ? null
            : queries.All($"SELECT {LedgerEntry.Columns} FROM {release.Ledger} WHERE id = $1", LedgerEntry.Read, entry.DuplicateOf).FirstOrDefault();
        (string? file, long row) = entry.Outcome != "kept" ? default
            : queries.All($"SELECT filename, file_row_number FROM {release.Data} WHERE id = $1",
                found => ((string?)Path.GetRelativePath(release.Path, found.Text(0)!), found.Int64(1)), entry.Id).FirstOrDefault();
        return new(entry, original, file, row, entry.Outcome == "quarantined" ? QuarantineDetailOf(release, entry.Id) : null);
    }

    static string? QuarantineDetailOf(ReleaseFolder release, string id)
    {
        string path = release.File("quarantine", "quarantine.jsonl");
        if (!File.Exists(path)) return null;
        foreach (string line in File.ReadLines(path))
        {
            try
            {
                using JsonDocument row = JsonDocument.Parse(line);
                if (row.RootElement.GetProperty("id").GetString() == id) return row.RootElement.GetProperty("detail").GetString();
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                // `sluice verify` reports it.
            }
        }
        return null;
    }

    internal static SluiceException NotFound(ReleaseQueries queries, ReleaseFolder release, string idOrUrl)
    {
        string compared = idOrUrl[..Math.Min(idOrUrl.Length, ComparedLengthMax)];
        List<string> nearest = queries.All($"""
            SELECT name FROM
              (SELECT name, CASE WHEN contains(name, $1) THEN 2 ELSE jaro_winkler_similarity(left(name, {ComparedLengthMax}), $1) END AS similarity
               FROM (SELECT id AS name FROM {release.Ledger} UNION SELECT url FROM {release.Ledger} WHERE url IS NOT NULL))
            WHERE similarity >= {SimilarityLeast} ORDER BY similarity DESC, name LIMIT {NearestShown}
            """, row => row.Text(0)!, compared);
        return new($"no record has the id or URL '{VisibleText.Line(idOrUrl, 200)}'", release.Path, nearest.Count == 0
            ? "ids are in `sluice look`, and in the column id of ledger/*.parquet"
            : $"did you mean {string.Join(", or ", nearest.Select(name => VisibleText.Line(name, 200)))}?");
    }
}
