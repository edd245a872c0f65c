using System.Globalization;
using System.Text;

namespace Sluice.Curate.Govern.Pii;

/// <summary>Finds names of people where the header of a file names its author: <c>@author Jane Doe</c>, <c>Author: Jane Doe</c>,
/// <c>Co-authored-by: Jane Doe</c>, <c>\author{Jane Doe}</c>.</summary>
/// <remarks>Two to five words of which the first and the last start with a capital, up to an address, a comma or the line's end. Copyright lines are never
/// touched: attribution needs their holders.</remarks>
static class AuthorNameFinder
{
    const int LengthMax = 80, WordsMax = 5;

    /// <summary>Adds the names of a text.</summary>
    public static void Find(ReadOnlySpan<byte> text, PiiSpans spans)
    {
        for (int at = 0; ;)
        {
            int next = text[at..].IndexOf("uthor"u8);
            if (next < 0) return;
            at += next;
            if (at > 0 && (text[at - 1] | 0x20) == 'a')
            {
                int start = StartOfName(text, at + "uthor".Length, isTag: at > 1 && text[at - 2] is (byte)'@' or (byte)'\\');
                int end = start < 0 ? -1 : EndOfName(text, start);
                if (end > 0) spans.Add(start, end, PiiKind.AuthorName);
            }
            at += "uthor".Length;
        }
    }

    // Behind "s", "ed-by", and a colon, a brace, or after a tag a blank; -1 where it is no header.
    static int StartOfName(ReadOnlySpan<byte> text, int at, bool isTag)
    {
        if (text[at..].StartsWith("ed-by"u8)) at += "ed-by".Length;
        else if (at < text.Length && text[at] == 's') at++;
        bool isHeader = false;
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\t' or (byte)':' or (byte)'{' or (byte)'=' or (byte)'"' or (byte)'\'')
        {
            isHeader |= text[at] is (byte)':' or (byte)'{' or (byte)'=' || isTag;
            at++;
        }
        return isHeader ? at : -1;
    }

    static int EndOfName(ReadOnlySpan<byte> text, int start)
    {
        int words = 0, at = start, end = -1;
        while (words < WordsMax && at - start < LengthMax)
        {
            if (Rune.DecodeFromUtf8(text[at..], out Rune first, out int length) != System.Buffers.OperationStatus.Done) break;
            bool isName = Rune.GetUnicodeCategory(first) is UnicodeCategory.UppercaseLetter or UnicodeCategory.OtherLetter;
            if (!isName && (words == 0 || !Rune.IsLetter(first))) break;
            at += length;
            while (at < text.Length && (text[at] >= 0x80 || char.IsAsciiLetter((char)text[at]) || text[at] is (byte)'.' or (byte)'-' or (byte)'\'')) at++;
            words++;
            if (isName) end = at;
            if (at >= text.Length || text[at] != ' ') break;
            at++;
        }
        return words >= 2 ? end : -1;
    }
}
