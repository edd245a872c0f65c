using Sluice.Core;

namespace Sluice.Publish.Inspect;

/// <summary>A document of an earlier release for which documents of this one were removed: the build had <c>against</c>, and this ledger has no row of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Of">Its release, as the recipe named it.</param>
/// <param name="Removed">Documents of this release that went for it.</param>
public sealed record EarlierDocument(string Id, string Of, long Removed)
{
    const string EvidencePrefix = "in ";

    /// <summary>SQL for the earlier release that a row of the ledger names; null where the original is of this one.</summary>
    internal const string Release = "CASE WHEN duplicate_of IS NOT NULL AND starts_with(evidence, '" + EvidencePrefix + "') THEN substr(evidence, 4) END";

    /// <summary>The earlier release of the document that a row names as the one that stays; null where that is of this release.</summary>
    public static string? ReleaseOf(LedgerEntry entry) =>
        entry.DuplicateOf is not null && entry.Evidence is { } evidence && evidence.StartsWith(EvidencePrefix, StringComparison.Ordinal) ? evidence[EvidencePrefix.Length..] : null;

    /// <summary>Every such document with an id, by release.</summary>
    /// <param name="release">The release that went on from the earlier one.</param>
    /// <param name="id">An id; brackets may be left out.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="SluiceException">The release cannot be read.</exception>
    public static IReadOnlyList<EarlierDocument> Find(ReleaseFolder release, string id, CancellationToken cancellation)
    {
        using ReleaseQueries queries = new(cancellation, release);
        return Find(queries, release, id);
    }

    internal static List<EarlierDocument> Find(ReleaseQueries queries, ReleaseFolder release, string id) => queries.All($"""
        SELECT duplicate_of, {Release} AS earlier, count(*) FROM {release.Ledger}
        WHERE {RecordLife.IsId("duplicate_of")} AND {Release} IS NOT NULL GROUP BY ALL ORDER BY earlier, duplicate_of
        """, row => new EarlierDocument(row.Text(0)!, row.Text(1)!, row.Int64(2)), id);

    /// <summary>The text of a document of an earlier release, where its folder is there (from the working folder, or as a full path) and holds it.</summary>
    internal static string? Text(string of, string id, CancellationToken cancellation)
    {
        try
        {
            // A file of the folder index may stand for its release.
            string folder = File.Exists(of) ? Path.GetDirectoryName(Path.GetDirectoryName(Path.GetFullPath(of))) ?? of : of;
            if (!Directory.Exists(folder)) return null;
            ReleaseFolder earlier = ReleaseFolder.Open(folder);
            using ReleaseQueries queries = new(cancellation, earlier);
            return DuplicateCluster.ReleasedText(queries, earlier, id);
        }
        catch (Exception e) when (e is SluiceException or IOException or UnauthorizedAccessException)
        {
            return null; // A courtesy: what was decided stands without it.
        }
    }
}
