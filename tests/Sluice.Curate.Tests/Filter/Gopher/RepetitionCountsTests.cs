using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Sluice.Core;
using Sluice.Core.Text;
using Sluice.Curate.Filter.Gopher;

namespace Sluice.Curate.Tests.Filter.Gopher;

/// <summary>The tables against plain twins that work on strings, as datatrove does.</summary>
public sealed class RepetitionCountsTests
{
    // Few different short words, some of them joined from others, and some long ones: repeats of every kind, equal bytes with different borders among them.
    static readonly Gen<string[]> s_words = Gen.Elements("a", "b", "ab", "ba", "aa", "the", "é", "12", "1", "2", "straightforward", "incomprehensibilities").ArrayOf()
        .Resize(120);

    static (byte[] Text, Word[] Words, string[] Strings) Analyse(string[] words)
    {
        Document document = Apply.Text(string.Join(' ', words));
        Word[] cut = document.Analysis.Words.ToArray();
        byte[] text = document.Text.ToArray();
        return (text, cut, [.. cut.Select(word => Encoding.UTF8.GetString(word.In(text)))]);
    }

    static long RepeatedPlainly(string[] words, int n)
    {
        HashSet<string> seen = [];
        long repeated = 0;
        for (int i = 0; i + n <= words.Length;)
        {
            string run = string.Concat(words[i..(i + n)]);
            if (seen.Add(run)) i++;
            else
            {
                repeated += run.EnumerateRunes().Count();
                i += n;
            }
        }
        return repeated;
    }

    [Fact]
    public void Repeated_runs_are_counted_as_plainly() => Prop.ForAll(s_words.ToArbitrary(), words =>
    {
        (byte[] text, Word[] cut, string[] strings) = Analyse(words);
        JoinedWords joined = new();
        RepeatedNGrams repeated = new(joined);
        joined.Set(text, cut);
        repeated.Sieve(2);
        return Enumerable.Range(2, 9).All(n => repeated.RepeatedCodePoints(n) == RepeatedPlainly(strings, n));
    }).QuickCheckThrowOnFailure();

    [Fact] // Without a separator, "in to day" and "into d ay" are one: only the sum of the bytes counts.
    public void Runs_with_other_borders_but_the_same_letters_are_repeats()
    {
        (byte[] text, Word[] cut, _) = Analyse(["ab", "c", "xyz", "a", "bc"]);
        JoinedWords joined = new();
        RepeatedNGrams repeated = new(joined);
        joined.Set(text, cut);
        repeated.Sieve(2);
        Assert.Equal(3, repeated.RepeatedCodePoints(2));
    }

    [Fact]
    public void The_most_frequent_n_gram_is_the_plain_one() => Prop.ForAll(s_words.ToArbitrary(), words =>
    {
        (_, Word[] cut, string[] strings) = Analyse(words);
        TopNGram top = new();
        return Enumerable.Range(2, 3).All(n =>
        {
            top.Find(cut, n);
            var plain = Enumerable.Range(0, Math.Max(0, strings.Length - n + 1)).GroupBy(i => string.Join(' ', strings[i..(i + n)])).OrderByDescending(g => g.Count()).ThenBy(g => g.First()).FirstOrDefault();
            return plain is null ? top.First == -1 : (top.First, top.Count) == (plain.First(), plain.Count());
        });
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_quick_bound_is_never_below_the_most_frequent_pair() => Prop.ForAll(s_words.ToArbitrary(), words =>
    {
        (_, Word[] cut, _) = Analyse(words);
        TopNGram top = new();
        top.Find(cut, 2);
        return top.PairOccurrencesMax(cut) >= top.Count;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Buffers_of_a_long_text_do_not_show_in_the_next()
    {
        JoinedWords joined = new();
        RepeatedNGrams repeated = new(joined);
        foreach (int length in (int[])[5000, 12, 400, 0, 3])
        {
            (byte[] text, Word[] cut, string[] strings) = Analyse([.. Enumerable.Range(0, length).Select(i => "w" + i * i % 7)]);
            joined.Set(text, cut);
            repeated.Sieve(5);
            for (int n = 5; n <= 10; n++) Assert.Equal(RepeatedPlainly(strings, n), repeated.RepeatedCodePoints(n));
        }
    }
}
