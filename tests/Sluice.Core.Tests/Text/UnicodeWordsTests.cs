using System.Text;

namespace Sluice.Core.Tests.Text;

public sealed class UnicodeWordsTests
{
    [Theory] // By the rules of UAX 29; the number is the rule that the case is about.
    [InlineData("Das Haus, groß.", "Das|Haus|,|groß|.")] // WB5, WB999
    [InlineData("aujourd'hui l’eau", "aujourd'hui|l’eau")] // WB6, WB7
    [InlineData("a.b a.1 a. .b", "a.b|a|.|1|a|.|.|b")] // WB6
    [InlineData("l·l l··l a:b", "l·l|l|·|·|l|a:b")] // WB6, WB7
    [InlineData("ש' ש\"ש ש\"a", "ש'|ש\"ש|ש|\"|a")] // WB7a, WB7b, WB7c
    [InlineData("A1b2 3D", "A1b2|3D")] // WB8, WB9, WB10
    [InlineData("3.14 1,000;5 1. ,2 1'2", "3.14|1,000;5|1|.|,|2|1'2")] // WB11, WB12
    [InlineData("カタカナ ｶﾅ カa", "カタカナ|ｶﾅ|カ|a")] // WB13
    [InlineData("snake_case _1 カ_ - _-", "snake_case|_1|カ_|-|_|-")] // WB13a, WB13b
    [InlineData("🇩🇪🇫🇷🇮", "🇩🇪|🇫🇷|🇮")] // WB15, WB16
    [InlineData("👩‍👩‍👧 x‍☺", "👩‍👩‍👧|x‍☺")] // WB3c
    [InlineData("e\u0301te\u0301 a\u0308.\u0308b", "e\u0301te\u0301|a\u0308.\u0308b")] // WB4
    [InlineData("\u0301a", "\u0301|a")] // WB4: nothing to join to
    [InlineData("日本語です", "日|本|語|で|す")]
    [InlineData("한국어 단어", "한국어|단어")]
    [InlineData("mot-clé ... (x)", "mot|-|clé|.|.|.|(|x|)")]
    [InlineData("a\u00A0b\u202Fc", "a|b|c")] // White space always ends a word
    public void Unicode_rules_cut(string text, string words) => Assert.Equal(words.Split('|'), Golden.Analyze(text).Words("de"));

    [Fact]
    public void Sentences_end_at_marks_of_any_language() =>
        Assert.Equal(["Erster Satz.", "Zweiter?!", "三。", "四"], Golden.Analyze(Encoding.UTF8.GetBytes("Erster Satz. Zweiter?! 三。四"), "de") is var a ? a.Strings(a.Sentences) : []);
}
