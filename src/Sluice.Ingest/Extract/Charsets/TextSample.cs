using System.Buffers;

namespace Sluice.Ingest.Extract.Charsets;

/// <summary>The words of a page that have bytes outside ASCII: what its charset shows in. All else is the same in every charset that holds ASCII.</summary>
/// <remarks>A word is a run of bytes from 0x40 up, since only those are part of a character of two bytes: every charset finds its characters in it by starting at its first byte.</remarks>
static class TextSample
{
    /// <summary>Bytes that are enough to tell any two charsets apart; a page's further words are not looked at.</summary>
    public const int BytesMax = 12 << 10;

    const byte WordByteMin = 0x40;
    const int WordBytesMax = 1 << 10;
    static readonly SearchValues<byte> s_wordBytes = SearchValues.Create([.. Enumerable.Range(WordByteMin, 256 - WordByteMin).Select(b => (byte)b)]);

    /// <summary>Copies the words, with a space around each.</summary>
    /// <param name="page">Any bytes.</param>
    /// <param name="sample">At least <see cref="BytesMax"/> bytes; overwritten.</param>
    /// <returns>Bytes written; 0 where the page is ASCII.</returns>
    public static int Take(ReadOnlySpan<byte> page, Span<byte> sample)
    {
        int written = 0;
        ReadOnlySpan<byte> last = default;
        while (page.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is >= 0 and int at)
        {
            int start = page[..at].LastIndexOfAnyExcept(s_wordBytes) + 1;
            int length = page[at..].IndexOfAnyExcept(s_wordBytes);
            int end = length < 0 ? page.Length : at + length;
            ReadOnlySpan<byte> word = page[Math.Max(start, at - WordBytesMax)..end];
            page = page[end..];
            if (word.Length > WordBytesMax) word = word[..WordBytesMax];
            if (word.SequenceEqual(last)) continue; // A list of equal bullets or spaces says it once.
            last = word;
            if (written + word.Length + 2 > BytesMax) break;
            if (written == 0) sample[written++] = (byte)' ';
            word.CopyTo(sample[written..]);
            written += word.Length;
            sample[written++] = (byte)' ';
        }
        return written;
    }
}
