using System.Buffers;

namespace Sluice.Core.Text;

/// <summary>Cuts a text into lines and paragraphs, in the ways that the filters ask for.</summary>
static class LineSplit
{
    // First bytes of what Python's splitlines() ends a line at: \n \v \f \r, 1C to 1E, U+0085, U+2028, U+2029.
    static readonly SearchValues<byte> s_breakStarts = SearchValues.Create([(byte)'\n', (byte)'\v', (byte)'\f', (byte)'\r', 0x1C, 0x1D, 0x1E, 0xC2, 0xE2]);

    /// <summary>Python's splitlines(): every Unicode line break ends a line, none follows the last.</summary>
    public static void AtLineBreaks(ReadOnlySpan<byte> text, ReusableList<TextSpan> lines)
    {
        int start = 0;
        for (int at = 0; at < text.Length;)
        {
            int next = text[at..].IndexOfAny(s_breakStarts);
            if (next < 0) break;
            at += next;
            int length = BreakLength(text, at);
            if (length == 0)
            {
                at++;
                continue;
            }
            lines.Add(Span(text, start, at));
            start = at += length;
        }
        if (start < text.Length) lines.Add(Span(text, start, text.Length));
    }

    /// <summary>Python's split("\n"): empty pieces stay.</summary>
    public static void AtNewlines(ReadOnlySpan<byte> text, ReusableList<TextSpan> lines) => AtRuns(text, 0, text.Length, 1, 1, lines);

    /// <summary>Splits at runs of "\n": at "\n+" where least is 1, at two or more where it is 2.</summary>
    public static void AtNewlineRuns(ReadOnlySpan<byte> text, int start, int end, int least, ReusableList<TextSpan> pieces) =>
        AtRuns(text, start, end, least, int.MaxValue, pieces);

    static void AtRuns(ReadOnlySpan<byte> text, int start, int end, int least, int most, ReusableList<TextSpan> pieces)
    {
        for (int at = start; at < end;)
        {
            int next = text[at..end].IndexOf((byte)'\n');
            if (next < 0) break;
            at += next;
            int run = at;
            while (run < end && run - at < most && text[run] == '\n') run++;
            if (run - at >= least)
            {
                pieces.Add(Span(text, start, at));
                start = run;
            }
            at = run;
        }
        pieces.Add(Span(text, start, end));
    }

    static int BreakLength(ReadOnlySpan<byte> text, int at) => text[at] switch
    {
        (byte)'\r' => at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1,
        0xC2 => at + 1 < text.Length && text[at + 1] == 0x85 ? 2 : 0,
        0xE2 => at + 2 < text.Length && text[at + 1] == 0x80 && text[at + 2] is 0xA8 or 0xA9 ? 3 : 0,
        _ => 1,
    };

    internal static TextSpan Span(ReadOnlySpan<byte> text, int start, int end)
    {
        ReadOnlySpan<byte> bytes = text[start..end];
        return new(start, end - start, CodePoints.Count(bytes), TextHash.Of(bytes));
    }
}
