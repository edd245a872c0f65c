namespace Sluice.Ingest.Extract.Content;

/// <summary>Counts of one block's characters beyond those of <see cref="TextMeasure"/>.</summary>
struct BlockLook
{
    public ulong Hash, Looks;
    public int Words, Letters, Capitals, Digits, Wide, Colons, Quotes, Marks;

    /// <summary>Classes of the first and the last character.</summary>
    public byte First, Last;
    public byte TitleShare, TitleCover;

    public static BlockLook Of(ReadOnlySpan<byte> text)
    {
        BlockLook look = default;
        bool isInWord = false;
        for (int i = 0; i < text.Length; i++)
        {
            byte b = text[i];
            if (b >= 0x80)
            {
                if (b < 0xC0) continue;
                if (b is >= 0xE3 and <= 0xED)
                {
                    look.Wide++;
                    continue;
                }
                if (b == 0xE2 || b == 0xC2)
                {
                    isInWord = false;
                    if (b == 0xC2 && i + 1 < text.Length && text[i + 1] is 0xA9 or 0xBB or 0xAB or 0xB7) look.Marks++;
                    else if (b == 0xE2 && i + 1 < text.Length && text[i + 1] == 0x80) look.Quotes++;
                    continue;
                }
                look.Letters++;
                if (!isInWord)
                {
                    look.Words++;
                    if (IsUpper(b, i + 1 < text.Length ? text[i + 1] : (byte)0)) look.Capitals++;
                }
                isInWord = true;
                continue;
            }
            if ((b | 0x20) is >= (byte)'a' and <= (byte)'z')
            {
                look.Letters++;
                if (!isInWord)
                {
                    look.Words++;
                    if (b < 'a') look.Capitals++;
                }
                isInWord = true;
                continue;
            }
            if (b is >= (byte)'0' and <= (byte)'9')
            {
                look.Digits++;
                if (!isInWord) look.Words++;
                isInWord = true;
                continue;
            }
            if (b == '\'') continue;
            isInWord = false;
            if (b == ':') look.Colons++;
            else if (b == '"') look.Quotes++;
            else if (b is (byte)'|' or (byte)'/' or (byte)'@' or (byte)'#' or (byte)'>' or (byte)'<' or (byte)'*') look.Marks++;
        }
        if (!text.IsEmpty) (look.First, look.Last) = (ClassOf(text), ClassOfLast(text));
        return look;
    }

    static bool IsUpper(byte lead, byte next) => lead switch
    {
        0xC3 => next is >= 0x80 and <= 0x9E,
        0xD0 => next is >= 0x81 and <= 0xAF,
        0xCE => next is >= 0x86 and <= 0xA9,
        _ => false,
    };

    static byte ClassOf(ReadOnlySpan<byte> text) => text[0] switch
    {
        >= (byte)'a' and <= (byte)'z' => 1,
        >= (byte)'A' and <= (byte)'Z' => 2,
        >= (byte)'0' and <= (byte)'9' => 3,
        (byte)'"' or (byte)'\'' => 4,
        (byte)'(' or (byte)'[' => 5,
        (byte)'*' or (byte)'-' or (byte)'#' => 6,
        >= 0xE3 and <= 0xED => 8,
        0xE2 => text.Length > 1 && text[1] == 0x80 ? (byte)9 : (byte)10,
        0xC2 => text.Length > 1 && text[1] is 0xA9 ? (byte)11 : text.Length > 1 && text[1] is 0xAB or 0xBB ? (byte)12 : (byte)13,
        >= 0x80 => 14,
        _ => 7,
    };

    static byte ClassOfLast(ReadOnlySpan<byte> text) => text[^1] switch
    {
        (byte)'.' => text.EndsWith("..."u8) ? (byte)2 : (byte)1,
        (byte)'!' or (byte)'?' => 3,
        (byte)':' => 4,
        (byte)',' or (byte)';' => 5,
        (byte)')' or (byte)']' => 6,
        (byte)'"' or (byte)'\'' => 7,
        >= (byte)'0' and <= (byte)'9' => 8,
        >= (byte)'a' and <= (byte)'z' => 9,
        >= (byte)'A' and <= (byte)'Z' => 10,
        >= 0x80 and < 0xC0 when text.Length > 2 => (text[^3] << 16 | text[^2] << 8 | text[^1]) switch
        {
            0xE38082 or 0xEFBC81 or 0xEFBC9F or 0xE0A5A4 => 11,
            0xE280A6 => 2,
            0xE2809D or 0xE28099 or 0xE2809C => 7,
            _ when text[^2] == 0xC2 && text[^1] is 0xBB or 0xAB => 12,
            _ => 13,
        },
        _ => 14,
    };
}
