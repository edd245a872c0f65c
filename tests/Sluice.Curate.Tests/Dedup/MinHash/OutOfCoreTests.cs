using System.Buffers;
using System.Text;
using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Keep;
using Sluice.Curate.Dedup.MinHash;

namespace Sluice.Curate.Tests.Dedup.MinHash;

/// <summary>The merge by itself: keys are made of shingles, so that bands can be shared at will.</summary>
public sealed class OutOfCoreTests
{
    static MergeDriver.Merged Run(NearDuplicatesOptions options, List<string> texts, long memoryBytes, int workers = 1, int earlier = 0) =>
        MergeDriver.Run(NearDuplicates.Definition, options, texts.Count, (document, n) =>
        {
            document.Id = n.ToString("D6", null);
            document.SetText(Encoding.UTF8.GetBytes(texts[n]));
        }, memoryBytes, workers, earlier);

    [Theory]
    [InlineData(KeepOrder.First)]
    [InlineData(KeepOrder.Longest)]
    public void Memory_and_workers_change_nothing(KeepOrder keep)
    {
        List<string> texts = RandomTexts.Make(7_000, 21, wordsMax: 30);
        NearDuplicatesOptions options = new() { Keep = keep };
        MergeDriver.Merged plenty = Run(options, texts, 1L << 30);
        MergeDriver.Check(plenty.Decisions);
        Assert.True(plenty.Decisions.Count > 1000);
        foreach ((long memory, int workers) in ((long, int)[])[(2 << 20, 1), (2 << 20, 4), (64 << 20, 4)])
        {
            MergeDriver.Merged merged = Run(options, texts, memory, workers);
            Assert.Equal(plenty.Decisions, merged.Decisions);
            Assert.Equal(plenty.Figures, merged.Figures);
            if (memory == 2 << 20) Assert.True(merged.SpilledBytes > 1 << 20);
        }
    }

    [Fact]
    public void Any_order_of_input_keeps_the_same_documents_where_the_longest_stay()
    {
        List<string> texts = RandomTexts.Make(600, 22);
        int[] order = [.. Enumerable.Range(0, texts.Count)];
        new Random(1).Shuffle(order);
        NearDuplicatesOptions options = new() { Keep = KeepOrder.Longest };
        Dictionary<long, MergeDecision> straight = Run(options, texts, MergeDriver.MemoryBytes).Decisions;
        Dictionary<long, MergeDecision> mixed = MergeDriver.Run(NearDuplicates.Definition, options, texts.Count, (document, n) =>
        {
            document.Id = order[n].ToString("D6", null);
            document.SetText(Encoding.UTF8.GetBytes(texts[order[n]]));
        }).Decisions;
        Assert.Equal(straight.Values.Where(d => !d.Verdict.IsKept).Select(d => (d.Document, d.DuplicateOf, d.Similarity)),
            mixed.Values.Where(d => !d.Verdict.IsKept).Select(d => ((long)order[d.Document], (long)order[d.DuplicateOf], d.Similarity)).Order());
    }

    [Theory] // Oracle: all pairs that share a band, compared in order; the same as all at once for documents of earlier releases that stayed.
    [InlineData(31, true, 3, 3)]
    [InlineData(32, true, 6, 2)]
    [InlineData(33, false, 4, 3)]
    [InlineData(34, true, 20, 5)]
    public void Decisions_are_those_of_the_rule_over_all_pairs_that_share_a_band(int seed, bool verify, int bands, int rows)
    {
        List<string> texts = RandomTexts.Make(500, seed);
        NearDuplicatesOptions options = new() { Bands = bands, Rows = rows, Verify = verify };
        (uint[] Shingles, ulong[] Bands)[] documents = [.. texts.Select(text => Sketch(options, text))];
        List<(long, long, double)> expected = [];
        List<int> stayed = [];
        for (int n = 0; n < texts.Count; n++)
        {
            (int of, double best) = (-1, 0);
            foreach (int earlier in stayed)
            {
                if (!documents[n].Bands.Intersect(documents[earlier].Bands).Any()) continue;
                double similarity = Jaccard.Of(documents[n].Shingles, documents[earlier].Shingles, 0);
                if (similarity > best && (!verify || similarity >= options.Similarity)) (of, best) = (earlier, similarity);
            }
            if (of < 0) stayed.Add(n);
            else expected.Add((n, of, best));
        }
        MergeDriver.Merged merged = Run(options, texts, 2 << 20);
        MergeDriver.Check(merged.Decisions);
        Assert.True(expected.Count > 50);
        Assert.Equal(expected, merged.Decisions.Values.Where(d => !d.Verdict.IsKept).Select(d => (d.Document, d.DuplicateOf, d.Similarity)));
    }

    static (uint[] Shingles, ulong[] Bands) Sketch(NearDuplicatesOptions options, string text)
    {
        DocumentSketch sketch = DocumentSketch.Create(options, 0);
        Core.Text.TextAnalysis analysis = new();
        analysis.Reset(Encoding.UTF8.GetBytes(text), null);
        uint[] shingles = sketch.Take(analysis).ToArray();
        if (shingles.Length == 0) return (shingles, []);
        ulong[] bands = new ulong[options.Banding.Bands];
        sketch.HashBands(bands);
        return (shingles, bands);
    }

    [Theory]
    [InlineData(41, KeepOrder.First)]
    [InlineData(43, KeepOrder.First)]
    [InlineData(44, KeepOrder.First)]
    [InlineData(42, KeepOrder.Longest)]
    public void Crawl_by_crawl_is_as_all_at_once(int seed, KeepOrder keep)
    {
        List<string> texts = RandomTexts.Make(900, seed);
        NearDuplicatesOptions options = new() { Keep = keep };
        MergeDriver.Merged all = Run(options, texts, MergeDriver.MemoryBytes);
        MergeDriver.Merged half = Run(options, texts[..500], MergeDriver.MemoryBytes);
        List<int> stayed = [.. Enumerable.Range(0, 500).Where(n => !IsRemoved(half, n))];
        int[] both = [.. stayed, .. Enumerable.Range(500, 400)];
        MergeDriver.Merged later = Run(options, [.. both.Select(n => texts[n])], MergeDriver.MemoryBytes, earlier: stayed.Count);
        var removed = later.Decisions.Values.Where(d => !d.Verdict.IsKept).Select(d => ((long)both[d.Document], (long)both[d.DuplicateOf], d.Similarity)).ToArray();
        Assert.True(removed.Length > 50);
        if (keep == KeepOrder.First)
            Assert.Equal(all.Decisions.Values.Where(d => !d.Verdict.IsKept && d.Document >= 500).Select(d => (d.Document, d.DuplicateOf, d.Similarity)), removed);
    }

    static bool IsRemoved(MergeDriver.Merged merged, long document) => merged.Decisions.TryGetValue(document, out MergeDecision decision) && !decision.Verdict.IsKept;

    // Each document has the shingles of its number.
    static MergeDriver.Merged Merge(NearDuplicatesOptions options, int documents, Func<int, IEnumerable<uint>> shinglesOf, long memoryBytes = 64 << 20)
    {
        DirectoryInfo scratch = Directory.CreateTempSubdirectory("sluice-test-near-");
        try
        {
            ListedKeys keys = new();
            using NearDuplicatesMerge merge = new(options, new() { MemoryBytes = memoryBytes, ScratchFolder = scratch.FullName, Keys = keys });
            OwnSketch sketch = new(options, 0);
            ulong[] bands = new ulong[options.Banding.Bands];
            ArrayBufferWriter<byte> key = new();
            for (int n = 0; n < documents; n++)
            {
                uint[] shingles = [.. shinglesOf(n).Order().Distinct()];
                uint[] held = shingles[..Math.Min(shingles.Length, DocumentSketch.ShinglesHeldMax)];
                sketch.Sign(held);
                sketch.HashBands(bands);
                key.ResetWrittenCount();
                NearDuplicateKey.Write((uint)shingles.Length, held, bands, only: 0, seed: 0, key);
                merge.Add(n, key.WrittenSpan, keys.Append(key.WrittenSpan));
            }
            Dictionary<long, MergeDecision> decisions = merge.Decide().ToDictionary(d => d.Document);
            return new(decisions, merge.Figures.ToDictionary(), merge.SpilledBytes);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    static IEnumerable<uint> Shingles(int seed, int count)
    {
        Random random = new(seed);
        for (int n = 0; n < count; n++) yield return (uint)random.NextInt64(1L << 32);
    }

    [Fact] // A pair for each, whatever its bands.
    public void Identical_documents_cost_a_pair_each()
    {
        const int documents = 50_000;
        uint[] same = [.. Shingles(1, 40)];
        MergeDriver.Merged merged = Merge(new(), documents, n => same);
        Assert.Equal(documents - 1, merged.Decisions.Values.Count(d => !d.Verdict.IsKept && d.DuplicateOf == 0 && d.Similarity == 1));
        Assert.Equal(documents, merged.Decisions[0].ClusterSize);
        Assert.Equal((documents - 1, 0), (merged.Figures["candidate-pairs"], merged.Figures["pairs-verified"]));
    }

    [Fact] // The smallest values of a band's slots come from the shingles that all share; so many of them at most are compared with each.
    public void Thousands_that_share_one_band_cost_a_bounded_number_of_comparisons_each()
    {
        NearDuplicatesOptions options = new() { Bands = 1, Rows = 1 };
        MinHashSignature signature = new(1);
        uint[] slot = new uint[signature.PaddedSlots];
        uint least = Shingles(2, 1_000_000).MinBy(shingle =>
        {
            signature.Sign([shingle], slot);
            return slot[0];
        });
        MergeDriver.Merged half = Merge(options, 1_000, n => Shingles(n + 10, 40).Append(least)), whole = Merge(options, 2_000, n => Shingles(n + 10, 40).Append(least));
        Assert.Empty(whole.Decisions);
        Assert.InRange(whole.Figures["candidate-pairs"], 2_000 * (Buckets.HeadsMax - 4), 2_000 * Buckets.HeadsMax);
        Assert.InRange(whole.Figures["candidate-pairs"] / half.Figures["candidate-pairs"], 1.9, 2.3);
        Assert.Equal(1_999, whole.Figures["false-merges-avoided"]);
    }

    [Fact] // All bands, and most shingles, are shared with one that stays: the others have no pair among each other but with it.
    public void A_large_cluster_costs_few_pairs_a_document()
    {
        uint[] same = [.. Shingles(3, 400)];
        MergeDriver.Merged merged = Merge(new(), 5_000, n => n == 0 ? same : same.Skip(4).Concat(Shingles(n, 4)));
        Assert.Equal(4_999, merged.Decisions.Values.Count(d => !d.Verdict.IsKept && d.DuplicateOf == 0));
        Assert.InRange(merged.Figures["candidate-pairs"], 4_999, 4_999 * 1.5);
    }

    [Fact]
    public void Giant_documents_are_compared_by_a_sample_that_is_close()
    {
        uint[] first = [.. Shingles(17, 1_400_000).Distinct()], second = [.. first.Select((shingle, n) => n % 50 == 0 ? shingle * 3 : shingle)];
        int shared = first.Intersect(second).Count();
        double exact = shared / (double)(first.Length + second.Distinct().Count() - shared);
        MergeDecision removed = Merge(new() { Bands = 8, Rows = 1 }, 2, n => n == 0 ? first : second).Decisions.Values.Single(d => !d.Verdict.IsKept);
        Assert.InRange(removed.Similarity, exact - 0.002, exact + 0.002);
        Assert.NotEqual(exact, removed.Similarity);
    }

    [Fact] // 45 thousand million pairs, and 2^32 shingles: among 300,000 texts of one shingle some meet by chance, and nothing else tells them apart.
    public void Documents_of_one_shingle_are_not_taken_for_each_other()
    {
        List<string> texts = [.. Enumerable.Range(0, 300_000).Select(n => string.Create(null, $"one two three four {(char)('a' + n % 26)}{(char)('a' + n / 26 % 26)}{(char)('a' + n / 676 % 26)}{(char)('a' + n / 17576)}"))];
        OwnSketch sketch = new(new() { Bands = 1, Rows = 1 }, 0);
        Core.Text.TextAnalysis analysis = new();
        List<string> met = [];
        Dictionary<uint, string> first = [];
        foreach (string text in texts)
        {
            analysis.Reset(Encoding.UTF8.GetBytes(text), null);
            uint shingle = sketch.Take(analysis)[0];
            if (!first.TryAdd(shingle, text)) met.AddRange([first[shingle], text]);
        }
        Assert.NotEmpty(met);
        Assert.Empty(Run(new(), met, 2 << 20).Decisions);
        Assert.Equal(met.Count, Run(new(), [.. met, .. met], 2 << 20, earlier: met.Count).Decisions.Values.Count(d => d.Similarity == 1));
    }

    [Fact]
    public void Documents_of_one_word_are_compared_where_one_word_is_a_shingle()
    {
        List<string> texts = ["one", "two", "one", "", "Two!", "three"];
        Assert.Equal([2, 4], Run(new() { ShingleWords = 1 }, texts, 2 << 20).Decisions.Values.Where(d => !d.Verdict.IsKept).Select(d => d.Document));
        Assert.Empty(Run(new(), texts, 2 << 20).Decisions);
    }

    sealed class ListedKeys : IMergeKeys
    {
        readonly List<byte[]> _blocks = [];

        // Each key in a block of its own: places are far apart.
        public long Append(ReadOnlySpan<byte> key)
        {
            _blocks.Add(key.ToArray());
            return (long)(_blocks.Count - 1) << 32;
        }

        public void Read(long at, Span<byte> target) => _blocks[(int)(at >> 32)].AsSpan((int)(at & uint.MaxValue), target.Length).CopyTo(target);
    }
}
