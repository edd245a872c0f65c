using System.Buffers;
using Sluice.Core;
using Sluice.Curate.Dedup.Keep;

namespace Sluice.Curate.Tests.Dedup.Keep;

public sealed class KeepRuleTests
{
    static KeepKey KeyOf(KeepRule rule, Action<Document> fill)
    {
        Document document = new();
        fill(document);
        ArrayBufferWriter<byte> key = new();
        rule.WriteKey(document, key);
        Assert.Equal(KeepKey.Bytes, key.WrittenCount);
        return KeepKey.Read(key.WrittenSpan);
    }

    static void InOrder(KeepRule rule, params Action<Document>[] documents)
    {
        KeepKey[] keys = [.. documents.Select(fill => KeyOf(rule, fill))];
        for (int a = 0; a < keys.Length; a++)
            for (int b = 0; b < keys.Length; b++)
                Assert.Equal(a.CompareTo(b), Math.Sign(keys[a].CompareTo(keys[b])));
    }

    [Fact]
    public void Longest_goes_by_bytes_then_by_id() => InOrder(new(KeepOrder.Longest, null, []),
        d => d.SetText("longer"u8), d => d.Id = "", d => d.Id = "A", d => d.Id = "a", d => d.Id = "aa", d => d.Id = "b",
        d => d.Id = new string('x', 47), d => d.Id = new string('x', 48), d => d.Id = "é");

    [Fact]
    public void Newest_goes_by_instant_and_those_without_come_last() => InOrder(new(KeepOrder.Newest, null, []),
        d => d.Date = "2025", d => d.Date = "2024-06-01T00:00:00+01:00", d => d.Date = "2024-05-31T22:00:00Z", d => d.Date = "0001", d => d.Date = "last year");

    [Fact]
    public void Best_score_goes_by_number_and_those_without_come_last() => InOrder(new(KeepOrder.BestScore, "quality", []),
        d => d.Metadata.Set("quality", double.PositiveInfinity), d => d.Metadata.Set("quality", 2.5), d => d.Metadata.Set("quality", "0.5"), d => d.Metadata.Set("quality", -0.0),
        d => d.Metadata.Set("quality", -1), d => d.Metadata.Set("quality", -2), d => d.Metadata.Set("quality", double.NegativeInfinity), d => d.Metadata.Set("other", 9));

    [Fact]
    public void Numbers_that_are_none_count_as_missing()
    {
        KeepRule rule = new(KeepOrder.BestScore, "quality", []);
        Assert.Equal(0, KeyOf(rule, d => d.Metadata.Set("quality", double.NaN)).CompareTo(KeyOf(rule, d => d.Metadata.Set("quality", "good"))));
        Assert.Equal(0, KeyOf(rule, d => d.Metadata.Set("quality", 0.0)).CompareTo(KeyOf(rule, d => d.Metadata.Set("quality", -0.0))));
    }

    [Fact]
    public void Source_priority_goes_by_the_first_pattern_that_matches() => InOrder(new(KeepOrder.SourcePriority, null, ["books/*", "*.warc.gz", "*"]),
        d => d.Origin = new() { File = "books/x.warc.gz" }, d => d.Origin = new() { File = "crawl/x.warc.gz" }, d => d.Origin = new() { File = "Books/x" });

    [Fact]
    public void Long_ids_have_an_order_too()
    {
        KeepRule rule = new(KeepOrder.Longest, null, []);
        KeepKey a = KeyOf(rule, d => d.Id = new string('x', 100) + "a"), b = KeyOf(rule, d => d.Id = new string('x', 100) + "b");
        Assert.NotEqual(0, a.CompareTo(b));
        Assert.Equal(0, a.CompareTo(KeyOf(rule, d => d.Id = new string('x', 100) + "a")));
        Assert.Equal(0, KeyOf(rule, d => d.Id = new string('é', 1 << 20)).CompareTo(KeyOf(rule, d => d.Id = new string('é', 1 << 20))));
    }

    [Theory]
    [InlineData(KeepOrder.First, null, "", "")]
    [InlineData(KeepOrder.BestScore, null, "", "keep: best-score needs score, the metadata key of a number")]
    [InlineData(KeepOrder.BestScore, "quality", "", "")]
    [InlineData(KeepOrder.First, "quality", "", "score goes with keep: best-score only")]
    [InlineData(KeepOrder.SourcePriority, null, "", "keep: source-priority needs priority, a list of file patterns")]
    [InlineData(KeepOrder.SourcePriority, null, "a*", "")]
    [InlineData(KeepOrder.Newest, null, "a*", "priority goes with keep: source-priority only")]
    public void Options_that_do_not_go_together_are_problems(KeepOrder order, string? score, string priority, string problem) =>
        Assert.Equal(problem, string.Join("; ", new KeepRule(order, score, priority.Length == 0 ? [] : [priority]).Problems()));
}
