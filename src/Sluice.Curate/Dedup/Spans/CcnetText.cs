using System.Buffers;
using System.Globalization;
using System.Text;

namespace Sluice.Curate.Dedup.Spans;

/// <summary>The form in which CCNet compares paragraphs: lower case, each decimal digit as 0, without control characters and the typographic punctuation that it lists.</summary>
/// <remarks>Source: Wenzek et al. 2019, arXiv:1911.00359, section 3.1, and <c>normalize_for_dedup</c> of its code. Lower case is that of single characters: a sigma at a word's end stays another letter.</remarks>
static class CcnetText
{
    const byte Dropped = 0;

    static readonly byte[] s_ascii = [.. Enumerable.Range(0, 128).Select(c => (byte)(c is < 32 or 127 ? Dropped : c is >= '0' and <= '9' ? '0' : c is >= 'A' and <= 'Z' ? c | 0x20 : c))];

    static readonly SearchValues<char> s_punctuation = SearchValues.Create("，。、„”“«»」「《》´∶：？！（）；–—．～’…━〈〉【】％►");

    /// <summary>Writes the form of a text without white space at its ends.</summary>
    /// <param name="textUtf8">Valid UTF-8.</param>
    /// <param name="output">Takes UTF-8, at most as long, or up to half as long again where small letters take more bytes.</param>
    public static void Write(ReadOnlySpan<byte> textUtf8, ArrayBufferWriter<byte> output)
    {
        while (!textUtf8.IsEmpty)
        {
            int ascii = textUtf8.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (ascii < 0) ascii = textUtf8.Length;
            output.Advance(WriteAscii(textUtf8[..ascii], output.GetSpan(ascii + 1)));
            textUtf8 = textUtf8[ascii..];
            while (!textUtf8.IsEmpty && textUtf8[0] >= 0x80)
            {
                Rune.DecodeFromUtf8(textUtf8, out Rune rune, out int length);
                textUtf8 = textUtf8[length..];
                if (!IsDropped(rune)) output.Advance(Simple(rune).EncodeToUtf8(output.GetSpan(4)));
            }
        }
    }

    static int WriteAscii(ReadOnlySpan<byte> ascii, Span<byte> to)
    {
        int written = 0;
        foreach (byte b in ascii)
        {
            byte simple = s_ascii[b];
            to[written] = simple;
            written += simple != Dropped ? 1 : 0;
        }
        return written;
    }

    static bool IsDropped(Rune rune) => rune.Value < 0xA0 || (rune.IsBmp && s_punctuation.Contains((char)rune.Value));

    static Rune Simple(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber ? new('0') : Rune.ToLowerInvariant(rune);
}
