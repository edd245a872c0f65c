using Sluice.Core;
using Sluice.Core.Release;

namespace Sluice.Publish.Inspect;

/// <summary>The figures of a release: the run's sums from the ledger, and what its rows tell.</summary>
/// <param name="Sums">Records, funnel, languages.</param>
/// <param name="TextBytes">Bytes of the released texts.</param>
/// <param name="Words">Words of the released texts; null where no step counted them.</param>
/// <param name="DataFiles">Data files.</param>
/// <param name="DataBytes">Their bytes.</param>
/// <param name="Domains">Hosts with the most released documents, <c>www.</c> left out; ties by name.</param>
/// <param name="Licenses">Released documents by license, most first, ties by name.</param>
public sealed record ReleaseStats(ReleaseSums Sums, long TextBytes, long? Words, int DataFiles, long DataBytes,
    IReadOnlyList<KeyValuePair<string, long>> Domains, IReadOnlyList<KeyValuePair<string, long>> Licenses)
{
    const int DomainsShown = 20;

    // Scheme, user, www., then the host up to its port, path, query or end.
    const string Host = @"lower(regexp_extract(url, '^[A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#@]*@)?(?:www\.)?([^/?#:@]+)', 1))";

    /// <summary>Reads them.</summary>
    /// <exception cref="SluiceException">The release cannot be read.</exception>
    public static ReleaseStats Of(ReleaseFolder release, CancellationToken cancellation)
    {
        ReleaseSums sums = release.ReadSums();
        using ReleaseQueries queries = new(cancellation, release);
        long words = sums.Languages.Sum(language => language.Words);
        return new(sums,
            queries.One($"SELECT CAST(coalesce(sum(text_bytes), 0) AS BIGINT) FROM {release.Ledger} WHERE outcome = 'kept'", row => row.Int64(0)),
            words > 0 ? words : null,
            release.DataFiles.Count,
            release.DataFiles.Sum(file => new FileInfo(file).Length),
            queries.All($"""
                SELECT host, count(*) AS documents FROM (SELECT {Host} AS host FROM {release.Data}) WHERE host <> ''
                GROUP BY host ORDER BY documents DESC, host LIMIT {DomainsShown}
                """, Count),
            queries.All($"""
                SELECT coalesce(license, 'NOASSERTION') AS name, count(*) AS documents FROM {release.Data}
                GROUP BY name ORDER BY documents DESC, name
                """, Count));

        static KeyValuePair<string, long> Count(Storage.Sql.SqlRow row) => new(row.Text(0)!, row.Int64(1));
    }
}
