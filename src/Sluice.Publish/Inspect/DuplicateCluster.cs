using Sluice.Core;
using Sluice.Core.Text;
using Sluice.Storage.Sql;

namespace Sluice.Publish.Inspect;

/// <summary>One cluster: the document that stays, and those that were removed for it, with their texts as far as they are at hand.</summary>
/// <param name="Stays">The document that stays; its entry is null where it is of an earlier release.</param>
/// <param name="Size">Documents, that one included.</param>
/// <param name="Members">Removed ones: first those whose text is at hand, the least similar first, ties by id.</param>
/// <param name="Inner">How similar the documents are to each other whose text is at hand.</param>
public sealed record DuplicateCluster(ClusterMember Stays, long Size, IReadOnlyList<ClusterMember> Members, InnerSimilarity Inner)
{
    /// <summary>Finds the cluster of a document: the one that stays, a removed one, or the column <c>cluster_id</c>.</summary>
    /// <param name="release">The release.</param>
    /// <param name="id">An id; brackets may be left out.</param>
    /// <param name="count">Removed documents to read.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="SluiceException">There is no such document, it is in no cluster, or the release cannot be read.</exception>
    public static DuplicateCluster Find(ReleaseFolder release, string id, int count, CancellationToken cancellation)
    {
        using ReleaseQueries queries = new(cancellation, release);
        DuplicateTable.Create(queries, release);
        (string stays, string? earlier) = StaysOf(queries, release, id);
        IReadOnlyList<string> rules = queries.All($"SELECT DISTINCT rule FROM {release.Ledger} WHERE duplicate_of IS NOT NULL AND rule IS NOT NULL ORDER BY rule", row => row.Text(0)!);
        long removed = queries.One($"SELECT count(*) FROM {DuplicateTable.Name} WHERE stays = $1 AND earlier IS NOT DISTINCT FROM $2", row => row.Int64(0), stays, earlier);
        List<ClusterMember> members = Choose(queries, release, (stays, earlier), rules, count, cancellation);
        // The same id in this release is another document than the one of an earlier release.
        ClusterMember first = earlier is null ? new(stays, null, EntryOf(queries, release, stays), ReleasedText(queries, release, stays))
            : new(stays, null, null, EarlierDocument.Text(earlier, stays, cancellation)) { EarlierRelease = earlier };
        // The one that stays may have been dropped by a later rule: then its text is among the samples, if anywhere.
        HashSet<string> wanted = [.. members.Select(member => member.Id)];
        if (first is { Text: null, Entry.Rule: not null }) wanted.Add(stays);
        IEnumerable<string> searched = first.Entry?.Rule is { } rule ? rules.Append(rule) : rules;
        IReadOnlyDictionary<string, string> texts = DroppedTexts.Read(release, searched, wanted, cancellation);
        members = [.. members.Select(member => member with { Text = texts.GetValueOrDefault(member.Id) })];
        first = first with { Text = first.Text ?? (earlier is null ? texts.GetValueOrDefault(stays) : null) };
        return new(first, removed + 1, members, InnerSimilarity.Of([first, .. members], cancellation));
    }

    static (string Id, string? Earlier) StaysOf(ReleaseQueries queries, ReleaseFolder release, string id)
    {
        string[] searches =
        [
            $"SELECT stays, earlier FROM {DuplicateTable.Name} WHERE {RecordLife.IsId("id")} ORDER BY id LIMIT 1",
            $"SELECT stays, earlier FROM {DuplicateTable.Name} WHERE {RecordLife.IsId("stays")} ORDER BY earlier NULLS FIRST, stays LIMIT 1",
            $"SELECT id, NULL FROM {release.Data} WHERE {RecordLife.IsId("cluster_id")} AND id IN (SELECT stays FROM {DuplicateTable.Name} WHERE earlier IS NULL) ORDER BY id LIMIT 1",
        ];
        foreach (string search in searches)
            foreach ((string Stays, string? Earlier) found in queries.All(search, row => (row.Text(0)!, row.Text(1)), id)) return found;
        bool isThere = queries.One($"SELECT EXISTS (SELECT 1 FROM {release.Ledger} WHERE {RecordLife.IsId("id")})", row => row.Boolean(0), id);
        throw isThere
            ? new SluiceException($"'{VisibleText.Line(id, 200)}' is in no cluster: it was not removed for another document, and none was removed for it", release.Path,
                "`sluice why` tells what became of it; `sluice duplicates` lists the clusters")
            : RecordLife.NotFound(queries, release, id);
    }

    static List<ClusterMember> Choose(ReleaseQueries queries, ReleaseFolder release, (string Id, string? Earlier) stays, IReadOnlyList<string> rules, int count, CancellationToken cancellation)
    {
        queries.Execute("CREATE TABLE held (id VARCHAR)");
        foreach (string id in DroppedTexts.TryListIds(release, rules, cancellation) ?? []) queries.Execute("INSERT INTO held VALUES ($1)", id);
        queries.Execute($"""
            CREATE TABLE chosen AS SELECT id, direct, similarity, id IN (SELECT id FROM held) AS is_held FROM {DuplicateTable.Name}
            WHERE stays = $1 AND earlier IS NOT DISTINCT FROM $2 ORDER BY is_held DESC, similarity, id LIMIT {count}
            """, stays.Id, stays.Earlier);
        Dictionary<string, LedgerEntry> entries = queries.All($"SELECT {LedgerEntry.Columns} FROM {release.Ledger} WHERE id IN (SELECT id FROM chosen)", LedgerEntry.Read)
            .ToDictionary(entry => entry.Id, StringComparer.Ordinal);
        return queries.All("SELECT id, similarity FROM chosen ORDER BY is_held DESC, similarity, id",
            row => new ClusterMember(row.Text(0)!, row.Double(1), entries.GetValueOrDefault(row.Text(0)!), null));
    }

    static LedgerEntry? EntryOf(ReleaseQueries queries, ReleaseFolder release, string id) =>
        queries.All($"SELECT {LedgerEntry.Columns} FROM {release.Ledger} WHERE id = $1", LedgerEntry.Read, id).FirstOrDefault();

    internal static string? ReleasedText(ReleaseQueries queries, ReleaseFolder release, string id)
    {
        (string? file, long row) = queries.All($"SELECT filename, file_row_number FROM {release.Data} WHERE id = $1", found => (found.Text(0), found.Int64(1)), id).FirstOrDefault();
        return file is null ? null : queries.One(
            $"SELECT text FROM read_parquet({SqlText.File(file)}, hive_partitioning = false, file_row_number = true) WHERE file_row_number = $1", found => found.Text(0)!, row);
    }
}

/// <summary>One document of a cluster.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Similarity">Measured similarity to the document that it was removed for; null for the one that stays, and where none was measured.</param>
/// <param name="Entry">Its row of the ledger; null where it is of an earlier release.</param>
/// <param name="Text">Its text; null where the release does not hold it.</param>
public sealed record ClusterMember(string Id, double? Similarity, LedgerEntry? Entry, string? Text)
{
    /// <summary>The earlier release that has it, as the recipe named it; null where it is of this one.</summary>
    public string? EarlierRelease { get; init; }
}
