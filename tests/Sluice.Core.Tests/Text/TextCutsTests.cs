using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Sluice.Core.Text;

namespace Sluice.Core.Tests.Text;

public sealed class TextCutsTests
{
    // What stands between brackets is cut.
    [Theory]
    [InlineData("one", "one")]
    [InlineData(" one \n", " one \n")]
    [InlineData("one [A] two", "one two")]
    [InlineData("one[A]two", "onetwo")]
    [InlineData("one [A], two", "one , two")]
    [InlineData("one [A]  two", "one two")]
    [InlineData("one\n\n[A] two", "one\n\ntwo")]
    [InlineData("one [A]\n\ntwo", "one\n\ntwo")]
    [InlineData("one\n[A]\n\n[B]\ntwo", "one\n\ntwo")]
    [InlineData("one [A][B] [C]\ntwo", "one\ntwo")]
    [InlineData("one\n  [A]\n    two", "one\n    two")]
    [InlineData("one\n\n  [A]\n\ttwo", "one\n\n\ttwo")]
    [InlineData("one\n  [A] two", "one\n  two")]
    [InlineData("one\r\n[A]\r\ntwo\r\n", "one\r\ntwo\r\n")]
    [InlineData("一。[A]二。", "一。二。")]
    [InlineData("one\u3000[A]\u00A0two", "one\u3000two")]
    [InlineData("[A]\n\n  one\n", "  one\n")]
    [InlineData("\n [A] one", "one")]
    [InlineData("\n one [A]", "\n one")]
    [InlineData("one\n\n[A]\n", "one\n")]
    [InlineData("one\n[A]\n\n\n[B] \n", "one \n")]
    [InlineData("[A] \n[B]\n", "")]
    [InlineData("[A]", "")]
    [InlineData("", "")]
    public void The_rest_reads_well(string marked, string left) => Assert.Equal(left, Cut(marked).Left);

    [Theory]
    [InlineData("one [A] two [B] three", "one\n\ntwo\n\nthree")]
    [InlineData("[A]\n  one[B]\n[C]two\n", "one\n\ntwo\n")]
    [InlineData(" one [A]\n", " one\n")]
    public void A_joint_that_is_asked_for_stands_at_every_cut(string marked, string left) => Assert.Equal(left, Cut(marked, "\n\n").Left);

    [Fact]
    public void What_went_is_counted_and_named()
    {
        (_, TextCuts cuts, Metadata metadata) = Cut("a b [cd] [e]\nf\u3000g [h]");
        Assert.Equal((4, 4, 2), (cuts.BytesCut, cuts.BytesLeft, cuts.RangesCut));
        Assert.Equal("words-cut 7; words-cut-bytes 4; words-cut-at 4-8 15-16", string.Join("; ", metadata.Entries.Select(entry => $"{entry.Key} {entry.Value.Text ?? $"{entry.Value.Number}"}")));
    }

    [Fact]
    public void Of_many_ranges_the_first_are_named()
    {
        (string left, TextCuts cuts, Metadata metadata) = Cut(string.Concat(Enumerable.Repeat("a[b]", 1000)));
        Assert.Equal((new string('a', 1000), 1000, 1000), (left, cuts.RangesCut, cuts.BytesLeft));
        Assert.True(metadata.TryGet("words-cut-at", out MetadataValue at));
        Assert.Equal(TextCuts.RangesNamedMax, at.Text!.Split(' ').Length);
        Assert.StartsWith("1-2 3-4 5-6 ", at.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Ranges_that_overlap_or_touch_are_one()
    {
        TextCuts cuts = new();
        Document document = new();
        document.SetText("0123456789"u8);
        foreach ((int start, int end) in new[] { (1, 4), (2, 3), (3, 6), (6, 7), (8, 8) }) cuts.Add(start, end);
        cuts.Write(document);
        document.CommitText();
        Assert.Equal(("0789", 6, 1), (Encoding.UTF8.GetString(document.Text), cuts.BytesCut, cuts.RangesCut));
    }

    static readonly Gen<string> s_marked = Gen.Elements("a", "b,", "一", " ", "\n", "\n\n", "\r\n", "\u2003", "[x]", "[y z]", "[\n]").ArrayOf().Select(string.Concat);

    [Fact] // Goal: of what is no white space all that was not cut is left, in order; no gap has more line feeds than one that was there.
    public void Nothing_else_is_lost_and_no_gap_grows() => Prop.ForAll(s_marked.ToArbitrary(), marked =>
    {
        (string left, TextCuts cuts, _) = Cut(marked);
        string kept = string.Concat(marked.Split('[').Select((part, n) => n == 0 ? part : part[(part.IndexOf(']', StringComparison.Ordinal) + 1)..]));
        string letters = string.Concat(kept.Where(c => !char.IsWhiteSpace(c)));
        return letters == string.Concat(left.Where(c => !char.IsWhiteSpace(c))) && cuts.BytesLeft == Encoding.UTF8.GetByteCount(letters) && GapMax(left) <= GapMax(marked);
    }).QuickCheckThrowOnFailure();

    static int GapMax(string text)
    {
        int most = 0, feeds = 0;
        foreach (char c in text)
        {
            feeds = c == '\n' ? feeds + 1 : char.IsWhiteSpace(c) ? feeds : 0;
            most = Math.Max(most, feeds);
        }
        return most;
    }

    static (string Left, TextCuts Cuts, Metadata Metadata) Cut(string marked, string joint = "")
    {
        TextCuts cuts = new();
        Document document = new();
        StringBuilder text = new();
        int bytes = 0, start = 0;
        foreach (Rune rune in marked.EnumerateRunes())
        {
            if (rune.Value == '[') start = bytes;
            else if (rune.Value == ']') cuts.Add(start, bytes);
            else
            {
                text.Append(rune);
                bytes += rune.Utf8SequenceLength;
            }
        }
        document.SetText(Encoding.UTF8.GetBytes(text.ToString()));
        cuts.Write(document, Encoding.UTF8.GetBytes(joint));
        cuts.Describe(document.Metadata, "words", 7);
        document.CommitText();
        return (Encoding.UTF8.GetString(document.Text), cuts, document.Metadata);
    }
}
