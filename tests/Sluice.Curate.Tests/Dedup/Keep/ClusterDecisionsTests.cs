using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Keep;
using Sluice.Fixtures;

namespace Sluice.Curate.Tests.Dedup.Keep;

public sealed class ClusterDecisionsTests
{
    [Theory]
    [InlineData(0, 512 << 10)]
    [InlineData(300, 512 << 10)]
    [InlineData(300, 64 << 20)]
    public void Decisions_are_those_of_a_dictionary(int earlier, long memoryBytes)
    {
        const int Documents = 50_000;
        Random random = new(earlier);
        int[] stayers = [.. Enumerable.Range(0, Documents).Where(n => n < earlier || random.Next(10) == 0)];
        List<(long Removed, long Stays, double Similarity)> removals =
            [.. Enumerable.Range(0, Documents).Except(stayers).Where(_ => random.Next(3) > 0).Select(n => ((long)n, (long)stayers[random.Next(stayers.Length)], random.NextDouble()))];
        removals.AddRange(Enumerable.Range(Documents, 20_000).Select(n => ((long)n, (long)stayers[^1], 1.0)));
        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(removals));

        using TemporaryFolder folder = new();
        MergeContext context = new() { MemoryBytes = memoryBytes, ScratchFolder = folder.Path, Keys = null!, EarlierDocuments = earlier };
        using ClusterDecisions clusters = new(context, "test", memoryBytes, s => Verdict.Drop("a.rule", s, 0.5));
        foreach ((long removed, long stays, double similarity) in removals) clusters.Add(removed, stays, similarity);
        List<MergeDecision> expected = [];
        foreach (IGrouping<long, (long Removed, long Stays, double Similarity)> cluster in removals.GroupBy(r => r.Stays))
        {
            (long first, int size) = (Math.Min(cluster.Key, cluster.Min(r => r.Removed)), cluster.Count() + 1);
            if (cluster.Key >= earlier) expected.Add(new(cluster.Key, Verdict.Keep, -1, 0, first, size));
            expected.AddRange(cluster.Select(r => new MergeDecision(r.Removed, Verdict.Drop("a.rule", r.Similarity, 0.5), r.Stays, r.Similarity, first, size)));
        }
        Assert.Equal(expected.OrderBy(d => d.Document), clusters.Decide());
        Assert.Equal(memoryBytes < 1 << 20, clusters.SpilledBytes > 0);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Without_removals_there_are_no_decisions()
    {
        using TemporaryFolder folder = new();
        using ClusterDecisions clusters = new(new() { MemoryBytes = 1 << 20, ScratchFolder = folder.Path, Keys = null! }, "test", 1 << 20, _ => Verdict.Drop("a.rule"));
        Assert.Empty(clusters.Decide());
    }
}
