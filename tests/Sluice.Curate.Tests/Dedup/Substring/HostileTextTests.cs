using System.Text;
using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Substring;

namespace Sluice.Curate.Tests.Dedup.Substring;

/// <summary>Texts that are made to cost time or memory, or that have no words; with little memory, so that all goes through the disk.</summary>
public sealed class HostileTextTests
{
    const long MemoryBytes = 4 << 20;
    const int TextBytes = 4 << 20;
    static readonly TimeSpan s_cpuMost = TimeSpan.FromSeconds(60); // Of all tests that run at that time. Quadratic time would take days.

    static readonly DeduplicateSubstringsOptions s_fiftyWords = new() { TextLeftMin = 1 };

    [Theory]
    [InlineData("a", "a")]
    [InlineData("ab ", "ab")]
    [InlineData("他", "他")]
    [InlineData("a b b a b c ", "a b b a b c")]
    [InlineData("\u0301", "\u0301*32")] // A mark on a mark: characters of 32 marks.
    public void Of_megabytes_that_repeat_themselves_one_period_is_left(string period, string left)
    {
        if (left.EndsWith("*32", StringComparison.Ordinal)) left = string.Concat(Enumerable.Repeat(left[..^3], 32));
        string text = string.Concat(Enumerable.Repeat(period, TextBytes / Encoding.UTF8.GetByteCount(period) / 32 * 32)).TrimEnd();
        MergeDecision decision = Assert.Single(Run([text], s_fiftyWords)).Value;
        ReadOnlySpan<byte> change = decision.Change.Span;
        int start = 0;
        Assert.True(PassageChange.TryRead(ref change, ref start, out int end));
        Assert.Equal((Encoding.UTF8.GetByteCount(left) + (period.EndsWith(' ') ? 1 : 0), Encoding.UTF8.GetByteCount(text)), (start, end));
        Assert.True(change.IsEmpty);
    }

    [Fact]
    public void Of_a_hundred_thousand_equal_documents_the_first_stays()
    {
        string text = string.Join(' ', Enumerable.Range(0, 60));
        Dictionary<long, MergeDecision> decisions = Run([.. Enumerable.Repeat(text, 100_000)], s_fiftyWords);
        Assert.Equal(99_999, decisions.Count);
        Assert.All(decisions.Values, d => Assert.Equal((false, 0, 1), (d.Verdict.IsKept, d.DuplicateOf, d.Similarity)));
    }

    [Fact] // Every block of the boilerplate's ends is open, and has a million neighbors.
    public void Boilerplate_goes_from_every_document_but_the_first()
    {
        string boilerplate = string.Join(' ', Enumerable.Range(1000, 50));
        Dictionary<long, MergeDecision> decisions = Run([.. Enumerable.Range(0, 20_000).Select(n => $"x{n} {boilerplate} y{n}")], s_fiftyWords);
        Assert.Equal(19_999, decisions.Count);
        Assert.All(decisions.Values, d => Assert.Equal(boilerplate.Length, (int)Cut(d).Single().Length));
    }

    [Fact]
    public void Runs_without_spaces_are_found_again_inside_of_others()
    {
        Random random = new(7);
        byte[] bytes = new byte[1 << 20];
        random.NextBytes(bytes);
        string run = Convert.ToBase64String(bytes), han = string.Create(300_000, random, (text, random) =>
        {
            foreach (ref char character in text) character = (char)random.Next(0x4E00, 0x9F00);
        });
        Dictionary<long, MergeDecision> decisions = Run([run, han, $"-{run[1000..9000]}-", $"-{han[1000..9000]}-"], s_fiftyWords);
        Assert.Equal([(1, 8000)], Cut(decisions[2]));
        Assert.Equal([(1, 24000)], Cut(decisions[3]));
    }

    [Fact]
    public void Documents_without_words_stay_as_they_are() =>
        Assert.Empty(Run(["", " ", "", new string('\n', 100_000), new string('\n', 100_000), " "], s_fiftyWords));

    [Fact]
    public void White_space_of_megabytes_ends_every_window() =>
        Assert.Empty(Run([.. Enumerable.Repeat(string.Join(new string(' ', 100_000), Enumerable.Range(0, 60)), 2)], new() { BytesMin = 20 }));

    static Dictionary<long, MergeDecision> Run(string[] texts, DeduplicateSubstringsOptions options)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        Dictionary<long, MergeDecision> decisions = MergeDriver.Run(DeduplicateSubstrings.Definition, options, texts, MemoryBytes, 2);
        Assert.InRange(Environment.CpuUsage.TotalTime - start, TimeSpan.Zero, s_cpuMost);
        return decisions;
    }

    static List<(int Start, int Length)> Cut(MergeDecision decision)
    {
        List<(int, int)> ranges = [];
        ReadOnlySpan<byte> change = decision.Change.Span;
        for (int start = 0; PassageChange.TryRead(ref change, ref start, out int end); start = end) ranges.Add((start, end - start));
        return ranges;
    }
}
