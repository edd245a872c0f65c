using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Sluice.Curate.Filter;

namespace Sluice.Curate.Tests.Filter;

public sealed class PhraseMatcherTests
{
    static IEnumerable<(int End, string Phrase)> Found(PhraseMatcher matcher, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int at = 0, state = PhraseMatcher.Start;
        for (int phrase; (phrase = matcher.Next(bytes, ref at, ref state)) >= 0;)
            for (; phrase >= 0; phrase = matcher.NextShorter(state, phrase)) yield return (at, matcher.Phrase(phrase));
    }

    [Fact]
    public void Phrases_inside_and_across_others_are_all_found() =>
        Assert.Equal([(3, "she"), (3, "he"), (5, "hers")], Found(new(["he", "she", "his", "hers"]), "shers").Select(f => (f.End, f.Phrase)).Order().OrderBy(f => f.End).ThenByDescending(f => f.Phrase.Length));

    [Fact]
    public void Capitals_of_the_text_match() => Assert.Equal([(11, "lorem ipsum")], Found(new(["lorem ipsum"]), "Lorem IPSUM"));

    [Fact]
    public void No_phrase_finds_nothing() => Assert.Empty(Found(new([]), "anything"));

    [Fact]
    public void Too_many_bytes_are_refused() => Assert.Throws<ArgumentException>(() => new PhraseMatcher([new string('a', PhraseMatcher.PhrasesBytesMax + 1)]));

    static readonly Gen<string> s_text = Gen.Elements('a', 'b', 'c', 'é').ArrayOf().Select(letters => new string(letters));

    [Fact] // Goal: the same places as looking for each phrase at each offset.
    public void Finds_what_a_plain_search_finds() => Prop.ForAll(s_text.ArrayOf().ToArbitrary(), s_text.ToArbitrary(), (phrases, text) =>
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        IEnumerable<(int, string)> plain =
            from phrase in phrases.Distinct()
            where phrase.Length > 0
            from end in Enumerable.Range(0, bytes.Length + 1)
            where bytes.AsSpan(0, end).EndsWith(Encoding.UTF8.GetBytes(phrase))
            select (end, phrase);
        return plain.Order().SequenceEqual(Found(new(phrases), text).Order());
    }).QuickCheckThrowOnFailure();
}
