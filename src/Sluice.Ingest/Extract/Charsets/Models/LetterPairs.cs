using System.Globalization;

namespace Sluice.Ingest.Extract.Charsets.Models;

/// <summary>What a language's letters cost after one another, with their case, in eighths of a bit.</summary>
sealed class LetterPairs
{
    /// <summary>Parts of a bit that a cost counts.</summary>
    public const int BitParts = 8;

    // Bits of what no language's table holds.
    const int AsciiLetter = 5;
    const int ScriptChange = 9;
    const int ForeignLetter = 13;
    const int EdgeAfterOther = 2;

    const int Edge = 0, None = 0, Lower = 1, Upper = 2, Cases = 3;

    // Shape [case, next case], bits: none, lower, upper.
    static readonly float[] s_caseBits = [0, 0.4f, 2f, 0, 0.1f, 9f, 0, 0.8f, 1.2f];

    readonly char[] _alphabet;
    readonly ushort[] _costs;

    /// <param name="alphabet">Letters in lower case, by code point.</param>
    /// <param name="pairs">Shape [letters + 1, letters + 1]: cost of the second after the first; 0 is the edge of a word.</param>
    public LetterPairs(char[] alphabet, byte[] pairs)
    {
        _alphabet = alphabet;
        int letters = alphabet.Length + 1;
        ClassCount = (letters + 2) * Cases;
        _costs = new ushort[ClassCount * ClassCount];
        for (int a = 0; a < ClassCount; a++)
            for (int b = 0; b < ClassCount; b++)
                _costs[(a * ClassCount) + b] = (ushort)(PairCost(a / Cases, b / Cases) + (int)(s_caseBits[(a % Cases * Cases) + (b % Cases)] * BitParts));

        int PairCost(int before, int kind)
        {
            if (kind == letters + 1) return ForeignLetter * BitParts;
            if (kind == letters) return (before == letters || before == Edge ? AsciiLetter : ScriptChange) * BitParts;
            if (before == Edge && kind == Edge) return 0;
            return before < letters ? pairs[(before * letters) + kind] : (kind == Edge ? EdgeAfterOther : ScriptChange) * BitParts;
        }
    }

    /// <summary>Classes of characters: letters, other ASCII letters, foreign letters and all else, each in three cases.</summary>
    public int ClassCount { get; }

    /// <summary>Shape [class, next class].</summary>
    public ReadOnlySpan<ushort> Costs => _costs;

    /// <summary>The class of a character.</summary>
    public byte Class(char c, bool isLetter)
    {
        if (!isLetter) return Edge;
        char lower = char.ToLowerInvariant(c);
        int letter = Array.BinarySearch(_alphabet, lower);
        int kind = letter >= 0 ? letter + 1 : char.IsAscii(c) ? _alphabet.Length + 1 : _alphabet.Length + 2;
        int letterCase = lower != c ? Upper : char.GetUnicodeCategory(c) == UnicodeCategory.LowercaseLetter ? Lower : None;
        return (byte)((kind * Cases) + letterCase);
    }
}
