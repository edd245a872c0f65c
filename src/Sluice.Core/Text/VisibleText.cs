using System.Globalization;
using System.Text;

namespace Sluice.Core.Text;

/// <summary>Text of pages as a screen may show it: nothing in it moves the cursor, changes colors or hides what follows.</summary>
public static class VisibleText
{
    const int BidiFirst = 0x202A, BidiLast = 0x202E, IsolateFirst = 0x2066, IsolateLast = 0x2069;

    /// <summary>The text with control characters, and those that turn the direction of writing, replaced by U+FFFD.
    /// Line ends become line feeds, or spaces where lines are not kept.</summary>
    public static string Of(string text, bool keepsLines = true)
    {
        StringBuilder visible = new(text.Length);
        foreach (Rune rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t') visible.Append(keepsLines ? (char)rune.Value : ' ');
            else if (IsHiding(rune)) visible.Append('\uFFFD');
            else visible.Append(rune.ToString());
        }
        return visible.ToString();
    }

    /// <summary>The text on one line, at most so many characters long; a cut shows as an ellipsis.</summary>
    public static string Line(string text, int lengthMax)
    {
        string line = Of(text, keepsLines: false).Trim();
        if (line.Length <= lengthMax) return line;
        int end = lengthMax - 1;
        return line[..(char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)] + "…";
    }

    static bool IsHiding(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune.Value is >= BidiFirst and <= BidiLast or >= IsolateFirst and <= IsolateLast;
}
