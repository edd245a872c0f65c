using System.Text;

namespace Sluice.Curate.Filter;

/// <summary>A text in lower case, character by character, in a buffer that is reused.</summary>
/// <remarks>As Python's <c>str.lower</c>, but for the Greek final sigma, which becomes a plain one here.</remarks>
sealed class LowerCase
{
    const int KeptBytesMax = 4 << 20;

    byte[] _buffer = [];

    /// <summary>The text in lower case; valid until the next call.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> textUtf8)
    {
        // A capital of two bytes may have a small letter of three (U+0130, U+023A).
        int bytesMax = textUtf8.Length + textUtf8.Length / 2 + 4;
        if (_buffer.Length < bytesMax || _buffer.Length > KeptBytesMax) _buffer = new byte[Math.Max(bytesMax, 4096)];
        Span<byte> output = _buffer;
        int written = 0;
        while (!textUtf8.IsEmpty)
        {
            Ascii.ToLower(textUtf8, output[written..], out int ascii);
            written += ascii;
            textUtf8 = textUtf8[ascii..];
            while (!textUtf8.IsEmpty && textUtf8[0] >= 0x80)
            {
                Rune.DecodeFromUtf8(textUtf8, out Rune rune, out int length);
                textUtf8 = textUtf8[length..];
                if (rune.Value == 0x130) written += Write("i\u0307"u8, output[written..]);
                else written += Rune.ToLowerInvariant(rune).EncodeToUtf8(output[written..]);
            }
        }
        return output[..written];
    }

    static int Write(ReadOnlySpan<byte> bytes, Span<byte> output)
    {
        bytes.CopyTo(output);
        return bytes.Length;
    }
}
