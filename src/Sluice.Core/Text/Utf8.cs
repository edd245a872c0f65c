using System.Runtime.CompilerServices;

namespace Sluice.Core.Text;

/// <summary>Reads code points from valid UTF-8 without checking it again. On broken UTF-8 the results are wrong but stay inside the span.</summary>
static class Utf8
{
    /// <summary>The code point at an offset, and its bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int At(ReadOnlySpan<byte> text, int at, out int length)
    {
        byte b = text[at];
        if (b < 0x80)
        {
            length = 1;
            return b;
        }
        return Above7Bits(text, at, out length);
    }

    /// <summary>The code point that ends before an offset, and its bytes.</summary>
    public static int Before(ReadOnlySpan<byte> text, int end, out int length)
    {
        int start = end - 1;
        while (start > 0 && end - start < 4 && (sbyte)text[start] < -64) start--;
        int codePoint = At(text, start, out length);
        if (length == end - start) return codePoint;
        length = 1;
        return 0xFFFD;
    }

    static int Above7Bits(ReadOnlySpan<byte> text, int at, out int length)
    {
        int b = text[at];
        int left = text.Length - at;
        if (b >= 0xF0 && left >= 4)
        {
            int codePoint = ((b & 0x07) << 18) | ((text[at + 1] & 0x3F) << 12) | ((text[at + 2] & 0x3F) << 6) | (text[at + 3] & 0x3F);
            if (codePoint <= 0x10FFFF)
            {
                length = 4;
                return codePoint;
            }
        }
        if (b >= 0xE0 && b < 0xF0 && left >= 3)
        {
            length = 3;
            return ((b & 0x0F) << 12) | ((text[at + 1] & 0x3F) << 6) | (text[at + 2] & 0x3F);
        }
        if (b >= 0xC0 && b < 0xE0 && left >= 2)
        {
            length = 2;
            return ((b & 0x1F) << 6) | (text[at + 1] & 0x3F);
        }
        length = 1;
        return 0xFFFD;
    }
}
