using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Filter.Gopher;

namespace Sluice.Curate.Tests.Filter.Gopher;

public sealed class GopherRepetitionTests
{
    // Rules off but those that a test turns on.
    static readonly GopherRepetitionOptions s_off = new()
    {
        DupParaFracMax = 0,
        DupParaCharFracMax = 0,
        DupLineFracMax = 0,
        DupLineCharFracMax = 0,
        Top2GramMax = 0,
        Top3GramMax = 0,
        Top4GramMax = 0,
        Duplicated5NGramsMax = 0,
        Duplicated6NGramsMax = 0,
        Duplicated7NGramsMax = 0,
        Duplicated8NGramsMax = 0,
        Duplicated9NGramsMax = 0,
        Duplicated10NGramsMax = 0,
    };

    [Theory] // Three of ten lines are repeats: 0.3.
    [InlineData(0.29, "gopher-repetition.dup-line-frac")]
    [InlineData(0.3, "keep")]
    [InlineData(0.31, "keep")]
    public void Lines_at_the_threshold_pass(double max, string rule) =>
        Assert.Equal(rule, Apply.Rule(new GopherRepetition(s_off with { DupLineFracMax = max }), "a\nb\nc\nd\ne\nf\ng\na\na\nb"));

    [Theory] // One of two paragraphs is a repeat, with 4 of 10 characters.
    [InlineData(0.49, 0, "gopher-repetition.dup-para-frac")]
    [InlineData(0.5, 0, "keep")]
    [InlineData(0, 0.39, "gopher-repetition.dup-para-char-frac")]
    [InlineData(0, 0.4, "keep")]
    public void Paragraphs_at_the_threshold_pass(double frac, double charFrac, string rule) =>
        Assert.Equal(rule, Apply.Rule(new GopherRepetition(s_off with { DupParaFracMax = frac, DupParaCharFracMax = charFrac }), "abcd\n\nabcd"));

    [Theory] // "a b" is 3 characters, 2 times, of 7.
    [InlineData(0.857, "gopher-repetition.top-2-gram")]
    [InlineData(0.858, "keep")]
    public void The_top_pair_is_measured_with_one_space(double max, string rule) =>
        Assert.Equal(rule, Apply.Rule(new GopherRepetition(s_off with { Top2GramMax = max }), "a b a b"));

    [Theory] // "abcde" is 5 characters once again, of 19.
    [InlineData(0.263, "gopher-repetition.duplicated-5-n-grams")]
    [InlineData(0.264, "keep")]
    public void A_repeated_run_is_measured_without_spaces(double max, string rule) =>
        Assert.Equal(rule, Apply.Rule(new GopherRepetition(s_off with { Duplicated5NGramsMax = max }), "a b c d e a b c d e"));

    [Fact]
    public void A_pair_that_occurs_once_counts_unless_asked_otherwise()
    {
        Assert.Equal("gopher-repetition.top-2-gram", Apply.Rule(new GopherRepetition(new()), "one two three"));
        Assert.Equal("keep", Apply.Rule(new GopherRepetition(new() { TopNGramOccurrencesMin = 2 }), "one two three"));
    }

    [Fact]
    public void Empty_lines_at_the_ends_are_equal_lines_unless_asked_otherwise()
    {
        GopherRepetitionOptions lines = s_off with { DupLineFracMax = 0.3 };
        Assert.Equal("gopher-repetition.dup-line-frac", Apply.Rule(new GopherRepetition(lines), "\na line\n"));
        Assert.Equal("keep", Apply.Rule(new GopherRepetition(lines with { EmptyLines = EmptyLines.Ignore }), "\na line\n"));
    }

    [Fact]
    public void An_empty_text_is_kept() => Assert.Equal("keep", Apply.Rule(new GopherRepetition(new()), ""));

    [Fact]
    public void A_verdict_tells_value_and_threshold()
    {
        Verdict verdict = Apply.To(new GopherRepetition(new()), "x\nx");
        Assert.Equal(("gopher-repetition.dup-line-frac", 0.5, 0.3), (verdict.Rule, verdict.Value, verdict.Threshold));
    }

    [Fact]
    public void Every_value_is_measured_though_the_first_rule_fails() =>
        Assert.Equal(["dup-para-frac", "dup-para-char-frac", "dup-line-frac", "dup-line-char-frac", "top-2-gram", "top-3-gram", "top-4-gram",
            "duplicated-5-n-grams", "duplicated-6-n-grams", "duplicated-7-n-grams", "duplicated-8-n-grams", "duplicated-9-n-grams", "duplicated-10-n-grams"],
            Apply.Measured(new GopherRepetition(new()), "the same\n\nthe same\n\nthe same").Keys);

    [Fact]
    public void Thresholds_below_zero_are_refused_by_name() =>
        Assert.Equal(["top-2-gram-max is -1; use 0 (off) or more"], new GopherRepetitionOptions { Top2GramMax = -1 }.Problems());

    [Theory] // One word a million times, one word of a million letters, a million line breaks: no more than a moment each.
    [InlineData("word ")]
    [InlineData("a")]
    [InlineData("\n")]
    [InlineData("\0")]
    [InlineData("界 ")]
    public void Monotonous_megabytes_are_judged(string piece)
    {
        Document document = Apply.Text(string.Concat(Enumerable.Repeat(piece, 300_000)));
        Assert.False(new GopherRepetition(new() { Top2GramMax = 0, Top3GramMax = 0, Top4GramMax = 0 }).Apply(document, Measurements.None) is { IsKept: true } && piece == "word ");
    }
}
