using System.Collections.Frozen;
using System.Globalization;

namespace Sluice.Ingest.Extract.Charsets;

/// <summary>How costly characters outside ASCII are that are no letters, in bits: typographic marks are common, box drawings are not.</summary>
static class SymbolCosts
{
    const int OtherSymbol = 14;
    const int Control = 26;

    // Bits, then the characters.
    static readonly FrozenDictionary<char, byte> s_costs = new (byte Bits, string Symbols)[]
    {
        (6, "\u00A0’–"),
        (7, "“”«»—…"),
        (8, "„•‘©·\u200C"),
        (9, "®™°£€№¿¡ªº"),
        (10, "§´¨²½"),
        (11, "‚‹›×±³¼¾¢¥µ\u00AD"),
        (12, "†‡¶¬¤¸¯÷¹\u200D\u200E\u200F¦"),
    }.SelectMany(c => c.Symbols.Select(symbol => (symbol, c.Bits))).ToFrozenDictionary(c => c.symbol, c => c.Bits);

    /// <summary>The cost of a character; 0 for letters and marks, which the language decides.</summary>
    public static int Of(char c)
    {
        if (char.IsAscii(c)) return 0;
        if (s_costs.TryGetValue(c, out byte bits)) return bits;
        return char.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse => Control,
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter
                or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => 0,
            _ when c is >= '\u2500' and <= '\u25FF' => OtherSymbol + 2,
            _ => OtherSymbol,
        };
    }
}
