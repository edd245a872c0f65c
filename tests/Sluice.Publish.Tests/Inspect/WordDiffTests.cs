using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Sluice.Publish.Inspect;

namespace Sluice.Publish.Tests.Inspect;

public sealed class WordDiffTests
{
    static string Shown(WordDiff diff) => string.Join(' ', diff.Parts.Select(part => part.Kind switch
    {
        DiffKind.First => $"[-{string.Join(' ', part.Words)}-]",
        DiffKind.Second => $"{{+{string.Join(' ', part.Words)}+}}",
        _ => string.Join(' ', part.Words),
    }));

    [Theory]
    [InlineData("", "", "")]
    [InlineData("a b c", "a b c", "a b c")]
    [InlineData("a  b\nc", "a b c", "a b c")]
    [InlineData("", "a b", "{+a b+}")]
    [InlineData("a b", "", "[-a b-]")]
    [InlineData("the old house", "the new house", "the [-old-] {+new+} house")]
    [InlineData("one two three four", "two three five four six", "[-one-] two three {+five+} four {+six+}")]
    [InlineData("a b", "c d", "[-a b-] {+c d+}")]
    [InlineData("我喜欢红苹果", "我喜欢青苹果", "我 喜 欢 [-红-] {+青+} 苹 果")]
    public void Differences_are_told_word_by_word(string first, string second, string expected) => Assert.Equal(expected, Shown(WordDiff.Of(first, second)));

    static readonly Gen<string> s_text = Gen.Elements("a", "b", "c", "d").ListOf().Select(words => string.Join(' ', words));

    [Fact] // Oracle: the length of the longest common subsequence, by dynamic programming.
    public void Diff_is_right_and_as_short_as_can_be() => Prop.ForAll(s_text.ToArbitrary(), s_text.ToArbitrary(), (first, second) =>
    {
        WordDiff diff = WordDiff.Of(first, second);
        return Words(diff, DiffKind.First) == first && Words(diff, DiffKind.Second) == second
            && diff.Parts.Where(part => part.Kind == DiffKind.Same).Sum(part => part.Words.Count) == CommonLength(first.Split(' ', StringSplitOptions.RemoveEmptyEntries), second.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Texts_that_have_nothing_in_common_cost_a_bounded_time()
    {
        string first = Text(i => $"a{i}"), second = Text(i => $"b{i}");
        long start = Stopwatch.GetTimestamp();
        WordDiff diff = WordDiff.Of(first, second);
        Assert.True(diff.IsCut && diff.IsCoarse);
        Assert.Equal(WordDiff.WordsMax, diff.Parts.Single(part => part.Kind == DiffKind.First).Words.Count);
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(20));

        static string Text(Func<int, string> word)
        {
            StringBuilder text = new();
            for (int i = 0; i < 250_000; i++) text.Append(word(i)).Append(' ');
            return text.ToString();
        }
    }

    [Fact]
    public void A_few_changes_in_a_long_text_are_found_exactly()
    {
        string[] words = [.. Enumerable.Range(0, 100_000).Select(i => $"w{i % 977}")];
        string first = string.Join(' ', words);
        foreach (int at in (int[])[0, 50_000, 99_999]) words[at] = "changed";
        WordDiff diff = WordDiff.Of(first, string.Join(' ', words));
        Assert.False(diff.IsCoarse);
        Assert.Equal((3, 3), (diff.Parts.Where(part => part.Kind == DiffKind.First).Sum(part => part.Words.Count), diff.Parts.Where(part => part.Kind == DiffKind.Second).Sum(part => part.Words.Count)));
    }

    static string Words(WordDiff diff, DiffKind kind) => string.Join(' ', diff.Parts.Where(part => part.Kind == DiffKind.Same || part.Kind == kind).SelectMany(part => part.Words));

    static int CommonLength(string[] a, string[] b)
    {
        int[,] length = new int[a.Length + 1, b.Length + 1];
        for (int i = 1; i <= a.Length; i++)
            for (int j = 1; j <= b.Length; j++)
                length[i, j] = a[i - 1] == b[j - 1] ? length[i - 1, j - 1] + 1 : Math.Max(length[i - 1, j], length[i, j - 1]);
        return length[a.Length, b.Length];
    }
}
