using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Keep;
using Sluice.Curate.Dedup.MinHash;

namespace Sluice.Curate.Tests.Dedup.MinHash;

public sealed class NearDuplicatesTests
{
    static Dictionary<long, MergeDecision> Run(NearDuplicatesOptions options, IReadOnlyList<string> texts, int workers = 1) =>
        MergeDriver.Run(NearDuplicates.Definition, options, texts, workers: workers);

    static HashSet<string> ShinglesOf(string text)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. Enumerable.Range(0, Math.Max(0, words.Length - 4)).Select(n => string.Join(' ', words.AsSpan(n, 5)!))];
    }

    static double Jaccard(HashSet<string> a, HashSet<string> b)
    {
        int shared = a.Count(b.Contains);
        return a.Count + b.Count == 0 ? 0 : shared / (double)(a.Count + b.Count - shared);
    }

    [Theory] // Oracle: the rule, over all pairs of sets of strings.
    [InlineData(KeepOrder.First, 0.75, 1)]
    [InlineData(KeepOrder.First, 0.5, 2)]
    [InlineData(KeepOrder.Longest, 0.75, 3)]
    [InlineData(KeepOrder.Longest, 0.9, 4)]
    public void Decisions_are_those_of_the_rule_over_all_pairs(KeepOrder keep, double similarity, int seed)
    {
        List<string> texts = RandomTexts.Make(300, seed);
        List<HashSet<string>> shingles = [.. texts.Select(ShinglesOf)];
        Dictionary<int, (int Of, double Similarity)> expected = [];
        List<int> stayed = [];
        IEnumerable<int> order = Enumerable.Range(0, texts.Count);
        foreach (int n in keep == KeepOrder.Longest ? order.OrderByDescending(n => texts[n].Length).ThenBy(n => n) : order)
        {
            (int Of, double Similarity) best = stayed.Select(s => (Of: s, Similarity: Jaccard(shingles[n], shingles[s]))).Where(s => s.Similarity >= similarity)
                .OrderByDescending(s => s.Similarity).FirstOrDefault((-1, 0));
            if (best.Of >= 0) expected[n] = best;
            else stayed.Add(n);
        }

        // 500 bands of 2 find a pair at Jaccard 0.5 but for one in 10^62.
        Dictionary<long, MergeDecision> decisions = Run(new() { Similarity = similarity, Keep = keep, Bands = 500, Rows = 2 }, texts);
        MergeDriver.Check(decisions);
        Assert.True(expected.Count > 30);
        Assert.Equal(expected.Keys.Order(), decisions.Values.Where(d => !d.Verdict.IsKept).Select(d => (int)d.Document));
        foreach ((int n, (int of, double j)) in expected)
        {
            Assert.Equal(("near-duplicates.near-duplicate", similarity), (decisions[n].Verdict.Rule, decisions[n].Verdict.Threshold));
            Assert.Equal((of, j), (decisions[n].DuplicateOf, decisions[n].Similarity));
        }
    }

    [Fact]
    public void A_chain_removes_only_what_is_near_a_document_that_stays()
    {
        // Each is near its neighbour (0.82 to 0.83), the first and the third are not (0.69).
        string[] words = [.. Enumerable.Range(0, 104).Select(n => $"q{(char)('a' + n % 26)}{(char)('a' + n / 26)}")];
        string Changed(params int[] at) => string.Join(' ', words.Select((word, n) => at.Contains(n) ? "changed" : word));
        string[] texts = [Changed(), Changed(10, 30), Changed(10, 30, 60, 90)];
        Dictionary<long, MergeDecision> decisions = Run(new(), texts);
        Assert.Equal([0, 1], decisions.Keys.Order());
        Assert.Equal((0, 90 / 110.0), (decisions[1].DuplicateOf, decisions[1].Similarity));
    }

    [Fact]
    public void A_document_of_four_words_has_no_shingle_and_stays()
    {
        Assert.Empty(Run(new(), ["one two three four", "one two three four", "", ""]));
        Assert.Equal([2, 3], Run(new(), ["one two three four", "", "one two three four five", "one two three four five"]).Keys.Order());
    }

    [Fact]
    public void Workers_change_nothing()
    {
        List<string> texts = RandomTexts.Make(400, 7);
        Assert.Equal(Run(new(), texts), Run(new(), texts, workers: 5));
    }

    [Fact]
    public void What_came_before_is_decided_alike_when_more_comes()
    {
        List<string> texts = RandomTexts.Make(600, 11);
        Dictionary<long, MergeDecision> half = Run(new(), texts[..300]), whole = Run(new(), texts);
        Assert.Equal(half.Values.Where(d => !d.Verdict.IsKept).Select(d => (d.Document, d.DuplicateOf, d.Similarity)),
            whole.Values.Where(d => d.Document < 300 && !d.Verdict.IsKept).Select(d => (d.Document, d.DuplicateOf, d.Similarity)));
    }

    [Fact]
    public void Unverified_candidates_go_at_any_similarity()
    {
        List<string> texts = RandomTexts.Make(300, 13);
        NearDuplicatesOptions loose = new() { Verify = false, Bands = 60, Rows = 1 };
        Dictionary<long, MergeDecision> decisions = Run(loose, texts);
        MergeDriver.Check(decisions);
        Assert.Contains(decisions.Values, d => !d.Verdict.IsKept && d.Similarity < 0.5);
        Assert.DoesNotContain(decisions.Values, d => !d.Verdict.IsKept && d.Similarity == 0);
        Assert.True(decisions.Values.Count(d => !d.Verdict.IsKept) > Run(loose with { Verify = true }, texts).Values.Count(d => !d.Verdict.IsKept));
    }

    [Fact]
    public void Thousands_of_documents_in_one_bucket_are_still_decided()
    {
        // One shared beginning, distinct rests: with one row many bands are shared by all, but none is a near-duplicate.
        Random random = new(5);
        string[] texts = [.. Enumerable.Range(0, 3000).Select(n => "the same five words begin all " + string.Join(' ', RandomTexts.Make(1, n + 1)))];
        Dictionary<long, MergeDecision> decisions = Run(new() { Bands = 20, Rows = 1 }, [.. texts, texts[17]]);
        Assert.Contains(decisions.Values, d => d.Document == 3000 && d.Similarity == 1);
    }

    [Fact]
    public void Options_are_checked_together()
    {
        Assert.Equal(3, new NearDuplicatesOptions { Similarity = 0, ShingleWords = 0, Bands = 5 }.Problems().Count());
        Assert.Single(new NearDuplicatesOptions { Bands = 0, Rows = 5 }.Problems());
        Assert.Empty(new NearDuplicatesOptions { Bands = 14, Rows = 8 }.Problems());
    }
}
