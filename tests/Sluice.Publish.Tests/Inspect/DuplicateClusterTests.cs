using Sluice.Core;
using Sluice.Core.Release;
using Sluice.Fixtures;
using Sluice.Publish.Inspect;
using Sluice.Publish.Tests.Release;

namespace Sluice.Publish.Tests.Inspect;

public sealed class DuplicateClusterTests : IDisposable
{
    const string Original = "one two three four five six seven eight nine ten eleven twelve";

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // x went for b at the exact step, and b for a at the next: both belong to a. The second cluster's original is of an earlier release.
    static SmallRelease Some()
    {
        SmallRelease release = new SmallRelease { Steps = ["deduplicate-exact", "near-duplicates"] }
            .Keep("a", Original, "https://example.org/a")
            .Keep("lone", "nothing like it")
            .Drop("x", "deduplicate-exact", "deduplicate-exact.text", duplicateOf: "b")
            .Drop("b", "near-duplicates", "near-duplicates.near-duplicate", 0.9, 0.75, duplicateOf: "a")
            .Drop("c", "near-duplicates", "near-duplicates.near-duplicate", 0.8, 0.75, duplicateOf: "a")
            .Drop("e", "near-duplicates", "near-duplicates.near-duplicate", 0.99, 0.75, duplicateOf: "earlier")
            .Drop("short", "near-duplicates", "near-duplicates.other", 12, 50);
        release.Rows.Single(row => row.Id == "c").Similarity = 0.8;
        release.Documents[0].ClusterId = "b";
        release.Documents[0].ClusterSize = 4;
        release.Documents[1].MetadataJson = """{"lines-cut":3,"lines-cut-bytes":120,"lines-cut-at":"0-57","x'y-cut-bytes":9,"passages-cut-bytes":"many"}""";
        return release;
    }

    ReleaseFolder Written(params (string Id, string Text)[] texts)
    {
        SmallRelease release = Some();
        release.Write(_folder.Path);
        foreach (string file in Directory.GetFiles(Path.Combine(_folder.Path, "samples"))) File.Delete(file);
        foreach (IGrouping<string, LedgerRow> rule in release.Rows.Where(row => row.Rule is not null && texts.Any(text => text.Id == row.Id)).GroupBy(row => row.Rule!))
            File.WriteAllLines(Path.Combine(_folder.Path, "samples", rule.Key + ".jsonl"), ["{broken", .. rule.Select(row => JsonSerializer.Serialize(new { id = row.Id, url = "u", text = texts.Single(text => text.Id == row.Id).Text }))]);
        return ReleaseFolder.Open(_folder.Path);
    }

    [Fact]
    public void Clusters_of_all_steps_come_largest_first()
    {
        DuplicateSummary summary = DuplicateSummary.Of(Written(), 10, default);
        Assert.Equal((2, 4), (summary.Clusters, summary.Removed));
        Assert.Equal([("a", 4L, "kept"), ("earlier", 2L, null)], summary.Largest.Select(cluster => (cluster.Id, cluster.Size, cluster.Outcome)));
        Assert.Equal((0.8, "https://example.org/a", Original), (summary.Largest[0].SimilarityLeast, summary.Largest[0].Url, summary.Largest[0].Beginning));
        Assert.Equal(["deduplicate-exact", "near-duplicates"], summary.Largest[0].Steps);
        Assert.Equal([("deduplicate-exact", 1L), ("near-duplicates", 3L)], summary.Steps.Select(step => (step.Name, step.Removed)));
        Assert.Equal([new(2, 2, 1, 2), new(3, 4, 1, 4)], summary.Sizes);
    }

    [Fact]
    public void Cuts_are_added_up_by_kind_and_odd_metadata_is_left_out() =>
        Assert.Equal([new("lines", 1, 3, 120)], DuplicateSummary.Of(Written(), 10, default).Cuts);

    [Fact]
    public void Limit_bounds_the_list_only()
    {
        DuplicateSummary summary = DuplicateSummary.Of(Written(), 1, default);
        Assert.Equal((2, 1), (summary.Clusters, summary.Largest.Count));
    }

    [Theory] // The one that stays, one that went, one that went for one that went, and the column cluster_id.
    [InlineData("a")]
    [InlineData("c")]
    [InlineData("x")]
    [InlineData("b")]
    public void Any_member_names_its_cluster(string id)
    {
        DuplicateCluster cluster = DuplicateCluster.Find(Written(("c", "one two"), ("x", "y")), id, 10, default);
        Assert.Equal(("a", 4L, Original), (cluster.Stays.Id, cluster.Size, cluster.Stays.Text));
        Assert.Equal(["c", "x", "b"], cluster.Members.Select(member => member.Id)); // Those with a text first, then the least similar.
        Assert.Equal(["one two", "y", null], cluster.Members.Select(member => member.Text));
    }

    [Fact]
    public void A_cluster_of_an_earlier_release_has_no_row_of_the_one_that_stays()
    {
        DuplicateCluster cluster = DuplicateCluster.Find(Written(), "earlier", 10, default);
        Assert.Null(cluster.Stays.Entry);
        Assert.Null(cluster.Stays.Text);
        Assert.Equal("e", Assert.Single(cluster.Members).Id);
    }

    [Fact] // a is like b and c, but b and c share one 5-gram of 15.
    public void Inner_similarity_shows_members_that_are_unlike_each_other()
    {
        DuplicateCluster cluster = DuplicateCluster.Find(Written(("b", "one two three four five six seven eight nine other words here"), ("c", "these are other words five six seven eight nine ten eleven twelve")), "a", 10, default);
        Assert.Equal((3, 3), (cluster.Inner.Documents, cluster.Inner.Pairs));
        Assert.Equivalent((string[])["b", "c"], (string[])[cluster.Inner.LeastPair!.Value.First, cluster.Inner.LeastPair.Value.Second]);
        Assert.Equal(1.0 / 15, cluster.Inner.Least!.Value, 6);
    }

    [Fact]
    public void A_document_in_no_cluster_and_an_unknown_id_are_told_apart()
    {
        ReleaseFolder release = Written();
        Assert.Contains("is in no cluster", Assert.Throws<SluiceException>(() => DuplicateCluster.Find(release, "lone", 10, default)).Message, StringComparison.Ordinal);
        Assert.Contains("no record has the id", Assert.Throws<SluiceException>(() => DuplicateCluster.Find(release, "nobody", 10, default)).Message, StringComparison.Ordinal);
    }
}
