using System.Globalization;
using System.Text;

namespace Sluice.Core.Text;

/// <summary>Characters that make up words, as regular expressions see them: letters, numbers and the underscore (Python's <c>\w</c>).</summary>
/// <remarks>Combining marks are none of them: that is what Python does, and what the rules that come from there were written against.</remarks>
public static class WordCharacters
{
    /// <summary>Whether a code point is one.</summary>
    public static bool Contains(int codePoint) => codePoint < 0x80
        ? char.IsAsciiLetterOrDigit((char)codePoint) || codePoint == '_'
        : CharUnicodeInfo.GetUnicodeCategory(codePoint)
            is <= UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    /// <summary>Whether one starts at an offset; false at the end of the text.</summary>
    public static bool IsAt(ReadOnlySpan<byte> textUtf8, int at)
    {
        if ((uint)at >= (uint)textUtf8.Length) return false;
        if (textUtf8[at] < 0x80) return Contains(textUtf8[at]);
        Rune.DecodeFromUtf8(textUtf8[at..], out Rune rune, out _);
        return Contains(rune.Value);
    }

    /// <summary>Whether one ends before an offset; false at the start of the text.</summary>
    public static bool IsBefore(ReadOnlySpan<byte> textUtf8, int at)
    {
        if (at <= 0) return false;
        if (textUtf8[at - 1] < 0x80) return Contains(textUtf8[at - 1]);
        Rune.DecodeLastFromUtf8(textUtf8[..at], out Rune rune, out _);
        return Contains(rune.Value);
    }
}
