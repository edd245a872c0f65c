using Sluice.Core;

namespace Sluice.Publish.Inspect;

/// <summary>What deduplication did to a release: its clusters, largest first, and what it cut out of documents that stay.</summary>
/// <param name="Clusters">Clusters: documents that stay, with those removed for them.</param>
/// <param name="Removed">Documents removed for another.</param>
/// <param name="Steps">The steps that removed them.</param>
/// <param name="Sizes">Clusters by size.</param>
/// <param name="Largest">The largest clusters; ties by id.</param>
/// <param name="Cuts">What was cut out of released documents, by kind.</param>
public sealed record DuplicateSummary(long Clusters, long Removed, IReadOnlyList<DuplicateStep> Steps, IReadOnlyList<ClusterSizes> Sizes,
    IReadOnlyList<ClusterLine> Largest, IReadOnlyList<CutSum> Cuts)
{
    /// <summary>Clusters whose document that stays is of an earlier release.</summary>
    public long OfEarlier { get; init; }

    /// <summary>Clusters whose document that stayed was dropped by a later step, or is of no row of the ledger.</summary>
    public long DroppedLater { get; init; }

    /// <summary>What filters removed that don't know which document stayed in their place, by step.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Filtered { get; init; } = [];

    const int BeginningCharacters = 200;

    // Sorting knows the original of every document; only a filter does not.
    const string IsFiltered = "starts_with(rule, 'deduplicate-exact.') AND duplicate_of IS NULL";

    // Lower bounds of the sizes that are counted together.
    static readonly long[] s_sizesFrom = [2, 3, 5, 10, 100, 1_000, 10_000, 100_000];

    /// <summary>Reads it.</summary>
    /// <param name="release">The release.</param>
    /// <param name="count">Clusters to list.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="SluiceException">The release cannot be read.</exception>
    public static DuplicateSummary Of(ReleaseFolder release, int count, CancellationToken cancellation)
    {
        using ReleaseQueries queries = new(cancellation, release);
        DuplicateTable.Create(queries, release);
        queries.Execute($"CREATE TABLE clusters AS SELECT stays, earlier, count(*) + 1 AS size FROM {DuplicateTable.Name} GROUP BY stays, earlier");
        (long clusters, long removed) = queries.One("SELECT count(*), coalesce(CAST(sum(size - 1) AS BIGINT), 0) FROM clusters", row => (row.Int64(0), row.Int64(1)));
        (long kept, long ofEarlier) = queries.One($"""
            SELECT count(*) FILTER (earlier IS NULL AND stays IN (SELECT id FROM {release.Ledger} WHERE outcome = 'kept')), count(earlier) FROM clusters
            """, row => (row.Int64(0), row.Int64(1)));
        return new(clusters, removed,
            queries.All($"SELECT step, count(*), min(similarity), avg(similarity) FROM {DuplicateTable.Name} GROUP BY step ORDER BY step",
                row => new DuplicateStep(row.Text(0)!, row.Int64(1), row.Double(2), row.Double(3))),
            SizesOf(queries),
            LargestOf(queries, release, count),
            CutsOf(queries, release))
        {
            OfEarlier = ofEarlier,
            DroppedLater = clusters - kept - ofEarlier,
            Filtered = queries.All($"SELECT step, count(*) FROM {release.Ledger} WHERE {IsFiltered} GROUP BY step ORDER BY step",
                row => KeyValuePair.Create(row.Text(0)!, row.Int64(1))),
        };
    }

    static List<ClusterSizes> SizesOf(ReleaseQueries queries)
    {
        string from = string.Join(" ", s_sizesFrom.Reverse().Select(size => $"WHEN size >= {size} THEN {size}"));
        return queries.All($"SELECT CASE {from} END AS least, count(*), CAST(sum(size) AS BIGINT) FROM clusters GROUP BY least ORDER BY least", row =>
        {
            int at = Array.IndexOf(s_sizesFrom, row.Int64(0));
            return new ClusterSizes(row.Int64(0), at + 1 < s_sizesFrom.Length ? s_sizesFrom[at + 1] - 1 : null, row.Int64(1), row.Int64(2));
        });
    }

    static List<ClusterLine> LargestOf(ReleaseQueries queries, ReleaseFolder release, int count)
    {
        queries.Execute($"CREATE TABLE largest AS SELECT stays, earlier, size FROM clusters ORDER BY size DESC, stays, earlier LIMIT {count}");
        Dictionary<string, (string? Url, string Outcome, string? Rule)> rows = queries.All(
            $"SELECT id, url, outcome, rule FROM {release.Ledger} WHERE id IN (SELECT stays FROM largest)", row => KeyValuePair.Create(row.Text(0)!, (row.Text(1), row.Text(2)!, row.Text(3)))).ToDictionary(StringComparer.Ordinal);
        Dictionary<string, (string Beginning, string? Cluster)> texts = queries.All(
            $"SELECT id, left(text, {BeginningCharacters}), cluster_id FROM {release.Data} WHERE id IN (SELECT stays FROM largest)",
            row => KeyValuePair.Create(row.Text(0)!, (row.Text(1)!, row.Text(2)))).ToDictionary(StringComparer.Ordinal);
        return queries.All($"""
            SELECT l.stays, any_value(l.size), min(similarity), median(similarity), CAST(to_json(list_sort(list_distinct(list(step)))) AS VARCHAR), l.earlier
            FROM largest l JOIN {DuplicateTable.Name} d ON d.stays = l.stays AND d.earlier IS NOT DISTINCT FROM l.earlier
            GROUP BY l.stays, l.earlier ORDER BY any_value(l.size) DESC, l.stays, l.earlier
            """, row =>
        {
            string id = row.Text(0)!;
            string? earlier = row.Text(5);
            (string? Url, string Outcome, string? Rule) found = default;
            (string Beginning, string? Cluster) text = default;
            bool isHere = earlier is null && rows.TryGetValue(id, out found);
            if (isHere) texts.TryGetValue(id, out text);
            return new ClusterLine(id, row.Int64(1), row.Double(2), row.Double(3), JsonTexts.Read(row.Text(4)))
            {
                ClusterId = text.Cluster,
                Url = found.Url,
                Outcome = isHere ? found.Outcome : null,
                Rule = found.Rule,
                EarlierRelease = earlier,
                Beginning = text.Beginning,
            };
        });
    }

    // Steps that cut leave what they cut in the metadata: lines-cut-bytes and the like.
    static List<CutSum> CutsOf(ReleaseQueries queries, ReleaseFolder release) => queries.All($"""
        SELECT regexp_replace(key, '-cut-bytes$', '') AS kind, count(*), coalesce(CAST(sum(pieces) AS BIGINT), 0), CAST(sum(bytes) AS BIGINT) FROM (
            SELECT key, TRY_CAST(json_extract_string(metadata, '$."' || key || '"') AS BIGINT) AS bytes,
                TRY_CAST(json_extract_string(metadata, '$."' || left(key, length(key) - length('-bytes')) || '"') AS BIGINT) AS pieces
            FROM (SELECT metadata, unnest(json_keys(metadata)) AS key FROM {release.Data} WHERE contains(metadata, '-cut-bytes"') AND json_valid(metadata))
            WHERE regexp_full_match(key, '[a-z-]+-cut-bytes'))
        WHERE bytes > 0 GROUP BY kind ORDER BY kind
        """, row => new CutSum(row.Text(0)!, row.Int64(1), row.Int64(2), row.Int64(3)));
}

/// <summary>What one step removed.</summary>
/// <param name="Name">The step.</param>
/// <param name="Removed">Documents.</param>
/// <param name="SimilarityLeast">The least similarity to the document that stayed; null where none was measured.</param>
/// <param name="SimilarityMean">The mean.</param>
public sealed record DuplicateStep(string Name, long Removed, double? SimilarityLeast, double? SimilarityMean);

/// <summary>Clusters of a range of sizes.</summary>
/// <param name="From">Least documents.</param>
/// <param name="To">Most; null for no bound.</param>
/// <param name="Clusters">Clusters.</param>
/// <param name="Documents">Their documents, those that stay included.</param>
public sealed record ClusterSizes(long From, long? To, long Clusters, long Documents);

/// <summary>One cluster of the list.</summary>
/// <param name="Id">Id of the document that stays.</param>
/// <param name="Size">Documents, that one included.</param>
/// <param name="SimilarityLeast">The least similarity of one that was removed to the one that it was removed for.</param>
/// <param name="SimilarityMedian">The median.</param>
/// <param name="Steps">The steps that removed them.</param>
public sealed record ClusterLine(string Id, long Size, double? SimilarityLeast, double? SimilarityMedian, IReadOnlyList<string> Steps)
{
    /// <summary>The column <c>cluster_id</c> of the document that stays; null where it is not released.</summary>
    public string? ClusterId { get; init; }

    /// <summary>URL of the document that stays; null where unknown.</summary>
    public string? Url { get; init; }

    /// <summary>What became of the document that stays; null where it is of an earlier release.</summary>
    public string? Outcome { get; init; }

    /// <summary>The rule that dropped it after all; null where it is kept.</summary>
    public string? Rule { get; init; }

    /// <summary>The earlier release that has it, as the recipe named it; null where it is of this one.</summary>
    public string? EarlierRelease { get; init; }

    /// <summary>The beginning of its text; null where it is not released.</summary>
    public string? Beginning { get; init; }
}

/// <summary>What was cut out of documents that stay.</summary>
/// <param name="Kind">What: <c>lines</c>, <c>sentences</c>, <c>passages</c>.</param>
/// <param name="Documents">Released documents with a cut.</param>
/// <param name="Pieces">How many were cut.</param>
/// <param name="Bytes">Their bytes.</param>
public sealed record CutSum(string Kind, long Documents, long Pieces, long Bytes);
