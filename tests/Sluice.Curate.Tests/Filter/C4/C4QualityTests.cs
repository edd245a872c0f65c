using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Filter.C4;

namespace Sluice.Curate.Tests.Filter.C4;

public sealed class C4QualityTests
{
    static readonly C4QualityOptions s_anyNumber = new() { SentencesMin = 0 };

    static string Result(C4QualityOptions options, string text) => Apply.Result(new C4Quality(options), text);

    [Theory]
    [InlineData("Two words here.", "Two words here.")]
    [InlineData("Two words.", "")]
    [InlineData("No mark at the end", "")]
    [InlineData("Is this kept? ", "Is this kept?")]
    [InlineData("He said \"yes indeed\"", "He said \"yes indeed\"")]
    [InlineData("It goes on...", "")]
    [InlineData("It goes on…", "")]
    [InlineData("Ends in a semicolon;", "")]
    [InlineData("Please enable JavaScript now.", "")]
    [InlineData("We have a Privacy Policy here.", "")]
    [InlineData("This site USES COOKIES, always.", "")]
    [InlineData("See our terms of use today.", "")]
    [InlineData("A line one.\n\n  A line two. \u2028A line three.", "A line one.\nA line two.\nA line three.")]
    public void Lines_are_kept_or_dropped_one_by_one(string text, string kept) => Assert.Equal(kept, Result(s_anyNumber, text));

    [Theory]
    [InlineData("The river[12] is long.", "The river is long.")]
    [InlineData("History[edit] of the river.", "History of the river.")]
    [InlineData("It is long[citation needed], they say.", "It is long, they say.")]
    [InlineData("An empty[] mark and ٣[٣] too.", "An empty mark and ٣ too.")]
    [InlineData("It [1a] and [ 1] and [12 stay.", "It [1a] and [ 1] and [12 stay.")]
    [InlineData("A mark at the end. [3]", "")] // The space before the mark hides the point.
    public void Citation_marks_go(string text, string kept) => Assert.Equal(kept, Result(s_anyNumber, text));

    [Fact] // Three words by white space, of which nothing stays: a blank line between two others, and nothing at the ends.
    public void Words_are_counted_before_marks_go() =>
        Assert.Equal("one two three\n\nfour five six", Result(s_anyNumber with { TerminalPunctuation = false }, "[1] [2] [3]\none two three\n[1]\u00A0[2]\u00A0[3]\nfour five six").Replace("\u00A0", "", StringComparison.Ordinal));

    [Theory]
    [InlineData(1000, "keep")]
    [InlineData(1001, "drop")]
    public void A_line_with_a_word_above_a_thousand_characters_goes(int length, string fate) =>
        Assert.Equal(fate == "keep", Result(s_anyNumber, new string('é', length - 1) + ". is this.").Length > 0);

    [Fact]
    public void Lorem_ipsum_and_brackets_drop_the_page()
    {
        Assert.Equal("c4-quality.lorem-ipsum", Result(new(), "Fine line here. \nLorem Ipsum dolor sit amet."));
        Assert.Equal("c4-quality.curly-bracket", Result(new(), "Fine line here. \nfunction f() { return; } is code."));
    }

    [Fact]
    public void In_a_line_already_dropped_they_do_not_unless_asked_otherwise()
    {
        Assert.Equal("Fine line is here.", Result(s_anyNumber, "Fine line is here.\nlorem ipsum dolor {"));
        Assert.Equal("c4-quality.lorem-ipsum", Result(s_anyNumber with { PageRules = PageRules.WholePage }, "Fine line is here.\nlorem ipsum dolor {"));
        Assert.Equal("c4-quality.curly-bracket", Result(s_anyNumber with { PageRules = PageRules.WholePage, LoremIpsum = false }, "Fine line is here.\nlorem ipsum dolor {"));
    }

    [Theory]
    [InlineData("Javascript {and a bracket} is here.", "")] // The rule for its line comes first.
    [InlineData("A bracket { and our privacy policy.", "c4-quality.curly-bracket")]
    [InlineData("Lorem ipsum, javascript and a { here.", "c4-quality.lorem-ipsum")]
    public void Rules_come_in_order(string text, string result) => Assert.Equal(result, Result(s_anyNumber, text));

    [Theory]
    [InlineData(4, "c4-quality.too-few-sentences")]
    [InlineData(5, "keep")]
    [InlineData(6, "keep")]
    public void Five_sentences_are_enough(int sentences, string rule)
    {
        Assert.Equal(rule, Apply.Rule(new C4Quality(new()), string.Join(' ', Enumerable.Repeat("This is one.", sentences))));
        Assert.Equal(rule, Apply.Rule(new C4Quality(new()), string.Join('\n', Enumerable.Repeat("This is one.", sentences))));
    }

    [Fact]
    public void A_dropped_page_keeps_its_text()
    {
        Document document = Apply.Text("Not enough.\nOf anything.");
        Assert.Equal(4 + 1, new C4Quality(new()).Apply(document, Measurements.None).Threshold);
        Assert.Equal("Not enough.\nOf anything.", Encoding.UTF8.GetString(document.Text));
    }

    [Fact]
    public void Sentences_can_be_the_unit() =>
        Assert.Equal("This is kept. And so is this.", Result(s_anyNumber with { Unit = C4Unit.Sentence }, "This is kept. Not this.\nAnd so is this. We use cookies here."));

    [Fact]
    public void Each_rule_can_be_turned_off() =>
        Assert.Equal("a { javascript lorem ipsum privacy policy[1]",
            Result(new() { TerminalPunctuation = false, SentencesMin = 0, LineWordsMin = 0, WordLengthMax = 0, RemoveCitations = false, LoremIpsum = false, Javascript = false, CurlyBracket = false, Policy = false },
                "a { javascript lorem ipsum privacy policy[1]"));

    [Fact]
    public void An_empty_text_has_too_few_sentences() => Assert.Equal("c4-quality.too-few-sentences", Apply.Rule(new C4Quality(new()), ""));

    [Fact]
    public void A_bracket_that_never_closes_costs_no_more_than_its_length() =>
        Assert.Equal("", Result(s_anyNumber, string.Concat(Enumerable.Repeat("[1", 200_000))));
}
