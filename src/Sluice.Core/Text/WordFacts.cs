using System.Globalization;

namespace Sluice.Core.Text;

/// <summary>Finds the facts about a word.</summary>
static class WordFacts
{
    public static Word Make(ReadOnlySpan<byte> text, int start, int end, bool afterBreak)
    {
        ReadOnlySpan<byte> bytes = text[start..end];
        WordKinds kinds = WordKinds.IsPunctuation | (afterBreak ? WordKinds.AfterBreak : 0);
        int codePoints = 0, only = 0;
        for (int at = 0; at < bytes.Length; codePoints++)
        {
            only = Utf8.At(bytes, at, out int length);
            at += length;
            UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(only);
            if (category <= UnicodeCategory.OtherLetter) kinds |= WordKinds.HasAlphabetic;
            if (category is < UnicodeCategory.ConnectorPunctuation or > UnicodeCategory.OtherPunctuation) kinds &= ~WordKinds.IsPunctuation;
            if (!SymbolMarks.Contains(only)) kinds |= WordKinds.HasNonSymbol;
        }
        if (codePoints == 1 && TerminalMarks.EndsSentence(only)) kinds |= WordKinds.EndsSentence;
        return new(start, end - start, codePoints, kinds, TextHash.Of(bytes));
    }
}
