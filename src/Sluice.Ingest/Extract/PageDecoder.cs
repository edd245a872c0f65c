using System.Buffers;
using System.Numerics;
using Sluice.Ingest.Extract.Charsets;

namespace Sluice.Ingest.Extract;

/// <summary>Decodes pages into one reusable buffer of UTF-16, which the tokenizer takes.</summary>
sealed class PageDecoder
{
    // One giant page must not hold its memory for the rest of the run.
    const int KeptCharsMax = 2 << 20;

    char[] _chars = new char[1 << 16];

    /// <summary>The page's characters, valid until the next call; broken sequences are U+FFFD.</summary>
    public ReadOnlyMemory<char> Decode(ReadOnlySpan<byte> page, string? headerCharset)
    {
        Charset charset = Charset.Detect(page, headerCharset, out int markBytes);
        page = page[markBytes..];
        if (charset == Charset.Utf8) return DecodeUtf8(page);
        int chars = charset.Encoding.GetCharCount(page);
        chars = charset.Encoding.GetChars(page, Room(chars)); // Before _chars is read: Room may have replaced it.
        return _chars.AsMemory(0, chars);
    }

    // UTF-8 never has more characters than bytes.
    ReadOnlyMemory<char> DecodeUtf8(ReadOnlySpan<byte> page)
    {
        OperationStatus status = System.Text.Unicode.Utf8.ToUtf16(page, Room(page.Length), out _, out int written, replaceInvalidSequences: true);
        return status == OperationStatus.Done ? _chars.AsMemory(0, written) : default;
    }

    Span<char> Room(int chars)
    {
        if (_chars.Length < chars || (_chars.Length > KeptCharsMax && chars <= KeptCharsMax)) _chars = new char[chars <= KeptCharsMax ? (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(chars, 1 << 16)) : chars];
        return _chars;
    }
}
