using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Spans;

namespace Sluice.Curate.Tests.Dedup.Spans;

public sealed class DeduplicateLinesTests
{
    static SpansDriver Run(DeduplicateLinesOptions options, params string[] texts) => SpansDriver.Run(DeduplicateLines.Definition, options, texts);

    [Fact]
    public void The_first_of_equal_lines_stays()
    {
        SpansDriver run = Run(new(), "Menu\nOne.\nFooter", "Menu\nTwo.\nFooter", "Three.", "Menu\nThree!\nTwo.");
        Assert.Equal(["Menu\nOne.\nFooter", "Two.", "Three.", "Three!"], run.Texts);
        Assert.All(run.Verdicts, verdict => Assert.True(verdict.IsKept));
        Assert.Equal(new Dictionary<string, double>
        {
            ["lines"] = 10,
            ["distinct-lines"] = 6,
            ["lines-cut"] = 4,
            ["bytes-cut"] = 18,
            ["documents-changed"] = 2,
            ["documents-dropped"] = 0,
        }, run.Figures);
        Assert.Equal("0-4 10-16", run.Metadata[1]["lines-cut-at"].Text);
        Assert.Equal(2, run.Metadata[1]["lines-cut"].Number);
        Assert.Equal(10, run.Metadata[1]["lines-cut-bytes"].Number);
        Assert.Empty(run.Metadata[0]);
    }

    [Fact]
    public void Of_boilerplate_none_stays()
    {
        SpansDriver run = Run(new() { Keep = KeepOccurrences.None, CountMin = 3 }, "Menu\nOne.", "Menu\nTwo.", "One.\nMenu");
        Assert.Equal(["One.", "Two.", "One."], run.Texts);
        Assert.Equal(3, run.Figures["lines-cut"]);
    }

    [Fact]
    public void Lines_repeated_in_one_document_count_as_any_other() =>
        Assert.Equal(["a b\nc d", "e f"], Run(new(), "a b\na b\nc d\nc d\na b", "e f\ne f").Texts);

    [Fact]
    public void Counted_by_document_what_one_document_says_twice_stays()
    {
        string[] texts = ["a\na\nb", "c\nc\nd", "a\na\ne", "a\nf"];
        Assert.Equal(["a\na\nb", "c\nc\nd", "e", "f"], Run(new() { Count = CountOf.Documents }, texts).Texts);
        Assert.Equal(["b", "c\nc\nd", "e", "f"], Run(new() { Count = CountOf.Documents, CountMin = 3, Keep = KeepOccurrences.None }, texts).Texts);
        Assert.Equal(texts, Run(new() { Count = CountOf.Documents, CountMin = 4 }, texts).Texts);
    }

    [Theory]
    [InlineData(UnitCompare.Ccnet, "Page 12 of 345", "  page 98 OF 760\t", true)]
    [InlineData(UnitCompare.Ccnet, "Page 12 of 345", "page 1 of 760", false)]
    [InlineData(UnitCompare.Ccnet, "“Ja” – sagte er…", "ja  sagte er", true)]
    [InlineData(UnitCompare.Ccnet, "Café, ÉTÉ", "café, été", true)]
    [InlineData(UnitCompare.Ccnet, "Café, été", "cafe, ete", false)]
    [InlineData(UnitCompare.Ccnet, "٣ and ۴", "1 and 2", true)]
    [InlineData(UnitCompare.Ccnet, "Well, yes.", "well yes", false)]
    [InlineData(UnitCompare.Simplified, "Well, Café 123!", "well cafe 7", true)]
    [InlineData(UnitCompare.Simplified, "Well, yes.", "well no", false)]
    [InlineData(UnitCompare.Raw, " Well. ", "Well.", true)]
    [InlineData(UnitCompare.Raw, "Well.", "well.", false)]
    public void Lines_are_compared_as_asked(UnitCompare compare, string first, string second, bool isRepeat) =>
        Assert.Equal(isRepeat ? 1 : 0, Run(new() { Compare = compare }, first, second + "\nThe rest of it.").Figures["lines-cut"]);

    [Fact]
    public void The_rest_reads_well()
    {
        string[] seen = ["A.\nB.\nC.\nD."];
        (string Text, string Left)[] cases =
        [
            ("one\nA.\ntwo", "one\ntwo"),
            ("one\n\nA.\ntwo", "one\n\ntwo"),
            ("one\nA.\n\ntwo", "one\n\ntwo"),
            ("one\n\nA.\n\ntwo", "one\n\ntwo"),
            ("one\n\n\n\nA.\n\nB.\ntwo\n", "one\n\n\n\ntwo\n"),
            ("A.\n\none\n", "one\n"),
            ("one\n\nA.\n", "one\n"),
            ("one\r\nA.\r\n  two\r\n", "one\r\n  two\r\n"),
            ("\n\n  one\nA.\nB.\nC.\n\ttwo\n   \nD.", "\n\n  one\n\ttwo"),
        ];
        SpansDriver run = Run(new(), [.. seen, .. cases.Select((c, n) => c.Text.Replace("one", $"one {Letters(n)}", StringComparison.Ordinal).Replace("two", $"two {Letters(n)}", StringComparison.Ordinal))]);
        for (int n = 0; n < cases.Length; n++)
            Assert.Equal(cases[n].Left.Replace("one", $"one {Letters(n)}", StringComparison.Ordinal).Replace("two", $"two {Letters(n)}", StringComparison.Ordinal), run.Texts[n + 1]);
    }

    [Fact]
    public void Paragraphs_go_as_a_whole_or_not_at_all()
    {
        DeduplicateLinesOptions options = new() { Unit = LineUnit.Paragraph };
        SpansDriver run = Run(options, "a\nb\n\nc", "x\n\na\nb\n \nc\nd", "a\n\nb");
        Assert.Equal(["a\nb\n\nc", "x\n\nc\nd", "a\n\nb"], run.Texts.Select(text => text.Replace("\n \n", "\n\n", StringComparison.Ordinal)));
        Assert.Equal(1, run.Figures["paragraphs-cut"]);
    }

    [Fact]
    public void Short_lines_and_marks_are_spared()
    {
        Assert.Equal(["a b\nc", "c"], Run(new() { WordsMin = 2 }, "a b\nc", "a b\nc").Texts);
        Assert.Equal(["abcd\nefg", "efg"], Run(new() { BytesMin = 4 }, "abcd\nefg", "abcd\n efg").Texts.Select(text => text.Trim()));
        Assert.Equal(["— …\nx", "— …\ny"], Run(new(), "— …\nx", "— …\ny").Texts);
    }

    [Fact]
    public void A_document_of_nothing_new_is_dropped_for_the_one_that_had_it_first()
    {
        SpansDriver run = Run(new() { TextLeftMin = 5 }, "a\nb\nc", "d", "b\nd\na", "c\nnew", "c\nlonger");
        Assert.Equal(new MergeDecision(2, Verdict.Drop("deduplicate-lines.text-left", 0, 5), 0, 2.0 / 3, -1, 1), run.Decisions[2] with { Change = default });
        Assert.Equal(Verdict.Drop("deduplicate-lines.text-left", 3, 5), run.Verdicts[3]);
        Assert.Equal("c\nnew", run.Texts[3]);
        Assert.True(run.Verdicts[4].IsKept);
        Assert.Equal(-1, Run(new() { Keep = KeepOccurrences.None }, "a", "a").Decisions[1].DuplicateOf);
    }

    [Fact]
    public void Too_little_left_is_judged_at_the_thresholds()
    {
        string[] texts = ["Old.", "Old.\nOne two. Three four."];
        Assert.True(Run(new() { WordsLeftMin = 6 }, texts).Verdicts[1].IsKept);
        Assert.Equal(Verdict.Drop("deduplicate-lines.words-left", 6, 7), Run(new() { WordsLeftMin = 7 }, texts).Verdicts[1]);
        Assert.True(Run(new() { SentencesLeftMin = 2 }, texts).Verdicts[1].IsKept);
        Assert.Equal(Verdict.Drop("deduplicate-lines.sentences-left", 2, 3), Run(new() { SentencesLeftMin = 3 }, texts).Verdicts[1]);
        Assert.True(Run(new() { TextLeftMin = 17 }, texts).Verdicts[1].IsKept);
        Assert.Equal(Verdict.Drop("deduplicate-lines.text-left", 17, 18), Run(new() { TextLeftMin = 18 }, texts).Verdicts[1]);
    }

    [Fact]
    public void Documents_of_earlier_releases_come_first_and_are_never_changed()
    {
        byte[][] earlier = [.. Run(new(), "a\na\nb", "").Entries.Values];
        string[] texts = ["b\nx", "x\ny", "a"];
        SpansDriver run = SpansDriver.Run(DeduplicateLines.Definition, new DeduplicateLinesOptions(), texts, earlier);
        Assert.Equal(["x", "y", "a"], run.Texts);
        Assert.Equal([2, 3, 4], run.Decisions.Keys);
        Assert.Equal(0, run.Decisions[4].DuplicateOf);
        Assert.Equal((5, 4), (run.Figures["lines"], run.Figures["distinct-lines"]));
        SpansDriver none = SpansDriver.Run(DeduplicateLines.Definition, new DeduplicateLinesOptions { Keep = KeepOccurrences.None }, texts, earlier);
        Assert.Equal([2, 3, 4], none.Decisions.Keys);
        Assert.Equal([false, true, false], none.Verdicts.Select(verdict => verdict.IsKept));
    }

    [Fact]
    public void Adding_one_by_one_gives_the_same_as_all_at_once()
    {
        string[] texts = RandomLines(60, 30, 5);
        SpansDriver all = Run(new(), texts);
        List<byte[]> index = [];
        for (int n = 0; n < texts.Length; n += 3)
        {
            SpansDriver some = SpansDriver.Run(DeduplicateLines.Definition, new DeduplicateLinesOptions(), texts[n..(n + 3)], index);
            Assert.Equal(all.Texts[n..(n + 3)], some.Texts);
            index.AddRange(some.Entries.Values);
        }
        Assert.Equal(texts.SelectMany(text => text.Split('\n')).Distinct().Count(), index.Sum(entry => entry.Length) / sizeof(ulong));
    }

    [Fact]
    public void What_stood_in_a_document_that_was_taken_out_of_the_index_is_new_again()
    {
        SpansDriver first = Run(new(), "a\nb", "b\nc");
        SpansDriver second = SpansDriver.Run(DeduplicateLines.Definition, new DeduplicateLinesOptions(), ["b\nc\nd"], [first.Entries[1]]);
        Assert.Equal(["b\nd"], second.Texts);
    }

    [Theory]
    [InlineData(KeepOccurrences.First, 2)]
    [InlineData(KeepOccurrences.First, 3)]
    [InlineData(KeepOccurrences.None, 2)]
    [InlineData(KeepOccurrences.None, 5)]
    public void The_result_equals_that_of_counting_in_a_dictionary(KeepOccurrences keep, int countMin)
    {
        string[] texts = RandomLines(300, 100, 12);
        Dictionary<string, int> counts = [];
        foreach (string line in texts.SelectMany(text => text.Split('\n'))) counts[line] = counts.GetValueOrDefault(line) + 1;
        HashSet<string> seen = [];
        SpansDriver run = Run(new() { Keep = keep, CountMin = countMin }, texts);
        for (int n = 0; n < texts.Length; n++)
        {
            string[] lines = texts[n].Split('\n');
            string[] left = [.. lines.Where(line => counts[line] < countMin || (seen.Add(line) && keep == KeepOccurrences.First))];
            Assert.Equal(left.Length > 0, run.Verdicts[n].IsKept);
            if (left.Length > 0) Assert.Equal(string.Join('\n', left), run.Texts[n]);
        }
        Assert.Equal(texts.Sum(text => text.Split('\n').Length), run.Figures["lines"]);
        Assert.Equal(counts.Count, run.Figures["distinct-lines"]);
        Assert.Equal(run.Verdicts.Count(verdict => !verdict.IsKept), run.Figures["documents-dropped"]);
    }

    [Fact]
    public void Workers_and_memory_change_nothing()
    {
        string[] texts = RandomLines(20_000, 60_000, 12);
        SpansDriver one = Run(new(), texts);
        SpansDriver small = SpansDriver.Run(DeduplicateLines.Definition, new DeduplicateLinesOptions(), texts, memoryBytes: 1 << 18, workers: 3);
        Assert.Equal(one.Texts, small.Texts);
        Assert.Equal(one.Figures, small.Figures);
        Assert.Equal(one.Decisions.Values.Select(d => (d.Document, d.Verdict, d.DuplicateOf, d.Similarity)), small.Decisions.Values.Select(d => (d.Document, d.Verdict, d.DuplicateOf, d.Similarity)));
        Assert.True(small.SpilledBytes > one.SpilledBytes);
    }

    [Fact]
    public void A_bloom_filter_cuts_what_sorting_cuts_and_rarely_more()
    {
        string[] texts = RandomLines(20_000, 60_000, 12);
        SpansDriver sorted = Run(new(), texts), bloom = SpansDriver.Run(DeduplicateLines.Definition, new DeduplicateLinesOptions { BloomItems = 60_000, BloomRate = 0.001 }, texts, memoryBytes: 1 << 18);
        Assert.InRange(bloom.Figures["lines-cut"] - sorted.Figures["lines-cut"], 0, 0.001 * sorted.Figures["distinct-lines"]);
        Assert.InRange(bloom.Figures["bloom-rate-measured"], 0.0001, 0.002);
        Assert.InRange(texts.Where((_, n) => sorted.Texts[n] != bloom.Texts[n]).Count(), 0, 60);
        Assert.InRange(bloom.Figures["bytes-cut"] / sorted.Figures["bytes-cut"], 1, 1.001);
        SpansDriver exact = SpansDriver.Run(DeduplicateLines.Definition, new DeduplicateLinesOptions { BloomItems = 10_000_000, BloomRate = 1e-9 }, texts);
        Assert.Equal(sorted.Texts, exact.Texts);
        Assert.Equal(sorted.Figures["documents-dropped"], exact.Figures["documents-dropped"]);
        Assert.All(exact.Decisions.Values, decision => Assert.Equal(-1, decision.DuplicateOf));
    }

    [Fact]
    public void A_bloom_filter_that_does_not_fit_is_an_error_that_says_what_to_give()
    {
        SluiceException error = Assert.Throws<SluiceException>(() => SpansDriver.Run(DeduplicateLines.Definition, new DeduplicateLinesOptions { BloomItems = 100_000_000 }, ["a"], memoryBytes: 1 << 20));
        Assert.Equal(1, error.ExitCode);
        Assert.Contains("bloom-items", error.Message, StringComparison.Ordinal);
        Assert.Single(new DeduplicateLinesOptions { BloomItems = 5, Keep = KeepOccurrences.None }.Problems());
    }

    [Fact]
    public void Hostile_documents_take_linear_time()
    {
        string newlines = new('\n', 4 << 20), equal = new StringBuilder().Insert(0, "same\n", 1_000_000).ToString();
        SpansDriver run = SpansDriver.Run(DeduplicateLines.Definition, new DeduplicateLinesOptions(), [newlines, equal, "", equal, new string(' ', 1 << 20), newlines], memoryBytes: 2 << 20);
        Assert.Equal([newlines, "same\n", "", equal, new string(' ', 1 << 20), newlines], run.Texts);
        Assert.Equal((1, 1_999_999, 1, 1), (run.Figures["distinct-lines"], run.Figures["lines-cut"], run.Figures["documents-changed"], run.Figures["documents-dropped"]));
        Assert.Equal(1, run.Decisions[3].DuplicateOf);
    }

    [Fact]
    public void A_million_documents_of_one_line_are_decided_in_two_megabytes()
    {
        const int Documents = 1_000_000;
        IMergeStep step = DeduplicateLines.Definition.CreateMerge(new DeduplicateLinesOptions(), new TestResources());
        DirectoryInfo scratch = Directory.CreateTempSubdirectory("sluice-test-spans-");
        try
        {
            using IMerge merge = step.StartMerge(new() { MemoryBytes = 2 << 20, ScratchFolder = scratch.FullName, Keys = new OneLineKeys() });
            byte[] key = [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7];
            for (int n = 0; n < Documents; n++)
            {
                BitConverter.TryWriteBytes(key.AsSpan(12), (ulong)(n % 1000 + 1) * 0x9E3779B97F4A7C15);
                merge.Add(n, key, 0);
            }
            int at = 1000;
            foreach (MergeDecision decision in merge.Decide()) Assert.Equal((at, at++ % 1000), (decision.Document, decision.DuplicateOf));
            Assert.Equal(Documents, at);
            Assert.True(merge.SpilledBytes > 0);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    static string Letters(int n) => new((char)('a' + n), 2);

    static string[] RandomLines(int documents, int distinct, int lines)
    {
        Random random = new(20261122);
        return [.. Enumerable.Range(0, documents).Select(_ => string.Join('\n', Enumerable.Range(0, random.Next(1, lines)).Select(_ => Word(random.Next(distinct)))))];
    }

    static string Word(int n) => string.Concat($"{n}".Select(digit => (char)('a' + digit - '0')));

    sealed class OneLineKeys : IMergeKeys
    {
        static readonly byte[] s_key = [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7];

        public void Read(long at, Span<byte> target) => s_key.AsSpan((int)at, target.Length).CopyTo(target);
    }
}
