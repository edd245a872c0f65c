using System.Text.Json;
using Sluice.Core.Text;

namespace Sluice.Core.Tests.Text;

public sealed class EnglishWordsTests
{
    [Fact] // Goal of the project: 99.5 %; datatrove's rules are known in full, so anything but all is a regression.
    public void Words_and_sentences_of_every_golden_document_are_datatroves()
    {
        TextAnalysis analysis = new();
        int documents = 0, words = 0, sentences = 0;
        foreach (JsonElement row in Golden.Rows("docs"))
        {
            JsonElement golden = row.GetProperty("words");
            analysis.Reset(row.Text(), null);
            documents++;
            if (Golden.Sha(analysis.Words("en"), '\n') == golden.GetProperty("sha").GetString()) words++;
            if (Golden.Sha(analysis.Strings(analysis.SentencePiecesIn("en")), '\0') == golden.GetProperty("sentences_sha").GetString()) sentences++;
        }
        Assert.Equal((documents, documents), (words, sentences));
        Assert.True(documents > 2000);
    }

    [Fact]
    public void English_token_lists_are_equal_word_for_word()
    {
        int lists = 0;
        foreach (JsonElement row in Golden.Rows("tokens").Where(r => r.GetProperty("tokenizer").GetString() == "eng_Latn"))
        {
            TextAnalysis analysis = Golden.Analyze(row.Text());
            Assert.Equal(row.Strings("words"), analysis.Words("en"));
            Assert.Equal(row.Strings("sentences"), analysis.Strings(analysis.SentencesIn("en")));
            lists++;
        }
        Assert.True(lists > 50);
    }

    [Fact]
    public void Hand_made_cases_of_the_golden_set_are_equal()
    {
        foreach (JsonElement row in Golden.Rows("edge_cases"))
        {
            TextAnalysis analysis = Golden.Analyze(row.Text());
            Assert.Equal(row.Strings("words"), analysis.Words("en"));
            Assert.Equal(row.Strings("sentences"), analysis.Strings(analysis.SentencePiecesIn("en")));
        }
    }

    [Theory] // Expected: the rules of explosion/spaCy 3.8 carried out by hand, checked with a plain reading of its rule tables.
    [InlineData("He can't, won't and didn't.", "He|ca|n't|,|wo|n't|and|did|n't|.")]
    [InlineData("It’s what they’d’ve said", "It|’s|what|they|’d|’ve|said")]
    [InlineData("I cannot; gonna go, lemme", "I|can|not|;|gon|na|go|,|lemme")]
    [InlineData("id, wed; were, ill", "i|d|,|we|d|;|were|,|ill")]
    [InlineData("Mr. Smith of the U.S. left.", "Mr.|Smith|of|the|U.S.|left|.")]
    [InlineData("at 10am or 5p.m. (9a.m.)", "at|10|am|or|5|p.m.|(|9|a.m.|)")]
    [InlineData("the USA. McD. and B.", "the|USA|.|McD.|and|B.")]
    [InlineData("5km 10kg/m² 20% 3GB $5 5$ US$3 4US$", "5|km|10kg|/|m²|20|%|3|GB|$|5|5|$|US$|3|4|US$")]
    [InlineData("well-known self-made--thing 2-3 a–b", "well|-|known|self|-|made|--|thing|2|-|3|a|–|b")]
    [InlineData("end.Start 3.14 e.g. a.b", "end|.|Start|3.14|e.g.|a.b")]
    [InlineData("red,green 1,000 x:y 12:30 and/or w/o", "red|,|green|1,000|x|:|y|12:30|and/or|w/o")]
    [InlineData("see http://a.b/c?d=1 and https://x.y.com/, www.example.com.", "see|http://a.b|/|c?d=1|and|https://x.y.com/|,|www.example.com|.")]
    [InlineData("mail <a.b@c.org> 8.8.8.8:80/x 10.0.0.1:80", "mail|<|a.b@c.org|>|8.8.8.8:80/x|10.0.0.1:80")]
    [InlineData("Wait... what…? (((deep)))", "Wait|...|what|…|?|(|(|(|deep|)|)|)")]
    [InlineData("nice :) :-( foo:) o_O <3", "nice|:)|:-(|foo|:)|o_O|<3")]
    [InlineData("foo: ) and : ) too", "foo|:|)|and|:|)|too")]
    [InlineData("-10a.m. 'em lovin' it", "-10a.m|.|'em|lovin'|it")]
    [InlineData("→go☺ 30°C. ‘quoted’ «x»", "→go|☺|30|°|C|.|‘|quoted|’|«|x|»")]
    [InlineData("C++ c++ 5+ +5 a+b 1+2", "C++|c++|5|+|+5|a+b|1|+|2")]
    [InlineData("dogs' the dog's DOG'S", "dogs|'|the|dog|'s|DOG|'S")]
    [InlineData("  \t\n ", "")]
    [InlineData("", "")]
    public void English_rules_cut(string text, string words) =>
        Assert.Equal(words.Split('|', StringSplitOptions.RemoveEmptyEntries), Golden.Analyze(text).Words("en"));

    [Theory]
    [InlineData(null, TokenizerKind.English)]
    [InlineData("en", TokenizerKind.English)]
    [InlineData("eng", TokenizerKind.English)]
    [InlineData("eng_Latn", TokenizerKind.English)]
    [InlineData("en-GB", TokenizerKind.English)]
    [InlineData("de", TokenizerKind.Unicode)]
    [InlineData("enm", TokenizerKind.Unicode)]
    public void Language_codes_choose_the_tokenizer(string? language, TokenizerKind kind) => Assert.Equal(kind, Tokenizers.Of(language));

    [Theory]
    [InlineData("the", WordKinds.HasAlphabetic | WordKinds.HasNonSymbol)]
    [InlineData("été", WordKinds.HasAlphabetic | WordKinds.HasNonSymbol)]
    [InlineData("中", WordKinds.HasAlphabetic | WordKinds.HasNonSymbol)]
    [InlineData("12", WordKinds.HasNonSymbol)]
    [InlineData("☺", WordKinds.HasNonSymbol)]
    [InlineData("‘", WordKinds.HasNonSymbol | WordKinds.IsPunctuation)]
    [InlineData(".", WordKinds.IsPunctuation | WordKinds.EndsSentence)]
    [InlineData("。", WordKinds.IsPunctuation | WordKinds.EndsSentence)]
    [InlineData("...", WordKinds.IsPunctuation)]
    [InlineData("$", WordKinds.None)]
    public void Words_know_what_is_in_them(string text, WordKinds kinds) => Assert.Equal(kinds, Golden.Analyze(text).WordsIn("en")[0].Kinds);
}
