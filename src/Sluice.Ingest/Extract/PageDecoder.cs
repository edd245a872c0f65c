using System.Numerics;
using System.Text;
using System.Text.Unicode;
using Sluice.Ingest.Extract.Charsets;

namespace Sluice.Ingest.Extract;

/// <summary>Makes pages what the tokenizer takes: valid UTF-8 with LF as line end. Most pages are that already and are not copied.</summary>
sealed class PageDecoder
{
    // One giant page must not hold its memory for the rest of the run.
    const int KeptMax = 2 << 20;

    // UTF-8 has at most so many bytes per UTF-16 code unit.
    const int BytesPerCharMax = 3;

    readonly Dictionary<int, char[]> _singleByteTables = []; // By code page; there are some thirty.
    char[] _chars = [];
    byte[] _bytes = new byte[1 << 16];

    /// <summary>The page's characters, valid until the next call; broken sequences are U+FFFD.</summary>
    public ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> page, string? headerCharset)
    {
        Charset charset = Charset.Detect(page.Span, headerCharset, out int markBytes);
        page = page[markBytes..];
        if (charset == Charset.Utf8 && Utf8.IsValid(page.Span)) return page.Span.Contains((byte)'\r') ? WithoutCarriageReturns(page.Span) : page;
        int chars = charset == Charset.Utf8 ? DecodeUtf8(page.Span) : Decode(page.Span, charset);
        Span<byte> room = Room(ref _bytes, chars * BytesPerCharMax);
        Utf8.FromUtf16(_chars.AsSpan(0, chars), room, out _, out int bytes, replaceInvalidSequences: true);
        return room[..bytes].Contains((byte)'\r') ? WithoutCarriageReturns(room[..bytes]) : _bytes.AsMemory(0, bytes);
    }

    // UTF-8 never has more UTF-16 code units than bytes.
    int DecodeUtf8(ReadOnlySpan<byte> page)
    {
        Utf8.ToUtf16(page, Room(ref _chars, page.Length), out _, out int chars, replaceInvalidSequences: true);
        return chars;
    }

    int Decode(ReadOnlySpan<byte> page, Charset charset)
    {
        if (!charset.Encoding.IsSingleByte) return charset.Encoding.GetChars(page, Room(ref _chars, charset.Encoding.GetCharCount(page)));
        // .NET's own decoders of these allocate and are slower.
        ReadOnlySpan<char> table = TableOf(charset.Encoding);
        Span<char> chars = Room(ref _chars, page.Length);
        for (int i = 0; i < page.Length; i++) chars[i] = table[page[i]];
        return page.Length;
    }

    char[] TableOf(Encoding encoding)
    {
        if (_singleByteTables.TryGetValue(encoding.CodePage, out char[]? table)) return table;
        table = new char[256];
        for (int b = 0; b < table.Length; b++) encoding.GetChars([(byte)b], table.AsSpan(b, 1));
        _singleByteTables[encoding.CodePage] = table;
        return table;
    }

    // As the standard has it: CR LF and CR alone become LF. Works in place, too.
    ReadOnlyMemory<byte> WithoutCarriageReturns(ReadOnlySpan<byte> page)
    {
        Span<byte> to = page.Overlaps(_bytes) ? _bytes : Room(ref _bytes, page.Length);
        int count = 0;
        while (true)
        {
            int plain = page.IndexOf((byte)'\r');
            if (plain < 0) break;
            page[..plain].CopyTo(to[count..]);
            count += plain;
            to[count++] = (byte)'\n';
            page = page[(plain + (plain + 1 < page.Length && page[plain + 1] == '\n' ? 2 : 1))..];
        }
        page.CopyTo(to[count..]);
        return _bytes.AsMemory(0, count + page.Length);
    }

    static Span<T> Room<T>(ref T[] room, int count)
    {
        if (room.Length < count || (room.Length > KeptMax && count <= KeptMax)) room = new T[count <= KeptMax ? (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(count, 1 << 16)) : count];
        return room;
    }
}
