namespace Sluice.Core.Text;

/// <summary>Finds the facts about a word.</summary>
static class WordFacts
{
    /// <summary>The word between two offsets.</summary>
    public static Word Make(ReadOnlySpan<byte> text, int start, int end)
    {
        ReadOnlySpan<byte> bytes = text[start..end];
        CharacterClasses any = CharacterClasses.None, all = (CharacterClasses)ushort.MaxValue;
        int codePoints = 0;
        for (int at = 0, length; at < bytes.Length; at += length, codePoints++)
        {
            CharacterClasses classes = Characters.Of(Utf8.At(bytes, at, out length));
            any |= classes;
            all &= classes;
        }
        WordKinds kinds = WordKinds.None;
        if ((any & CharacterClasses.Alphabetic) != 0) kinds |= WordKinds.HasAlphabetic;
        if ((any & CharacterClasses.NonSymbol) != 0) kinds |= WordKinds.HasNonSymbol;
        if ((all & CharacterClasses.Punctuation) != 0) kinds |= WordKinds.IsPunctuation;
        if (codePoints == 1 && (all & CharacterClasses.EndsSentence) != 0) kinds |= WordKinds.EndsSentence;
        return new(start, end - start, codePoints, kinds, TextHash.Of(bytes));
    }
}
