namespace Sluice.Core.Text;

/// <summary>The characters that Gopher's quality rules count as symbols (datatrove's PUNCTUATION_SET): punctuation of several scripts, control characters and the
/// <see cref="TerminalMarks"/>.</summary>
/// <remarks>As the field has it: <c>‘</c> and <c>•</c> are not in it, the full-width digit one is.</remarks>
public static class SymbolMarks
{
    // What simplified text replaces by spaces: this list without the terminal marks that are not in it by themselves.
    static readonly CodePointSet s_punctuation = new(
        (0, 8), (11, 31), (33, 47), (58, 64), (91, 96), (123, 159), (0xAB, 0xAB), (0xB4, 0xB4), (0xBB, 0xBB), (0x2013, 0x2014), (0x2019, 0x2019),
        (0x201C, 0x201E), (0x2026, 0x2026), (0x2236, 0x2236), (0x2501, 0x2501), (0x25BA, 0x25BA), (0x3001, 0x3002), (0x3008, 0x300D), (0x3010, 0x3011),
        (0xFF01, 0xFF01), (0xFF05, 0xFF05), (0xFF08, 0xFF09), (0xFF0C, 0xFF0C), (0xFF0E, 0xFF0E), (0xFF11, 0xFF11), (0xFF1A, 0xFF1B), (0xFF1F, 0xFF1F),
        (0xFF5E, 0xFF5E));

    /// <summary>Whether a code point is a symbol.</summary>
    public static bool Contains(int codePoint) => s_punctuation.Contains(codePoint) || TerminalMarks.Contains(codePoint);

    /// <summary>Whether simplified text has a space in its place.</summary>
    internal static bool IsSimplifiedAway(int codePoint) => s_punctuation.Contains(codePoint);
}
