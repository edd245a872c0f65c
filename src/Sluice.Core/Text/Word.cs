namespace Sluice.Core.Text;

/// <summary>One word of a text: a token of its tokenizer, punctuation marks included. Never empty, never with white space inside.</summary>
/// <param name="Start">Byte offset in the text.</param>
/// <param name="Length">Bytes.</param>
/// <param name="CodePoints">Unicode code points.</param>
/// <param name="Kinds">What is in it.</param>
/// <param name="Hash"><see cref="TextHash"/> of its bytes.</param>
public readonly record struct Word(int Start, int Length, int CodePoints, WordKinds Kinds, ulong Hash)
{
    /// <summary>Byte offset after its last byte.</summary>
    public int End => Start + Length;

    /// <summary>Its bytes in the text it was found in.</summary>
    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> textUtf8) => textUtf8.Slice(Start, Length);
}

/// <summary>Facts about a word that filters and the sentence splitter ask for.</summary>
[Flags]
public enum WordKinds
{
    /// <summary>None of the others.</summary>
    None = 0,

    /// <summary>At least one character is alphabetic (Unicode category L*; Python's <c>str.isalpha</c>).</summary>
    HasAlphabetic = 1,

    /// <summary>At least one character is outside <see cref="SymbolMarks"/>.</summary>
    HasNonSymbol = 2,

    /// <summary>The whole word is one terminal mark of the sentence splitter.</summary>
    EndsSentence = 4,

    /// <summary>Every character is punctuation (Unicode category P*).</summary>
    IsPunctuation = 8,

    /// <summary>White space other than one single space lies before it (spaCy has a token there, which takes part in splitting sentences).</summary>
    AfterBreak = 16,
}
