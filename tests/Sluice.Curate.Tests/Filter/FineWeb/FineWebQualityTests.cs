using Sluice.Curate.Filter.FineWeb;

namespace Sluice.Curate.Tests.Filter.FineWeb;

public sealed class FineWebQualityTests
{
    static readonly FineWebQualityOptions s_off = new() { LinePunctRatioMin = 0, ShortLineRatioMax = 1, CharDupRatioMax = 1, ListRatioMax = 1000 };

    static string Rule(FineWebQualityOptions options, string text) => Apply.Rule(new FineWebQuality(options), text);

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\n\u3000")]
    public void A_text_without_lines_is_empty(string text) => Assert.Equal("fineweb-quality.empty", Rule(new(), text));

    [Theory] // One line of four ends in a mark.
    [InlineData(0.24, "keep")]
    [InlineData(0.25, "keep")]
    [InlineData(0.26, "fineweb-quality.line-punct-ratio")]
    public void Terminal_marks_at_the_threshold_are_enough(double min, string rule) => Assert.Equal(rule, Rule(s_off with { LinePunctRatioMin = min }, "a.\n\nb\nc\n \nd"));

    [Theory]
    [InlineData("a.", true)]
    [InlineData("a。", true)]
    [InlineData("a!\n", true)]
    [InlineData("a. ", false)]
    [InlineData("a.\r", false)]
    [InlineData("\"a.\"", false)]
    [InlineData("(a.)", false)]
    [InlineData("a…", false)]
    [InlineData("a:", false)]
    public void The_last_character_decides(string line, bool isTerminated) =>
        Assert.Equal(isTerminated ? "keep" : "fineweb-quality.line-punct-ratio", Rule(s_off with { LinePunctRatioMin = 0.5 }, line));

    [Theory]
    [InlineData("a. ", true)]
    [InlineData("\"a.\"", true)]
    [InlineData("(a.)", true)]
    [InlineData("„a.“ ", true)]
    [InlineData("»a.«", true)]
    [InlineData("「a。」\u3000", true)]
    [InlineData("(see “a!”).", true)]
    [InlineData("(a)", false)]
    [InlineData("\"\"", false)]
    public void White_space_and_closing_marks_can_be_seen_through(string line, bool isTerminated) =>
        Assert.Equal(isTerminated ? "keep" : "fineweb-quality.line-punct-ratio", Rule(s_off with { LinePunctRatioMin = 0.5, LineEnd = LineEnd.BeforeClosing }, line));

    [Fact]
    public void A_text_without_any_mark_can_be_spared()
    {
        Assert.Equal("keep", Rule(s_off with { LinePunctRatioMin = 0.12, LinePunctSpareZero = true }, "a\nb"));
        Assert.Equal("fineweb-quality.line-punct-ratio", Rule(s_off with { LinePunctRatioMin = 0.6, LinePunctSpareZero = true }, "a.\nb"));
    }

    [Theory]
    [InlineData(30, 0.49, "fineweb-quality.short-line-ratio")]
    [InlineData(30, 0.5, "keep")]
    [InlineData(31, 0.49, "keep")]
    public void Thirty_characters_are_short(int length, double max, string rule) =>
        Assert.Equal(rule, Rule(s_off with { ShortLineRatioMax = max }, new string('é', length) + "\n" + new string('b', 40)));

    [Theory] // Two of six characters besides line feeds.
    [InlineData(0.33, "fineweb-quality.char-dup-ratio")]
    [InlineData(0.34, "keep")]
    public void Repeated_lines_count_by_character(double max, string rule) => Assert.Equal(rule, Rule(s_off with { CharDupRatioMax = max }, "ab\nab\ncd"));

    [Theory] // Three line feeds for ten words: the quick bound and the exact count.
    [InlineData(0.29, "fineweb-quality.list-ratio")]
    [InlineData(0.3, "keep")]
    [InlineData(0.31, "keep")]
    public void Line_feeds_for_each_word_are_limited(double max, string rule)
    {
        Assert.Equal(rule, Rule(s_off with { ListRatioMax = max }, "a b c\nd e f\ng h\ni j"));
        Assert.Equal(rule, Rule(s_off with { ListRatioMax = max }, "é é é\né é é\né é\né é"));
    }

    [Fact]
    public void Every_value_is_measured_though_the_first_rule_fails() =>
        Assert.Equal(["line-punct-ratio", "short-line-ratio", "char-dup-ratio", "list-ratio"], Apply.Measured(new FineWebQuality(new()), "a\na\nb").Keys);
}
