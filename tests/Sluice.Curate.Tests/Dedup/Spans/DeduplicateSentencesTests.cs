using Sluice.Core;
using Sluice.Curate.Dedup.Spans;

namespace Sluice.Curate.Tests.Dedup.Spans;

public sealed class DeduplicateSentencesTests
{
    static readonly DeduplicateSentencesOptions s_any = new() { WordsLeftMin = 0, SentencesLeftMin = 0 };

    static SpansDriver Run(DeduplicateSentencesOptions options, params string[] texts) => SpansDriver.Run(DeduplicateSentences.Definition, options, texts, language: "en");

    [Fact]
    public void A_span_of_three_sentences_stays_where_it_stood_first()
    {
        SpansDriver run = Run(s_any, "One came. Two went. Three stayed. Four slept.", "New it is. One came. TWO went! Three, stayed. And so on.", "One came. Two went. Four slept. All else is new.");
        Assert.Equal(["One came. Two went. Three stayed. Four slept.", "New it is. And so on.", "One came. Two went. Four slept. All else is new."], run.Texts);
        Assert.Equal("11-45", run.Metadata[1]["sentences-cut-at"].Text);
        Assert.Equal((7, 6, 3, 1), (run.Figures["spans"], run.Figures["distinct-spans"], run.Figures["sentences-cut"], run.Figures["documents-changed"]));
    }

    [Fact]
    public void Paragraphs_stay_paragraphs()
    {
        SpansDriver run = Run(s_any, "One came. Two went. Three stayed.", "First here.\n\nOne came. Two went.\nThree stayed. Last here.\n", "First there.\nOne came. Two went. Three stayed. * * *\n\nLast there.");
        Assert.Equal("First here.\n\nLast here.\n", run.Texts[1]);
        Assert.Equal("First there.\n\nLast there.", run.Texts[2]);
    }

    [Fact]
    public void A_text_that_says_the_same_again_and_again_says_it_once() =>
        Assert.Equal("Ho ho ho. Ha.", Run(s_any, "Ho ho ho. Ho ho ho. Ho ho ho. Ho ho ho. Ho ho ho. Ha.").Texts[0]);

    [Fact]
    public void Documents_with_too_little_left_are_dropped_only_where_something_was_cut()
    {
        string span = "One came. Two went. Three stayed.";
        Assert.True(Run(new(), span).Verdicts[0].IsKept);
        Assert.Equal(Verdict.Drop("deduplicate-sentences.words-left", 3, 50), Run(new(), span, span + " Rest here.").Verdicts[1]);
        Assert.Equal(Verdict.Drop("deduplicate-sentences.sentences-left", 1, 3), Run(new() { WordsLeftMin = 0 }, span, span + " Rest here.").Verdicts[1]);
        SpansDriver all = Run(new(), span, span);
        Assert.Equal((0, 1.0), (all.Decisions[1].DuplicateOf, all.Decisions[1].Similarity));
    }

    [Fact]
    public void A_dropped_document_is_never_named_as_the_one_that_stays()
    {
        // The third holds the first "Two. Three. Four.", but is nothing but what occurred before.
        SpansDriver run = Run(s_any with { SpanSentences = 2 }, "One came. Two went.", "Two went. Three stayed.", "One came. Two went. Three stayed.", "Three stayed. Four slept.", "Two went. Three stayed. Four slept.");
        Assert.Equal([2, 4], run.Decisions.Keys);
        Assert.Equal([0, 1, 3], run.Entries.Keys);
        Assert.Equal([0, 1], run.Decisions.Values.Select(decision => decision.DuplicateOf));
        SpansDriver three = Run(s_any, "A one. B two. C three.", "B two. C three. D four.", "X. A one. B two. C three. D four.", "A one. B two. C three. D four.", "A one. B two. C three. D four.");
        Assert.All(three.Decisions.Values.Where(decision => !decision.Verdict.IsKept), decision => Assert.False(three.Decisions.ContainsKey(decision.DuplicateOf)));
    }

    [Fact]
    public void Small_spans_are_spared()
    {
        string[] texts = ["Yes. No. Yes.", "Yes. No. Yes. And more."];
        Assert.Equal(3, Run(s_any with { WordsMin = 3, BytesMin = 13 }, texts).Figures["sentences-cut"]);
        Assert.Equal(0, Run(s_any with { WordsMin = 4 }, texts).Figures["sentences-cut"]);
        Assert.Equal(0, Run(s_any with { BytesMin = 14 }, texts).Figures["sentences-cut"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_result_equals_that_of_a_set_of_spans_and_no_sentence_is_lost(int sentences)
    {
        Random random = new(4);
        string[][] documents = [.. Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, random.Next(1, 12)).Select(_ => $"Item {(char)('a' + random.Next(6))} came.").ToArray())];
        SpansDriver run = Run(s_any with { SpanSentences = sentences }, [.. documents.Select(document => string.Join(' ', document))]);
        HashSet<string> seen = [], left = [];
        for (int n = 0; n < documents.Length; n++)
        {
            bool[] cut = new bool[documents[n].Length];
            for (int first = 0; first + sentences <= cut.Length; first++)
                if (!seen.Add(string.Join(' ', documents[n][first..(first + sentences)]))) Array.Fill(cut, true, first, sentences);
            string[] kept = [.. documents[n].Where((_, at) => !cut[at])];
            left.UnionWith(kept);
            Assert.Equal(kept.Length > 0, run.Verdicts[n].IsKept);
            if (kept.Length > 0) Assert.Equal(string.Join(' ', kept), run.Texts[n]);
        }
        Assert.Superset(documents.SelectMany(document => document).ToHashSet(), left);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Adding_one_by_one_gives_the_same_as_all_at_once(int sentences)
    {
        Random random = new(5);
        string[] texts = [.. Enumerable.Range(0, 60).Select(_ => string.Join(' ', Enumerable.Range(0, random.Next(1, 12)).Select(_ => $"Item {(char)('a' + random.Next(5))} came.")))];
        DeduplicateSentencesOptions options = s_any with { SpanSentences = sentences };
        SpansDriver all = Run(options, texts);
        List<byte[]> index = [];
        for (int n = 0; n < texts.Length; n++)
        {
            SpansDriver one = SpansDriver.Run(DeduplicateSentences.Definition, options, [texts[n]], index, language: "en");
            Assert.Equal((all.Texts[n], all.Verdicts[n]), (one.Texts[0], one.Verdicts[0]));
            index.AddRange(one.Entries.Values);
        }
    }

    [Fact]
    public void Spans_of_earlier_releases_come_first()
    {
        SpansDriver run = SpansDriver.Run(DeduplicateSentences.Definition, s_any, ["Zero was. One came. Two went. Three stayed."], [.. Run(s_any, "One came. Two went. Three stayed.").Entries.Values], language: "en");
        Assert.Equal(["Zero was."], run.Texts);
    }
}
