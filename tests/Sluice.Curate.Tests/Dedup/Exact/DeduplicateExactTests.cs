using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Exact;
using Sluice.Curate.Dedup.Keep;
using Sluice.Fixtures;

namespace Sluice.Curate.Tests.Dedup.Exact;

public sealed class DeduplicateExactTests
{
    static Dictionary<long, MergeDecision> RunTexts(ExactBy by, params string[] texts) => MergeDriver.Run(DeduplicateExact.Definition, new DeduplicateExactOptions { By = by }, texts);

    static MergeDriver.Merged Run(DeduplicateExactOptions options, IReadOnlyList<Given> given, long memoryBytes = MergeDriver.MemoryBytes, int workers = 1, int earlier = 0) =>
        MergeDriver.Run(DeduplicateExact.Definition, options, given.Count, (document, n) => given[n].Fill(document), memoryBytes, workers, earlier);

    [Fact]
    public void The_first_of_equal_texts_stays()
    {
        Dictionary<long, MergeDecision> decisions = RunTexts(ExactBy.Text, "a b", "c", "a b", "A b", "a b", "c ");
        MergeDriver.Check(decisions);
        Assert.Equal([0, 2, 4], decisions.Keys.Order());
        Assert.Equal(new MergeDecision(0, Verdict.Keep, -1, 0, 0, 3), decisions[0]);
        Assert.Equal(new MergeDecision(2, Verdict.Drop("deduplicate-exact.text"), 0, 1, 0, 3), decisions[2]);
    }

    [Fact]
    public void Normalized_texts_are_equal_whatever_their_case_and_punctuation()
    {
        Dictionary<long, MergeDecision> decisions = RunTexts(ExactBy.NormalizedText, "A cat, asleep.", "a  CAT (asleep)", "a cat awake", "a cat\nasleep!");
        Assert.Equal([0, 1, 3], decisions.Keys.Order());
        Assert.Equal("deduplicate-exact.normalized-text", decisions[3].Verdict.Rule);
        Assert.Equal([0, 2], RunTexts(ExactBy.NormalizedText, "...", "!!!", "...").Keys.Order());
    }

    [Fact]
    public void By_url_the_newest_stays_and_documents_without_one_do_too()
    {
        MergeDriver.Merged merged = Run(new() { By = ExactBy.Url },
        [
            new("b", "1", "http://www.example.com/a?utm_source=x", "2024-05-01"),
            new("c", "2", "https://example.com/a", "2025-01-01T00:00:00Z"),
            new("d", "3", "https://example.com/a/#x", null),
            new("e", "4", null, "2020"),
            new("e", "5", " ", "2020"),
            new("f", "6", "http://EXAMPLE.com/A", "2020"),
        ]);
        MergeDriver.Check(merged.Decisions);
        Assert.Equal([0, 1, 2], merged.Decisions.Keys.Order());
        Assert.Equal(new MergeDecision(0, Verdict.Drop("deduplicate-exact.url"), 1, 1, 0, 3), merged.Decisions[0]);
        Assert.True(merged.Decisions[1].Verdict.IsKept);
        Assert.Equal([4, 2, 2], [merged.Figures["documents-compared"], merged.Figures["documents-distinct"], merged.Figures["documents-removed"]]);
    }

    [Theory]
    [InlineData(KeepOrder.Longest, ExactBy.NormalizedText)]
    [InlineData(KeepOrder.Newest, ExactBy.Text)]
    [InlineData(KeepOrder.Newest, ExactBy.Url)]
    [InlineData(KeepOrder.BestScore, ExactBy.Text)]
    [InlineData(KeepOrder.SourcePriority, ExactBy.Url)]
    public void What_stays_depends_on_no_order_of_input_nor_memory_nor_workers(KeepOrder keep, ExactBy by)
    {
        Random random = new(5);
        Given[] given = [.. Enumerable.Range(0, 20_000).Select(n => new Given($"word {Letters(random.Next(4000))}{new string('.', random.Next(3))}", $"id-{n * 7919 % 20_011}", $"http://h/{random.Next(5000)}",
            $"20{random.Next(10, 12)}-0{random.Next(1, 9)}", random.Next(4), $"{(char)('a' + random.Next(3))}/file"))];
        DeduplicateExactOptions options = new()
        {
            By = by,
            Keep = keep,
            Score = keep == KeepOrder.BestScore ? "quality" : null,
            Priority = keep == KeepOrder.SourcePriority ? ["b/*", "a/*"] : [],
        };
        Assert.Empty(options.Problems());
        Dictionary<string, string?> expected = Named(given, Run(options, given));
        Assert.InRange(expected.Count, 1000, 19_000);
        random.Shuffle(given);
        MergeDriver.Merged little = Run(options, given, 1 << 20, 3);
        Assert.True(little.SpilledBytes > 0);
        Assert.Equal(expected.OrderBy(d => d.Key, StringComparer.Ordinal), Named(given, little).OrderBy(d => d.Key, StringComparer.Ordinal));
        MergeDriver.Merged much = Run(options, given, 1 << 30, 2);
        Assert.Equal(0, much.SpilledBytes);
        Assert.Equal(little.Decisions, much.Decisions);
        Assert.Equal(little.Figures, much.Figures);

        // By the rule itself: of each key the first by rank, then by id.
        CanonicalUrl canonical = new();
        IEnumerable<IGrouping<string, Given>> groups = given.GroupBy(g => by switch { ExactBy.Url => g.Url!, ExactBy.Text => g.Text, _ => g.Text.TrimEnd('.') });
        foreach (IGrouping<string, Given> group in groups)
        {
            Given stays = group.OrderBy(g => keep switch
            {
                KeepOrder.Newest => -int.Parse(g.Date!.Replace("-", "", StringComparison.Ordinal), CultureInfo.InvariantCulture),
                KeepOrder.BestScore => -g.Score,
                KeepOrder.Longest => -g.Text.Length,
                _ => g.File[0] switch { 'b' => 0, 'a' => 1, _ => 2 },
            }).ThenBy(g => g.Id, StringComparer.Ordinal).First();
            Assert.False(expected.ContainsKey(stays.Id));
            Assert.All(group.Where(g => g.Id != stays.Id), g => Assert.Equal(stays.Id, expected[g.Id]));
        }
    }

    // Digits are all one in normalized text.
    static string Letters(int n) => string.Concat($"{n}".Select(digit => (char)(digit - '0' + 'a')));

    static Dictionary<string, string?> Named(IReadOnlyList<Given> given, MergeDriver.Merged merged) =>
        merged.Decisions.Values.Where(d => !d.Verdict.IsKept).ToDictionary(d => given[(int)d.Document].Id, d => (string?)given[(int)d.DuplicateOf].Id);

    [Fact]
    public void Decisions_equal_a_dictionary_of_texts()
    {
        Random random = new(20261122);
        string[] texts = [.. Enumerable.Range(0, 30_000).Select(_ => $"{random.Next(12_000)}")];
        Dictionary<long, MergeDecision> decisions = RunTexts(ExactBy.Text, texts);
        Dictionary<string, int> firsts = [];
        for (int n = 0; n < texts.Length; n++)
        {
            bool isFirst = firsts.TryAdd(texts[n], n);
            Assert.Equal(isFirst, !decisions.TryGetValue(n, out MergeDecision decision) || decision.Verdict.IsKept);
            if (!isFirst) Assert.Equal(firsts[texts[n]], decision.DuplicateOf);
        }
    }

    [Fact] // Oracle: a dictionary of the texts themselves.
    public void Real_revisions_and_their_copies_are_found()
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(SharedData.Path("data/dedup/pep-revisions-docs.jsonl.gz")), CompressionMode.Decompress));
        List<string> texts = [];
        while (texts.Count < 400 && reader.ReadLine() is { } line) texts.Add(JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!);
        texts.AddRange([.. texts.Where((_, n) => n % 3 == 0)]);
        Dictionary<string, int> firsts = [];
        for (int n = 0; n < texts.Count; n++) firsts.TryAdd(texts[n], n);
        Dictionary<long, MergeDecision> decisions = MergeDriver.Run(DeduplicateExact.Definition, new DeduplicateExactOptions(), texts, 1 << 20, 2);
        MergeDriver.Check(decisions);
        for (int n = 0; n < texts.Count; n++)
            Assert.Equal(firsts[texts[n]] == n ? -1 : firsts[texts[n]], decisions.TryGetValue(n, out MergeDecision decision) ? decision.DuplicateOf : -1);
    }

    [Theory]
    [InlineData(ExactBy.Text, null)]
    [InlineData(ExactBy.Url, 1_000_000L)]
    public void A_million_identical_documents_take_little_memory_and_time(ExactBy by, long? bloomItems)
    {
        const int Count = 1_000_000;
        IMergeStep step = DeduplicateExact.Definition.CreateMerge(new DeduplicateExactOptions { By = by, BloomItems = bloomItems }, new TestResources());
        Document document = new() { Url = "http://example.com", Id = "id" };
        document.SetText("the same"u8);
        ArrayBufferWriter<byte> key = new();
        step.WriteKey(document, key);
        using TemporaryFolder folder = new();
        using IMerge merge = step.StartMerge(new() { MemoryBytes = 2 << 20, ScratchFolder = folder.Path, Keys = null! });
        for (int n = 0; n < Count; n++) merge.Add(n, key.WrittenSpan, 0);
        long removed = 0;
        foreach (MergeDecision decision in merge.Decide())
        {
            if (decision.Verdict.IsKept) continue;
            Assert.Equal(++removed, decision.Document);
            Assert.Equal(bloomItems is null ? 0 : -1, decision.DuplicateOf);
            Assert.Equal(bloomItems is null ? Count : 1, decision.ClusterSize);
        }
        Assert.Equal(Count - 1, removed);
    }

    [Fact]
    public void Documents_of_earlier_releases_always_stay_and_are_named()
    {
        Given[] given = [new("a", "z"), new("a", "y"), new("b", "x"), new("a", "a"), new("bb", "b"), new("b", "c"), new("bb", "d"), new("c", "e")];
        foreach (KeepOrder keep in (KeepOrder[])[KeepOrder.First, KeepOrder.Longest])
        {
            Dictionary<long, MergeDecision> decisions = Run(new() { Keep = keep }, given, earlier: 3).Decisions;
            Assert.Equal([3, 4, 5, 6], decisions.Keys.Order());
            Assert.Equal((0, 0), (decisions[3].DuplicateOf, decisions[3].Cluster));
            Assert.Equal((2, 2), (decisions[5].DuplicateOf, decisions[5].Cluster));
            Assert.Equal((4, 4), (decisions[6].DuplicateOf, decisions[6].Cluster));
        }
    }

    [Fact]
    public void Crawl_by_crawl_gives_the_same_as_all_at_once()
    {
        Random random = new(2);
        Given[] given = [.. Enumerable.Range(0, 3000).Select(n => new Given($"text {random.Next(900)}", $"{n}"))];
        HashSet<string> atOnce = [.. Named(given, Run(new(), given)).Keys];
        List<Given> stayed = [];
        foreach (Given[] crawl in given.Chunk(700))
        {
            Given[] all = [.. stayed, .. crawl];
            HashSet<string> removed = [.. Named(all, Run(new(), all, earlier: stayed.Count)).Keys];
            stayed.AddRange(crawl.Where(g => !removed.Contains(g.Id)));
        }
        Assert.Equal(given.Where(g => !atOnce.Contains(g.Id)), stayed);
    }

    [Fact]
    public void Damaged_index_entry_is_refused()
    {
        IMergeIndex index = DeduplicateExact.Definition.CreateMerge(new DeduplicateExactOptions { Index = true, Against = ["a"] }, new TestResources()).Index!;
        Assert.Equal((true, "deduplicate-exact, by text, rules 1"), (index.IsKept, index.Kind));
        Assert.Equal(["a"], index.Against);
        Assert.Throws<InvalidDataException>(() => index.ReadEntry(new byte[15], new ArrayBufferWriter<byte>()));
    }

    [Fact]
    public void Bloom_filter_removes_all_copies_and_few_others()
    {
        Random random = new(3);
        Given[] given = [.. Enumerable.Range(0, 100_000).Select(_ => new Given($"{random.Next(30_000)}", ""))];
        MergeDriver.Merged exact = Run(new(), given), bloom = Run(new() { BloomItems = 30_000, BloomRate = 0.001 }, given, 1 << 20, 2);
        HashSet<long> copies = [.. exact.Decisions.Values.Where(d => !d.Verdict.IsKept).Select(d => d.Document)];
        Assert.Superset(copies, bloom.Decisions.Keys.ToHashSet());
        Assert.InRange(bloom.Decisions.Count - copies.Count, 0, 30);
        Assert.All(bloom.Decisions.Values, d => Assert.Equal(new MergeDecision(d.Document, Verdict.Drop("deduplicate-exact.text"), -1, 0, -1, 1), d));
        Assert.Equal(0.001, bloom.Figures["bloom-rate-asked"]);
        Assert.InRange(bloom.Figures["bloom-rate-measured"], 0.0005, 0.0015);
        Assert.InRange(bloom.Figures["bloom-rate-of-fill"], 0.0005, 0.0012);
        Assert.Equal(bloom.Decisions.Count, bloom.Figures["documents-removed"]);
        Assert.Equal(100_000 - bloom.Decisions.Count, bloom.Figures["bloom-items"]);
        Assert.Equal(bloom.Decisions.Keys, Run(new() { BloomItems = 30_000, BloomRate = 0.001 }, given).Decisions.Keys);
    }

    [Fact]
    public void Bloom_filter_larger_than_the_memory_is_refused_with_its_size()
    {
        SluiceException error = Assert.Throws<SluiceException>(() => Run(new() { BloomItems = 10_000_000 }, [new("a", "")], 1 << 20));
        Assert.Contains("17", error.Message, StringComparison.Ordinal);
        Assert.Contains("--memory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_do_not_go_together_are_problems()
    {
        Assert.Empty(new DeduplicateExactOptions { By = ExactBy.Url, BloomItems = 1 }.Problems());
        Assert.Equal(["bloom-items keeps the first of equal documents; keep: longest goes without it"], new DeduplicateExactOptions { Keep = KeepOrder.Longest, BloomItems = 1 }.Problems());
        Assert.Equal(["bloom-items is 0; use 1 to 100000000000", "bloom-rate is 1; use more than 0, less than 1"], new DeduplicateExactOptions { BloomItems = 0, BloomRate = 1 }.Problems());
        Assert.Single(new DeduplicateExactOptions { Score = "quality" }.Problems());
    }

    sealed record Given(string Text, string Id, string? Url = null, string? Date = null, double Score = 0, string File = "")
    {
        public void Fill(Document document)
        {
            document.SetText(Encoding.UTF8.GetBytes(Text));
            (document.Id, document.Url, document.Date, document.Origin) = (Id, Url, Date, new() { File = File });
            document.Metadata.Set("quality", Score);
        }
    }
}
