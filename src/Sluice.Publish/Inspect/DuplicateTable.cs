namespace Sluice.Publish.Inspect;

/// <summary>The duplicates of a release as a table of the queries: each document that a step removed for another, and the document that stays in its place at the end.</summary>
/// <remarks>A document that stayed at one step (exact) may be removed at a later one (near-duplicates): then what was removed for it belongs to the one that stays there.
/// Time O(documents), grouped by DuckDB within its memory; what does not fit goes to its folder.</remarks>
static class DuplicateTable
{
    /// <summary>Name of the table: <c>id, direct</c> (the ledger's <c>duplicate_of</c>)<c>, stays, earlier</c> (the release of the one that stays; null for this one)<c>, similarity, step</c>.</summary>
    internal const string Name = "duplicates";

    // Each round halves the way to the end; a recipe has far fewer merges than 2^6. Only rows that no run writes could go on.
    const int RoundsMost = 6;

    internal static void Create(ReleaseQueries queries, ReleaseFolder release)
    {
        queries.Execute($"""
            CREATE TABLE {Name} AS SELECT id, duplicate_of AS direct, duplicate_of AS stays, {EarlierDocument.Release} AS earlier, similarity, coalesce(step, '') AS step
            FROM {release.Ledger} WHERE duplicate_of IS NOT NULL AND (duplicate_of <> id OR {EarlierDocument.Release} IS NOT NULL)
            """);
        for (int round = 0; round < RoundsMost && IsAnyOpen(queries); round++)
        {
            queries.Execute($"""
                CREATE TABLE next AS SELECT a.id, a.direct, coalesce(b.stays, a.stays) AS stays, coalesce(a.earlier, b.earlier) AS earlier, a.similarity, a.step
                FROM {Name} a LEFT JOIN {Name} b ON b.id = a.stays AND a.earlier IS NULL
                """);
            queries.Execute($"DROP TABLE {Name}");
            queries.Execute($"ALTER TABLE next RENAME TO {Name}");
        }
    }

    static bool IsAnyOpen(ReleaseQueries queries) =>
        queries.One($"SELECT EXISTS (SELECT 1 FROM {Name} a SEMI JOIN {Name} b ON b.id = a.stays AND a.earlier IS NULL)", row => row.Boolean(0));
}
