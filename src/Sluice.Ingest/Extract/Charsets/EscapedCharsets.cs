namespace Sluice.Ingest.Extract.Charsets;

/// <summary>Finds the charsets that switch alphabets by escape sequences, in bytes that are all ASCII.</summary>
/// <remarks>ISO-2022-JP: JIS X 0208 is called by <c>ESC $ @</c> or <c>ESC $ B</c>; ISO-2022-KR: declared by <c>ESC $ ) C</c>; HZ (RFC 1843): between <c>~{</c> and <c>~}</c>.</remarks>
static class EscapedCharsets
{
    const byte Escape = 0x1B;

    /// <summary>The charset; null where there are no such sequences.</summary>
    public static Charset? Find(ReadOnlySpan<byte> page)
    {
        int at = page.IndexOf(Escape);
        if (at >= 0)
        {
            ReadOnlySpan<byte> rest = page[at..];
            if (rest.IndexOf("\x1B$)C"u8) >= 0) return Charset.Find("iso-2022-kr");
            if (rest.IndexOf("\x1B$B"u8) >= 0 || rest.IndexOf("\x1B$@"u8) >= 0) return Charset.Find("iso-2022-jp");
        }
        return IsHz(page) ? Charset.Find("hz-gb-2312") : null;
    }

    // Scripts have "~{" too: between the marks there must be pairs of the rows that GB 2312 has, at least in one place, and wrong in none.
    static bool IsHz(ReadOnlySpan<byte> page)
    {
        const int PairsMin = 4;
        int pairs = 0;
        while (page.IndexOf("~{"u8) is >= 0 and int open)
        {
            page = page[(open + 2)..];
            int close = page.IndexOf("~}"u8);
            if (close < 0 || close % 2 != 0) return false;
            for (int i = 0; i < close; i += 2)
                if (page[i] is < 0x21 or > 0x77 || page[i + 1] is < 0x21 or > 0x7E) return false;
            pairs += close / 2;
            page = page[(close + 2)..];
        }
        return pairs >= PairsMin;
    }
}
