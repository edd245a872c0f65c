using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Sluice.Curate.Filter.CodeQuality;

namespace Sluice.Curate.Tests.Filter.CodeQuality;

public sealed class CharacterStatisticsTests
{
    static readonly Gen<string[]> s_texts = Gen.Elements("a", "Z", "0", "_", " ", "\n", "é", "я", "語", "９", "\u3000", "\uFFFD", "=", "\0", "😀", "long_name1").ArrayOf();

    [Fact] // Goal: the vectorized counts never differ from the plain ones.
    public void Counts_equal_the_plain_twins() => Prop.ForAll(s_texts.ToArbitrary(), units =>
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(units.Concat(units).Concat(units)));
        return CharacterStatistics.Of(text).Equals(CharacterStatistics.OfPlainly(text));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Characters_are_counted_by_class()
    {
        CharacterStatistics counts = CharacterStatistics.Of("int a_1 = 42; // größer 日本 ok\uFFFD\n"u8);
        Assert.Equal(31, counts.CodePoints);
        Assert.Equal((3 + 1 + 6 + 2 + 2, 3, 8, 1), (counts.Letters, counts.Digits, counts.WhiteSpace, counts.Replacements));
        Assert.Equal(3 + 1 + 1 + 2 + 1 - 1, counts.Words);
    }
}
