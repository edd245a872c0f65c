namespace Sluice.Core.Text;

/// <summary>White space as Python's <c>str.isspace</c>, <c>strip</c> and <c>split</c> know it: Unicode spaces and line breaks, and the four ASCII separators 1C to 1F.</summary>
public static class WhiteSpace
{
    /// <summary>Whether a code point is white space.</summary>
    public static bool Is(int codePoint) => codePoint switch
    {
        0x20 or (>= 0x09 and <= 0x0D) or (>= 0x1C and <= 0x1F) or 0x85 or 0xA0 or 0x1680 or (>= 0x2000 and <= 0x200A) => true,
        0x2028 or 0x2029 or 0x202F or 0x205F or 0x3000 => true,
        _ => false,
    };

    /// <summary>Bytes of the white space character that starts at an offset; 0 where none does.</summary>
    public static int LengthAt(ReadOnlySpan<byte> textUtf8, int at)
    {
        byte b = textUtf8[at];
        if (b < 0x80) return b is 0x20 or (>= 0x09 and <= 0x0D) or (>= 0x1C and <= 0x1F) ? 1 : 0;
        if (b == 0xC2) return at + 1 < textUtf8.Length && textUtf8[at + 1] is 0x85 or 0xA0 ? 2 : 0;
        if (b is not (0xE1 or 0xE2 or 0xE3) || at + 2 >= textUtf8.Length) return 0;
        return (b << 16 | textUtf8[at + 1] << 8 | textUtf8[at + 2]) switch
        {
            0xE19A80 or (>= 0xE28080 and <= 0xE2808A) or 0xE280A8 or 0xE280A9 or 0xE280AF or 0xE2819F or 0xE38080 => 3,
            _ => 0,
        };
    }

    /// <summary>Bytes of the white space character that ends before an offset; 0 where none does.</summary>
    public static int LengthBefore(ReadOnlySpan<byte> textUtf8, int end)
    {
        for (int length = 1; length <= 3 && length <= end; length++)
        {
            if ((sbyte)textUtf8[end - length] < -64) continue;
            return LengthAt(textUtf8, end - length) == length ? length : 0;
        }
        return 0;
    }

    /// <summary>The part of a text without white space at both ends, as a range of it.</summary>
    public static (int Start, int End) Trim(ReadOnlySpan<byte> textUtf8, int start, int end)
    {
        textUtf8 = textUtf8[..end];
        for (int length; start < end && (length = LengthAt(textUtf8, start)) > 0;) start += length;
        for (int length; end > start && (length = LengthBefore(textUtf8, end)) > 0;) end -= length;
        return (start, end);
    }

    /// <summary>The text without white space at both ends.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> textUtf8)
    {
        (int start, int end) = Trim(textUtf8, 0, textUtf8.Length);
        return textUtf8[start..end];
    }

    /// <summary>Bytes of a text that are no white space.</summary>
    public static int CountOthers(ReadOnlySpan<byte> textUtf8)
    {
        int count = 0;
        for (int at = 0; at < textUtf8.Length;)
        {
            int space = LengthAt(textUtf8, at);
            if (space == 0) count++;
            at += Math.Max(space, 1);
        }
        return count;
    }

    /// <summary>The next run without white space at or after an offset, as Python's <c>split()</c> gives them; false where there is none.</summary>
    /// <param name="textUtf8">Text.</param>
    /// <param name="at">Where to search; moved behind the run.</param>
    /// <param name="chunk">The run's bytes.</param>
    public static bool NextChunk(ReadOnlySpan<byte> textUtf8, ref int at, out ReadOnlySpan<byte> chunk)
    {
        int start = Chunks.SkipSpace(textUtf8, at, out _);
        at = Chunks.End(textUtf8, start);
        chunk = textUtf8[start..at];
        return start < at;
    }
}
