using System.Text;
using Sluice.Ingest.Extract.Content;

namespace Sluice.Ingest.Tests.Extract.Content;

public sealed class BlockTextTests
{
    [Theory]
    [InlineData("a b", "a b")]
    [InlineData("  a \n\t b\r\n", "a b")]
    [InlineData("a\u00A0\u2003\u3000b\u2028c", "a b c")]
    [InlineData("a\u0001\u0085\u007F\u200B\uFEFF\u00ADb\uFFFE", "ab")]
    [InlineData("\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645", "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645")] // A joiner changes how letters look.
    [InlineData("漢字。「x」…é", "漢字。「x」…é")]
    [InlineData(" \u00A0\u200B ", "")]
    public void White_space_is_collapsed_and_what_shows_nothing_goes(string raw, string text) => Assert.Equal(text, Line(false, raw));

    [Fact]
    public void Collapsed_text_stays_as_it_is() => Assert.Equal("One two", Line(false, "One ", "two"));

    [Theory]
    [InlineData("a |b", "a", " ", "|b")]
    [InlineData("a b", "a ", " b")]
    [InlineData("a b", " a", "\n", "\n b ")]
    public void White_space_is_collapsed_across_texts(string text, params string[] raw) => Assert.Equal(text, Line(false, raw));

    [Fact]
    public void Preformatted_text_keeps_its_lines_and_spaces() => Assert.Equal("  a\n\n\tb  c", Line(true, "\n  a\n\n\tb\u00A0\u200B c\n \n"));

    [Fact]
    public void Code_outside_pre_keeps_the_indents_that_no_break_spaces_make()
    {
        BlockText text = new();
        text.BeginLine();
        text.Append("if  x:\n"u8, WhiteSpace.KeptWhereNoBreak);
        text.BreakLine(always: true);
        text.Append("\n\u00A0\u00A0go()"u8, WhiteSpace.KeptWhereNoBreak);
        Assert.Equal("if x:\n  go()", Encoding.UTF8.GetString(text.Slice(0, text.Length)));
    }

    [Fact]
    public void One_buffer_holds_line_after_line()
    {
        BlockText text = new();
        text.BeginLine();
        text.Append("one "u8);
        Assert.Equal(0, text.EndLine(false));
        text.BeginLine();
        text.Append(" two"u8);
        Assert.Equal(3, text.EndLine(false));
        Assert.Equal("two", Encoding.UTF8.GetString(text.Slice(3, text.Length - 3)));
    }

    [Theory] // Cut in the middle of a character: as it is, and nothing read past the end.
    [InlineData((byte)0xC2)]
    [InlineData((byte)0xE2)]
    [InlineData((byte)0xE2, (byte)0x80)]
    [InlineData((byte)0xEF, (byte)0xBB)]
    public void Half_a_character_at_the_end_is_no_error(params byte[] raw)
    {
        BlockText text = new();
        text.BeginLine();
        text.Append(raw);
        Assert.True(raw.AsSpan().SequenceEqual(text.Slice(0, text.Length)));
    }

    static string Line(bool preformatted, params string[] raw)
    {
        BlockText text = new();
        text.BeginLine();
        foreach (string part in raw) text.Append(Encoding.UTF8.GetBytes(part), preformatted ? WhiteSpace.Kept : WhiteSpace.Collapsed);
        int start = text.EndLine(preformatted);
        return Encoding.UTF8.GetString(text.Slice(start, text.Length - start));
    }
}
