using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Sluice.Curate.Filter.CodeQuality;

/// <summary>Counts of a text's characters by class, in code points, made in one vectorized pass; what is not ASCII is looked at one by one.</summary>
/// <remarks>A word is a run of letters, digits and underscores; each character of a script without spaces is one. Time O(text); allocates nothing.</remarks>
struct CharacterStatistics
{
    static readonly SearchValues<byte> s_ascii = SearchValues.Create([.. Enumerable.Range(0, 128).Select(b => (byte)b)]);

    /// <summary>All code points.</summary>
    public int CodePoints;

    /// <summary>Letters, of any script.</summary>
    public int Letters;

    /// <summary>Decimal digits and other numbers.</summary>
    public int Digits;

    /// <summary>White space.</summary>
    public int WhiteSpace;

    /// <summary>Words.</summary>
    public int Words;

    /// <summary>Code points of all words together.</summary>
    public int WordCodePoints;

    /// <summary>U+FFFD, which decoding leaves where bytes were no text.</summary>
    public int Replacements;

    /// <summary>Counts a text.</summary>
    /// <param name="text">Valid UTF-8.</param>
    public static CharacterStatistics Of(ReadOnlySpan<byte> text)
    {
        CharacterStatistics counts = default;
        int vectors = text.Length / Vector256<byte>.Count * Vector256<byte>.Count, high = 0;
        bool follows = false;
        ref byte first = ref MemoryMarshal.GetReference(text);
        for (int at = 0; at < vectors; at += Vector256<byte>.Count)
        {
            Vector256<byte> bytes = Vector256.LoadUnsafe(ref first, (nuint)at);
            uint letters = Vector256.LessThan((bytes | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a'), Vector256.Create((byte)26)).ExtractMostSignificantBits();
            uint digits = Vector256.LessThan(bytes - Vector256.Create((byte)'0'), Vector256.Create((byte)10)).ExtractMostSignificantBits();
            uint underscores = Vector256.Equals(bytes, Vector256.Create((byte)'_')).ExtractMostSignificantBits();
            uint spaces = (Vector256.Equals(bytes, Vector256.Create((byte)' ')) | Vector256.LessThan(bytes - Vector256.Create((byte)9), Vector256.Create((byte)5))).ExtractMostSignificantBits();
            uint above = bytes.ExtractMostSignificantBits();
            uint starts = Vector256.GreaterThanOrEqual(bytes.AsSByte(), Vector256.Create((sbyte)-64)).ExtractMostSignificantBits();
            uint word = letters | digits | underscores, before = ((word | above) << 1) | (follows ? 1u : 0u);
            follows = ((word | above) >> 31) != 0;
            counts.CodePoints += BitOperations.PopCount(starts);
            counts.Letters += BitOperations.PopCount(letters);
            counts.Digits += BitOperations.PopCount(digits);
            counts.WhiteSpace += BitOperations.PopCount(spaces);
            counts.WordCodePoints += BitOperations.PopCount(word);
            counts.Words += BitOperations.PopCount(word & ~before);
            high |= (int)above;
        }
        for (int at = vectors; at < text.Length; at++) follows = counts.AddByte(text[at], follows, ref high);
        if (high != 0) counts.AddOthers(text);
        return counts;
    }

    /// <summary>The same, one byte at a time: the oracle of tests.</summary>
    internal static CharacterStatistics OfPlainly(ReadOnlySpan<byte> text)
    {
        CharacterStatistics counts = default;
        int high = 0;
        bool follows = false;
        foreach (byte b in text) follows = counts.AddByte(b, follows, ref high);
        if (high != 0) counts.AddOthers(text);
        return counts;
    }

    bool AddByte(byte b, bool follows, ref int high)
    {
        bool isLetter = char.IsAsciiLetter((char)b), isDigit = char.IsAsciiDigit((char)b), isWord = isLetter || isDigit || b == '_';
        if ((sbyte)b >= -64) CodePoints++;
        if (isLetter) Letters++;
        if (isDigit) Digits++;
        if (b is (byte)' ' or (>= 9 and <= 13)) WhiteSpace++;
        if (isWord) WordCodePoints++;
        if (isWord && !follows) Words++;
        high |= b & 0x80;
        return isWord || b >= 0x80;
    }

    void AddOthers(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (true)
        {
            int skipped = text[at..].IndexOfAnyExcept(s_ascii);
            if (skipped < 0) return;
            at += skipped;
            bool follows = at > 0 && (char.IsAsciiLetterOrDigit((char)text[at - 1]) || text[at - 1] == '_');
            while (at < text.Length && text[at] >= 0x80)
            {
                Rune.DecodeFromUtf8(text[at..], out Rune rune, out int length);
                follows = AddOther(rune, follows);
                at += length;
            }
        }
    }

    bool AddOther(Rune rune, bool follows)
    {
        UnicodeCategory category = Rune.GetUnicodeCategory(rune);
        if (category <= UnicodeCategory.OtherLetter)
        {
            Letters++;
            WordCodePoints++;
            if (!follows || IsUnspaced(rune.Value)) Words++;
            return true;
        }
        if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark) return follows;
        if (category is >= UnicodeCategory.DecimalDigitNumber and <= UnicodeCategory.OtherNumber) Digits++;
        else if (rune.Value == 0xFFFD) Replacements++;
        else if (Rune.IsWhiteSpace(rune)) WhiteSpace++;
        return false;
    }

    // Thai to Myanmar, Khmer, kana, ideographs.
    static bool IsUnspaced(int c) => c is (>= 0xE00 and <= 0x109F) or (>= 0x1780 and <= 0x17FF) or (>= 0x2E80 and <= 0x312F) or (>= 0x31A0 and <= 0xA4CF) or (>= 0xF900 and <= 0xFAFF) or >= 0x20000;
}
