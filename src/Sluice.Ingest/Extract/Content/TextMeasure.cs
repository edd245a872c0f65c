namespace Sluice.Ingest.Extract.Content;

/// <summary>Counts what tells prose from furniture, in one walk over the bytes.</summary>
static class TextMeasure
{
    const byte Letter = 1, Stop = 2, Comma = 4, Wide = 8, Lead = 16;

    static readonly byte[] s_classes = MakeClasses();

    /// <summary>Adds the counts of one text to a block.</summary>
    public static void Add(ReadOnlySpan<byte> text, bool isLink, ref TextBlock block)
    {
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            byte kind = s_classes[text[i]];
            if (kind == Letter)
            {
                length++;
                continue;
            }
            if ((kind & (Letter | Wide)) != 0) length += (kind & Wide) != 0 ? 3 : 1;
            if ((kind & Lead) != 0 && i + 2 < text.Length) kind = KindOf(text.Slice(i, 3));
            if ((kind & Stop) != 0 && !(i > 0 && text[i - 1] is >= (byte)'0' and <= (byte)'9')) block.Stops++; // 12.30 is no sentence.
            if ((kind & Comma) != 0) block.Commas++;
        }
        block.Length += length;
        if (isLink) block.LinkLength += length;
    }

    // Marks of other scripts: ideographic and fullwidth stop, comma, question and exclamation mark, Arabic comma and question mark, danda.
    static byte KindOf(ReadOnlySpan<byte> character) => (character[0] << 16 | character[1] << 8 | character[2]) switch
    {
        0xE38082 or 0xEFBC81 or 0xEFBC9F or 0xE0A5A4 or 0xE280A6 => Stop,
        0xE38081 or 0xEFBC8C => Comma,
        _ when character[0] == 0xD8 => character[1] == 0x8C ? Comma : character[1] == 0x9F ? Stop : (byte)0,
        _ => 0,
    };

    static byte[] MakeClasses()
    {
        byte[] classes = new byte[256];
        for (int b = 0x21; b < 256; b++) classes[b] = b is >= 0x80 and < 0xC0 ? (byte)0 : Letter;
        for (int b = 0xE3; b <= 0xED; b++) classes[b] = Wide; // Kana, Han, Hangul.
        foreach (byte b in ".!?"u8) classes[b] = Letter | Stop;
        foreach (byte b in ",;"u8) classes[b] = Letter | Comma;
        foreach (byte b in (ReadOnlySpan<byte>)[0xD8, 0xE0, 0xE2, 0xE3, 0xEF]) classes[b] |= Lead;
        return classes;
    }
}
