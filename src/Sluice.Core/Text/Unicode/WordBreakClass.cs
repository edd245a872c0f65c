using System.Globalization;
using System.Runtime.CompilerServices;

namespace Sluice.Core.Text.Unicode;

/// <summary>The Word_Break property of UAX 29, as far as it matters inside a chunk without white space.</summary>
enum WordBreakClass : byte
{
    Other,
    Letter,
    HebrewLetter,
    Katakana,
    Numeric,
    ExtendNumLet,
    MidLetter,
    MidNum,
    MidNumLet,
    SingleQuote,
    DoubleQuote,
    RegionalIndicator,

    /// <summary>Extend, Format and ZWJ: joined to what is before.</summary>
    Extend,
    ZeroWidthJoiner,

    /// <summary>A picture: joined to a zero width joiner before it.</summary>
    Picture,
}

/// <summary>The Word_Break class of every character, from its general category and short lists of exceptions.</summary>
/// <remarks>Source: UAX 29, table 3 (Unicode 16). Pictures are all symbols of category So, which is wider than Extended_Pictographic and tells only behind a joiner.</remarks>
static class WordBreakClasses
{
    // Letters without breaks between words (line breaking class SA), ideographs and Hiragana: each stands alone.
    static readonly CodePointSet s_alone = new(
        (0xE01, 0xE5B), (0xE81, 0xEDF), (0x1000, 0x109F), (0x1780, 0x17DF), (0x1950, 0x1974), (0x1980, 0x19DF), (0x1A20, 0x1AAD), (0x3006, 0x3007), (0x3021, 0x3029),
        (0x3038, 0x303A), (0x3041, 0x309F), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA9E0, 0xA9FE), (0xAA60, 0xAADF), (0xF900, 0xFAFF), (0xFF9E, 0xFF9F),
        (0x11700, 0x1174F), (0x17000, 0x18DFF), (0x1B001, 0x1B11F), (0x1B132, 0x1B152), (0x1B170, 0x1B2FF), (0x20000, 0x3FFFF));

    // Marks that are letters here.
    static readonly CodePointSet s_letterMarks = new(
        (0xB8, 0xB8), (0x2C2, 0x2C5), (0x2D2, 0x2D7), (0x2DE, 0x2DF), (0x2E5, 0x2EB), (0x2ED, 0x2ED), (0x2EF, 0x2FF), (0x55A, 0x55C), (0x55E, 0x55E), (0x58A, 0x58A),
        (0x5F3, 0x5F3), (0x70F, 0x70F), (0x24B6, 0x24E9), (0xA708, 0xA716), (0xA720, 0xA721), (0xA789, 0xA78A), (0xAB5B, 0xAB5B), (0x1F130, 0x1F149), (0x1F150, 0x1F169),
        (0x1F170, 0x1F189));

    static readonly CodePointSet s_katakana = new(
        (0x3031, 0x3035), (0x309B, 0x309C), (0x30A0, 0x30FA), (0x30FC, 0x30FF), (0x31F0, 0x31FF), (0x32D0, 0x32FE), (0x3300, 0x3357), (0xFF66, 0xFF9D),
        (0x1AFF0, 0x1AFFE), (0x1B000, 0x1B000), (0x1B120, 0x1B122), (0x1B155, 0x1B155), (0x1B164, 0x1B167));

    // Format characters that are digits' signs.
    static readonly CodePointSet s_numberSigns = new((0x600, 0x605), (0x66B, 0x66B), (0x6DD, 0x6DD), (0x890, 0x891), (0x8E2, 0x8E2), (0x19DA, 0x19DA), (0x110BD, 0x110BD), (0x110CD, 0x110CD));

    // Made from the sets above, so it stands below them.
    static readonly WordBreakClass[] s_basic = MakeBasicPlane();

    /// <summary>The class of a code point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordBreakClass Of(int codePoint)
    {
        WordBreakClass[] basic = s_basic;
        return (uint)codePoint < (uint)basic.Length ? basic[codePoint] : Make(codePoint);
    }

    static WordBreakClass[] MakeBasicPlane()
    {
        WordBreakClass[] classes = new WordBreakClass[0x10000];
        for (int c = 0; c < classes.Length; c++) classes[c] = Make(c);
        return classes;
    }

    static WordBreakClass Make(int c)
    {
        switch (c)
        {
            case '\'': return WordBreakClass.SingleQuote;
            case '"': return WordBreakClass.DoubleQuote;
            case 0x200D: return WordBreakClass.ZeroWidthJoiner;
            case 0x200B: return WordBreakClass.Other;
            case '.' or 0x2018 or 0x2019 or 0x2024 or 0xFE52 or 0xFF07 or 0xFF0E: return WordBreakClass.MidNumLet;
            case ':' or 0xB7 or 0x387 or 0x55F or 0x5F4 or 0x2027 or 0xFE13 or 0xFE55 or 0xFF1A: return WordBreakClass.MidLetter;
            case ',' or ';' or 0x37E or 0x589 or 0x60C or 0x60D or 0x66C or 0x7F8 or 0x2044 or 0xFE50 or 0xFE54 or 0xFF0C or 0xFF1B: return WordBreakClass.MidNum;
            case 0x200C or 0xFF9E or 0xFF9F or (>= 0x1F3FB and <= 0x1F3FF): return WordBreakClass.Extend;
            case >= 0x1F1E6 and <= 0x1F1FF: return WordBreakClass.RegionalIndicator;
        }
        if (s_letterMarks.Contains(c)) return WordBreakClass.Letter;
        if (s_katakana.Contains(c)) return WordBreakClass.Katakana;
        if (s_numberSigns.Contains(c)) return WordBreakClass.Numeric;
        return OfCategory(c, CharUnicodeInfo.GetUnicodeCategory(c));
    }

    static WordBreakClass OfCategory(int c, UnicodeCategory category) => category switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => WordBreakClass.Extend,
        UnicodeCategory.DecimalDigitNumber => WordBreakClass.Numeric,
        UnicodeCategory.ConnectorPunctuation => WordBreakClass.ExtendNumLet,
        UnicodeCategory.OtherSymbol => WordBreakClass.Picture,
        <= UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber when s_alone.Contains(c) => WordBreakClass.Other,
        UnicodeCategory.OtherLetter when c is (>= 0x5D0 and <= 0x5F2) or (>= 0xFB1D and <= 0xFB4F) => WordBreakClass.HebrewLetter,
        <= UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber => WordBreakClass.Letter,
        _ => WordBreakClass.Other,
    };
}
