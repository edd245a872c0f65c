using System.Buffers;
using System.Text.Unicode;

namespace Sluice.Ingest.Extract.Html;

/// <summary>Turns characters of a page into clean UTF-8: always valid, no control characters, white space runs as one space.</summary>
static class CleanText
{
    const int PieceCharsMax = 1 << 14;

    // What can't be copied as it is: control characters, all kinds of white space, marks that show nothing, byte order marks.
    static readonly SearchValues<char> s_special = SearchValues.Create(
        string.Concat(Enumerable.Range(0, 0x21).Concat(Enumerable.Range(0x7F, 0x22)).Concat([0xAD, 0x1680, 0x202F, 0x205F, 0x3000, 0xFEFF, 0xFFFE, 0xFFFF])
            .Concat(Enumerable.Range(0x2000, 12)).Concat(Enumerable.Range(0x2028, 2)).Select(c => (char)c)));

    /// <summary>Appends text to the tree's bytes.</summary>
    /// <param name="tree">Takes the bytes.</param>
    /// <param name="text">UTF-16; lone surrogates become U+FFFD.</param>
    /// <param name="preformatted">Line ends, tabs and runs of spaces stay.</param>
    /// <param name="afterSpace">Whether the text before ends in white space: then no other is added.</param>
    public static void Append(HtmlTree tree, ReadOnlySpan<char> text, bool preformatted, bool afterSpace)
    {
        while (!text.IsEmpty)
        {
            // Runs are copied in pieces, so that one giant text reserves little more than it takes.
            ReadOnlySpan<char> piece = text.Length <= PieceCharsMax ? text : text[..PieceCharsMax];
            int plain = piece.IndexOfAny(s_special);
            if (plain < 0) plain = piece.Length;
            if (plain > 1 && plain < text.Length && char.IsHighSurrogate(text[plain - 1])) plain--;
            Span<byte> room = tree.Reserve((plain + 1) * 3);
            int written = 0;
            if (plain > 0)
            {
                Utf8.FromUtf16(text[..plain], room, out _, out written, replaceInvalidSequences: true);
                afterSpace = false;
            }
            text = text[plain..];
            if (!text.IsEmpty && plain < piece.Length && s_special.Contains(text[0]))
            {
                char special = text[0];
                text = text[1..];
                if (IsSpace(special))
                {
                    if (preformatted) room[written++] = special is '\n' or '\t' ? (byte)special : (byte)' ';
                    else if (!afterSpace) room[written++] = (byte)' ';
                    afterSpace = true;
                }
            }
            tree.Commit(written);
        }
    }

    static bool IsSpace(char c) => c is ' ' or '\n' or '\t' or '\f' or '\v' or '\r' || (c > 0x7F && char.IsWhiteSpace(c) && c != '\u0085');
}
