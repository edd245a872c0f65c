using System.Globalization;
using System.Runtime.CompilerServices;

namespace Sluice.Core.Text;

/// <summary>The classes of every character. Facts about the rules: explosion/spaCy 3.8 (<c>lang/char_classes.py</c>, <c>lang/punctuation.py</c>).</summary>
static class Characters
{
    /// <summary>The classes of a code point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CharacterClasses Of(int codePoint)
    {
        CharacterClasses[] basic = s_basic;
        return (uint)codePoint < (uint)basic.Length ? basic[codePoint] : Make(codePoint);
    }

    static CharacterClasses[] MakeBasicPlane()
    {
        CharacterClasses[] classes = new CharacterClasses[0x10000];
        for (int c = 0; c < classes.Length; c++) classes[c] = Make(c);
        return classes;
    }

    static CharacterClasses Make(int c)
    {
        UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(c);
        CharacterClasses classes = RuleClasses(c, category);
        if (category <= UnicodeCategory.OtherLetter) classes |= CharacterClasses.Alphabetic;
        if (category is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation) classes |= CharacterClasses.Punctuation;
        if (!SymbolMarks.Contains(c)) classes |= CharacterClasses.NonSymbol;
        if (TerminalMarks.EndsSentence(c)) classes |= CharacterClasses.EndsSentence;
        if (WhiteSpace.Is(c)) classes |= CharacterClasses.Space;
        return classes;
    }

    static CharacterClasses RuleClasses(int c, UnicodeCategory category)
    {
        CharacterClasses classes = LetterClasses(c, category);
        if (c is >= '0' and <= '9') classes |= CharacterClasses.Digit | CharacterClasses.BeforeStop;
        if (c is >= '0' and <= '9' or >= 'A' and <= 'Z' or >= 'a' and <= 'z' or >= 0xA1 and <= 0xFFFF) classes |= CharacterClasses.Host;
        bool isQuote = Has(Quotes, c), isMark = Has(Marks, c), isIcon = category == UnicodeCategory.OtherSymbol && !s_newSymbols.Contains(c);
        if (isQuote) classes |= CharacterClasses.Quote;
        if (isIcon) classes |= CharacterClasses.Icon;
        if (isQuote || isMark || isIcon || Has(Dashes, c)) classes |= CharacterClasses.Prefix | CharacterClasses.Suffix;
        if (Has(PrefixOnly, c)) classes |= CharacterClasses.Prefix;
        if (isQuote || isMark || Has(StopToo, c) || (classes & CharacterClasses.Lower) != 0) classes |= CharacterClasses.BeforeStop;
        if (isIcon || Has(InfixStarts, c)) classes |= CharacterClasses.InfixStart;
        return classes;
    }

    static CharacterClasses LetterClasses(int c, UnicodeCategory category)
    {
        const CharacterClasses BothCases = CharacterClasses.Lower | CharacterClasses.Upper;
        if (s_uncased.Contains(c)) return CharacterClasses.Letter | BothCases;
        if (!s_cased.Contains(c)) return CharacterClasses.None;
        // Two odd members of the reference's lists: a letter without case, and the hole in the Greek capitals.
        if (category == UnicodeCategory.LowercaseLetter || c == 0x294) return CharacterClasses.Letter | CharacterClasses.Lower;
        if (category == UnicodeCategory.UppercaseLetter || c == 0x3A2) return CharacterClasses.Letter | CharacterClasses.Upper;
        return CharacterClasses.Letter;
    }

    static bool Has(string characters, int c) => c <= 0xFFFF && characters.Contains((char)c);

    // Punctuation cut off at both ends of a chunk.
    const string Marks = "…,:;!?¿؟¡()[]{}<>_#*&。？！，、；：～·।،۔؛٪";

    // U+2329 and U+232A are the deprecated twins of U+3008 and U+3009; U+27E6 and U+27E7 are white square brackets.
    const string Quotes = "'\"”“`‘´’‚,„»«「」『』（）〔〕【】《》〈〉\u2329\u232A⟦⟧";
    const string Dashes = "—–";
    const string PrefixOnly = "§%=$£€¥฿₽﷼₴₠₡₢₣₤₥₦₧₨₩₪₫₭₮₯₰₱₲₳₵₶₷₸₹₺₻₼₾₿";

    // Besides quotes, marks and lower-case letters; the bar, from the way the reference joins its lists.
    const string StopToo = "%²-+|";
    const string InfixStarts = ".…+-*^,–—~:<>=/";

    static readonly CodePointSet s_cased = new(
        ('A', 'Z'), ('a', 'z'), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x1BF), (0x1C4, 0x2AF), (0x386, 0x386), (0x388, 0x38A), (0x38C, 0x38C), (0x38E, 0x38F),
        (0x391, 0x3A9), (0x3AC, 0x3AF), (0x3B1, 0x3C9), (0x3CC, 0x3CE), (0x400, 0x401), (0x403, 0x40A), (0x40C, 0x40D), (0x410, 0x451), (0x453, 0x45A),
        (0x45C, 0x45D), (0x490, 0x491), (0x496, 0x497), (0x4A2, 0x4A3), (0x4AE, 0x4AF), (0x4BA, 0x4BB), (0x4D8, 0x4D9), (0x4E8, 0x4E9), (0x1D00, 0x1D25),
        (0x1D6B, 0x1D77), (0x1D79, 0x1D9A), (0x1E00, 0x1EFF), (0x2C60, 0x2C7B), (0x2C7E, 0x2C7F), (0xA722, 0xA76F), (0xA771, 0xA787), (0xA78B, 0xA78E),
        (0xA790, 0xA7B9), (0xA7FA, 0xA7FA), (0xAB30, 0xAB5A), (0xAB60, 0xAB64), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A));

    // Hebrew, Arabic, Devanagari, Bengali, Tamil, Telugu, Kannada, Sinhala, Hangul, Ethiopic, kana, and the ideographs with their symbols.
    static readonly CodePointSet s_uncased = new(
        (0x591, 0x5F4), (0x620, 0x64A), (0x66E, 0x6D5), (0x6E5, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8BD), (0x900, 0x9FF), (0xB80, 0xCFF), (0xD80, 0xDFF),
        (0x1100, 0x137F), (0x2E80, 0x2FDF), (0x2FF0, 0x30FF), (0x31C0, 0x31EF), (0x3200, 0x4DBF), (0x4E00, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF),
        (0xFB1D, 0xFBB1), (0xFBD3, 0xFD3D), (0xFD50, 0xFDC7), (0xFDF0, 0xFDFB), (0xFE30, 0xFE4F), (0xFE70, 0xFEFC), (0x1EE00, 0x1EEBB), (0x1F200, 0x1F2FF),
        (0x20000, 0x2A6DF), (0x2A700, 0x2EBEF), (0x2F800, 0x2FA1F));

    // Symbols (category So) that came, or became symbols, after Unicode 11: the reference's list, of that time, lacks them. Up to Unicode 16.
    static readonly CodePointSet s_newSymbols = new(
        (0x166D, 0x166D), (0x2427, 0x2429), (0x2B97, 0x2B97), (0x2BC9, 0x2BC9), (0x2BFF, 0x2BFF), (0x2E50, 0x2E51), (0x2FFC, 0x2FFF), (0x31E4, 0x31EF),
        (0x32FF, 0x32FF), (0xFD40, 0xFD4F), (0xFDCF, 0xFDCF), (0xFDFE, 0xFDFF), (0x1019C, 0x1019C), (0x11FD5, 0x11FF1), (0x1CC00, 0x1CFC3), (0x1D1E9, 0x1D1EA),
        (0x1E14F, 0x1E14F), (0x1ED2E, 0x1ED2E), (0x1F10D, 0x1F10F), (0x1F16C, 0x1F16F), (0x1F1AD, 0x1F1AD), (0x1F6D5, 0x1F6DF), (0x1F6FA, 0x1F6FF),
        (0x1F774, 0x1F77F), (0x1F7D9, 0x1F7FF), (0x1F8B0, 0x1F8FF), (0x1F90C, 0x1F90F), (0x1F93F, 0x1F93F), (0x1F971, 0x1F972), (0x1F977, 0x1F979),
        (0x1F97B, 0x1F97B), (0x1F9A3, 0x1F9AF), (0x1F9BA, 0x1F9BF), (0x1F9C3, 0x1F9CF), (0x1FA00, 0x1FA5F), (0x1FA6E, 0x1FBFF));

    // Made from the sets above, so it stands below them.
    static readonly CharacterClasses[] s_basic = MakeBasicPlane();
}
