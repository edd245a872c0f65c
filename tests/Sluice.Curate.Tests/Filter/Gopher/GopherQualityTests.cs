using Sluice.Core;
using Sluice.Curate.Filter.Gopher;

namespace Sluice.Curate.Tests.Filter.Gopher;

public sealed class GopherQualityTests
{
    static readonly GopherQualityOptions s_off = new()
    {
        WordsMin = 0,
        WordsMax = 0,
        WordLengthMin = 0,
        WordLengthMax = 0,
        SymbolRatioMax = 0,
        BulletLinesMax = 0,
        EndEllipsisLinesMax = 0,
        AlphaWordsMin = 0,
        StopWordsMin = 0,
    };

    static string Rule(GopherQualityOptions options, string text) => Apply.Rule(new GopherQuality(options), text);

    static string Words(int count, string word = "word") => string.Join(' ', Enumerable.Repeat(word, count));

    [Theory]
    [InlineData(49, "gopher-quality.short-doc")]
    [InlineData(50, "keep")]
    [InlineData(51, "keep")]
    public void Fifty_words_are_enough(int words, string rule) => Assert.Equal(rule, Rule(s_off with { WordsMin = 50 }, Words(words)));

    [Theory]
    [InlineData(9, "keep")]
    [InlineData(10, "keep")]
    [InlineData(11, "gopher-quality.long-doc")]
    public void Most_words_are_allowed(int words, string rule) => Assert.Equal(rule, Rule(s_off with { WordsMax = 10 }, Words(words)));

    [Fact]
    public void Symbols_are_no_words() => Assert.Equal("gopher-quality.short-doc", Rule(s_off with { WordsMin = 4 }, "one ! two ? ; three --- ( )"));

    [Theory]
    [InlineData("aa aaa", "gopher-quality.below-avg-threshold")]
    [InlineData("aaa aaa", "keep")]
    [InlineData("aaaaaaaaaa aaaaaaaaaa", "keep")]
    [InlineData("aaaaaaaaaa aaaaaaaaaaa", "gopher-quality.above-avg-threshold")]
    [InlineData("ééé 漢字的", "keep")]
    public void Mean_length_of_words_is_in_characters(string text, string rule) => Assert.Equal(rule, Rule(s_off with { WordLengthMin = 3, WordLengthMax = 10 }, text));

    [Theory] // Ten tokens each.
    [InlineData("a b c d e f g h # j", "keep")]
    [InlineData("a b c d e f g # # j", "gopher-quality.too-many-hashes")]
    [InlineData("a b c d e f g h ... j", "keep")]
    [InlineData("a b c d e f g … ... j", "gopher-quality.too-many-ellipsis")]
    public void One_hash_or_ellipsis_in_ten_tokens_is_allowed(string text, string rule) => Assert.Equal(rule, Rule(s_off with { SymbolRatioMax = 0.1 }, text));

    [Theory]
    [InlineData("- a\n• b\n  - c\nd", 0.75, "keep")]
    [InlineData("- a\n• b\n  - c\nd", 0.74, "gopher-quality.too-many-bullets")]
    [InlineData("- a\u2028- b\u2028c", 0.66, "gopher-quality.too-many-bullets")]
    public void Bullets_are_counted_by_line_of_any_kind(string text, double max, string rule) => Assert.Equal(rule, Rule(s_off with { BulletLinesMax = max }, text));

    [Theory]
    [InlineData("a...\nb… \nc\nd", 0.5, "keep")]
    [InlineData("a...\nb… \nc\nd", 0.49, "gopher-quality.too-many-end-ellipsis")]
    public void Ellipses_count_at_line_ends_behind_white_space_too(string text, double max, string rule) => Assert.Equal(rule, Rule(s_off with { EndEllipsisLinesMax = max }, text));

    [Fact] // Eight of eleven tokens, eight of eight words.
    public void Punctuation_counts_as_words_without_letters_unless_asked_otherwise()
    {
        const string Text = "one , two , three , four five six seven eight";
        Assert.Equal("gopher-quality.below-alpha-threshold", Rule(s_off with { AlphaWordsMin = 0.8 }, Text));
        Assert.Equal("keep", Rule(s_off with { AlphaWordsMin = 0.8, AlphaWords = AlphaWords.ExcludePunctuation }, Text));
    }

    [Theory]
    [InlineData("a b c d 5", "keep")]
    [InlineData("a b c 4 5", "gopher-quality.below-alpha-threshold")]
    public void Four_words_in_five_need_a_letter(string text, string rule) => Assert.Equal(rule, Rule(s_off with { AlphaWordsMin = 0.8 }, text));

    [Theory]
    [InlineData("the the the", "gopher-quality.enough-stop-words")]
    [InlineData("The the To", "gopher-quality.enough-stop-words")]
    [InlineData("the to", "keep")]
    public void Two_different_stop_words_are_enough(string text, string rule) => Assert.Equal(rule, Rule(s_off with { StopWordsMin = 2 }, text));

    [Fact]
    public void Stop_words_can_be_others() => Assert.Equal("keep", Rule(s_off with { StopWordsMin = 2, StopWords = ["der", "die"], Language = "de" }, "der Hund und die Katze"));

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("!!! ???")]
    public void A_text_without_words_is_short_and_never_divides_by_zero(string text)
    {
        Assert.Equal("gopher-quality.short-doc", Rule(new(), text));
        Assert.Equal("keep", Rule(s_off with { WordLengthMin = 3, SymbolRatioMax = 0.1, BulletLinesMax = 0.9, AlphaWordsMin = text.Contains('!', StringComparison.Ordinal) ? 0 : 0.8 }, text));
    }

    [Fact]
    public void Options_that_contradict_are_all_reported() =>
        Assert.Equal(["words-max (5) is below words-min (50)", "word-length-max (2) is below word-length-min (3)", "stop-words-min is 9, but stop-words has only 8: every document would go"],
            new GopherQualityOptions { WordsMax = 5, WordLengthMax = 2, StopWordsMin = 9 }.Problems());

    [Fact]
    public void A_verdict_tells_value_and_threshold()
    {
        Verdict verdict = Apply.To(new GopherQuality(new()), "too short");
        Assert.Equal(("gopher-quality.short-doc", 2.0, 50.0), (verdict.Rule, verdict.Value, verdict.Threshold));
    }
}
