using System.Globalization;
using Sluice.Storage.Sql;

namespace Sluice.Bench.Dedup;

/// <summary>What a release did to the duplicates of a corpus, against the truth.</summary>
/// <param name="Pairs">Pairs of a document and its parent whose true Jaccard is at least the bound.</param>
/// <param name="PairsFound">Of these, those of which at least one is gone.</param>
/// <param name="Removed">Documents removed as duplicates.</param>
/// <param name="RemovedRightly">Of these, those whose true Jaccard with the document named in their place is at least the threshold.</param>
sealed record Score(long Pairs, long PairsFound, long Removed, long RemovedRightly)
{
    const int BatchDocuments = 1 << 16;

    public double Recall => Pairs == 0 ? 1 : (double)PairsFound / Pairs;

    public double Precision => Removed == 0 ? 1 : (double)RemovedRightly / Removed;

    /// <param name="corpus">The corpus.</param>
    /// <param name="release">Folder of the release.</param>
    /// <param name="recallFrom">Least true Jaccard of a pair that should be found.</param>
    /// <param name="threshold">Least true Jaccard that makes a removal right.</param>
    /// <param name="workers">Threads.</param>
    public static Score Of(Corpus corpus, string release, double recallFrom, double threshold, int workers)
    {
        CorpusPlan plan = corpus.Plan;
        bool[] gone = new bool[plan.Documents];
        long removed = 0, rightly = 0;
        foreach (Removal[] batch in Removals(release).Chunk(BatchDocuments))
        {
            removed += batch.Length;
            foreach (Removal removal in batch) gone[plan.DocumentOf(removal.Cluster, removal.Member)] = true;
            Parallel.ForEach(batch, new() { MaxDegreeOfParallelism = workers }, () => new Judge(corpus), (removal, _, judge) => judge.Take(removal, threshold), judge => Interlocked.Add(ref rightly, judge.Rightly));
        }
        long pairs = 0, found = 0;
        DocumentMaker maker = corpus.Maker();
        for (int document = 0; document < plan.Documents; document++)
        {
            int member = plan.MemberOf(document);
            if (member == 0 || corpus.JaccardToParent(document) < recallFrom) continue;
            pairs++;
            int cluster = plan.ClusterOf(document);
            if (gone[document] || gone[plan.DocumentOf(cluster, maker.ParentOf(cluster, member))]) found++;
        }
        return new(pairs, found, removed, rightly);
    }

    static IEnumerable<Removal> Removals(string release)
    {
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(release, "ledger"), "*.parquet").Order(StringComparer.Ordinal)];
        using SqlDatabase database = SqlDatabase.OpenInMemory(new() { Files = files });
        using SqlResult result = database.Query($"SELECT id, duplicate_of FROM read_parquet([{string.Join(", ", files.Select(SqlText.File))}]) WHERE duplicate_of IS NOT NULL");
        foreach (SqlRow row in result.Rows(default))
        {
            (int cluster, int member) = Parse(row.Text(0)!);
            (int staysCluster, int stays) = Parse(row.Text(1)!);
            yield return new(cluster, member, staysCluster, stays);
        }
    }

    // c12-3
    static (int Cluster, int Member) Parse(string id)
    {
        int dash = id.IndexOf('-', StringComparison.Ordinal);
        return (int.Parse(id.AsSpan(1, dash - 1), CultureInfo.InvariantCulture), int.Parse(id.AsSpan(dash + 1), CultureInfo.InvariantCulture));
    }

    readonly record struct Removal(int Cluster, int Member, int StaysCluster, int Stays);

    sealed class Judge(Corpus corpus)
    {
        readonly DocumentMaker _maker = corpus.Maker();
        readonly Shingles _a = new(), _b = new();

        public long Rightly { get; private set; }

        public Judge Take(Removal removal, double threshold)
        {
            if (removal.Cluster == removal.StaysCluster && corpus.Jaccard(removal.Cluster, removal.Member, removal.Stays, _maker, _a, _b) >= threshold) Rightly++;
            return this;
        }
    }
}
