namespace Sluice.Core.Text;

/// <summary>Scripts that are written without spaces between words: Chinese characters, kana, Thai, Lao, Khmer, Burmese, Tibetan, Javanese and their like.</summary>
/// <remarks>Tibetan is among them: a mark divides its syllables, and spaces its phrases. Korean has spaces.
/// Source: Unicode 16, blocks; UAX 14, line breaking classes SA, ID, AK and AS.</remarks>
public static class UnspacedScripts
{
    static readonly CodePointSet s_letters = new(
        (0xE01, 0xE5B), (0xE81, 0xEDF), (0xF00, 0xFFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x1950, 0x1974), (0x1980, 0x19FF), (0x1A20, 0x1AAD), (0x1B00, 0x1B7F), (0x2E80, 0x2FDF),
        (0x3005, 0x3007), (0x3021, 0x3029), (0x3031, 0x3035), (0x3038, 0x303C), (0x3041, 0x312F), (0x31A0, 0x31FF), (0x32D0, 0x32FE), (0x3300, 0x3357), (0x3400, 0x4DBF),
        (0x4E00, 0x9FFF), (0xA980, 0xA9DF), (0xA9E0, 0xA9FE), (0xAA60, 0xAADF), (0xF900, 0xFAFF), (0xFF66, 0xFF9F), (0x11700, 0x1174F), (0x16FE0, 0x18DFF),
        (0x1AFF0, 0x1B2FF), (0x20000, 0x3FFFF));

    /// <summary>The least byte that can begin one of their characters in UTF-8.</summary>
    public const byte LeadByteMin = 0xE0;

    /// <summary>Whether a code point is a letter, sign or mark of one of them.</summary>
    public static bool Contains(int codePoint) => s_letters.Contains(codePoint);
}
