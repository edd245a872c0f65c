using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Sluice.Core.Text;

namespace Sluice.Curate.Govern.Decontamination;

/// <summary>A word as benchmarks and documents are compared by.</summary>
/// <param name="Hash">Hash of what is compared of it.</param>
/// <param name="Start">Byte offset of its first character.</param>
/// <param name="End">Byte offset after its last character.</param>
public readonly record struct MatchWord(uint Hash, int Start, int End);

/// <summary>Words for comparison with benchmarks: lower case, no diacritics, no punctuation.</summary>
/// <remarks>Not <see cref="TextAnalysis"/>: its words depend on the document's language, which a model guessed, while an item has to give the same words in
/// whatever document it stands; and they do not say where in the text they stood. Characters of scripts without spaces between words (Han, kana, Thai, Lao, Khmer,
/// Burmese) are a word each. Two readings: <see cref="ReadLoose"/> takes any punctuation for a border and each number for the same word; <see cref="ReadSpaced"/> is
/// GPT-3's: white space alone parts words, and punctuation is taken out of them. Linear time; allocates nothing.</remarks>
public static class MatchWords
{
    /// <summary>The hash of every number in <see cref="ReadLoose"/>.</summary>
    public const uint Number = 0x30303031;

    const ulong Prime = 0x9E3779B97F4A7C15;
    const byte Border = 0, Skipped = 1, Digit = 2, Beyond = 3; // Others: the character in lower case.
    const int FoldedEnd = 0x2000;

    static readonly byte[] s_loose = Kinds(isSpaced: false), s_spaced = Kinds(isSpaced: true);
    static readonly ushort[] s_folded = Folded();

    /// <summary>Reads the next word: letters; or a number, which is always the same word. Apostrophes inside words are passed over.</summary>
    /// <param name="text">Valid UTF-8.</param>
    /// <param name="at">Where to look from; afterwards behind the word.</param>
    /// <param name="word">The word.</param>
    /// <returns>False at the end of the text.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool ReadLoose(ReadOnlySpan<byte> text, ref int at, out MatchWord word) => Read(text, ref at, out word, s_loose, isSpaced: false);

    /// <summary>Reads the next word between white space, without its punctuation.</summary>
    /// <inheritdoc cref="ReadLoose"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool ReadSpaced(ReadOnlySpan<byte> text, ref int at, out MatchWord word) => Read(text, ref at, out word, s_spaced, isSpaced: true);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool Read(ReadOnlySpan<byte> text, ref int from, out MatchWord word, byte[] kinds, bool isSpaced)
    {
        ref byte kindOf = ref MemoryMarshal.GetArrayDataReference(kinds);
        int at = from, start = -1, end = 0;
        ulong hash = 0;
        while (at < text.Length)
        {
            byte kind = Unsafe.Add(ref kindOf, text[at]);
            if (kind > Beyond)
            {
                if (start < 0) start = at;
                hash = (hash ^ kind) * Prime;
                end = ++at;
            }
            else if (kind == Border)
            {
                at++;
                if (start >= 0) break;
            }
            else if (kind == Skipped)
            {
                at++;
            }
            else if (kind == Digit)
            {
                if (start >= 0) break;
                end = EndOfNumber(text, at);
                word = new(Number, at, end);
                from = end;
                return true;
            }
            else if (!ReadBeyond(text, ref at, ref start, ref end, ref hash, isSpaced))
            {
                break;
            }
        }
        from = at;
        hash ^= hash >> 29;
        uint folded = (uint)((hash * Prime) >> 32) & ~1u;
        if (isSpaced && start >= 0 && (end - start == 1 || (char.IsAsciiDigit((char)text[start]) && IsAllDigits(text[start..end])))) folded |= 1;
        word = new(folded, start, end);
        return start >= 0;
    }

    /// <summary>Whether a word is one of those that stand in rows everywhere, a number or (<see cref="ReadSpaced"/>) a letter by itself: their hashes are odd, others even.</summary>
    public static bool IsPlain(uint hash) => (hash & 1) != 0;

    static bool IsAllDigits(ReadOnlySpan<byte> word)
    {
        foreach (byte b in word)
            if (b >= 0x80 || char.IsAsciiLetter((char)b)) return false;
        return true;
    }

    // A character beyond ASCII; false where the word ends, which may be before it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static bool ReadBeyond(ReadOnlySpan<byte> text, ref int at, ref int start, ref int end, ref ulong hash, bool isSpaced)
    {
        if (Rune.DecodeFromUtf8(text[at..], out Rune rune, out int length) != OperationStatus.Done)
        {
            at += Math.Max(length, 1);
            return start < 0;
        }
        int c = rune.Value;
        if (c < FoldedEnd && s_folded[c] != 0)
        {
            c = s_folded[c];
        }
        else
        {
            switch (CharUnicodeInfo.GetUnicodeCategory(c))
            {
                case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format:
                    at += length;
                    return true;
                case UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
                    or UnicodeCategory.OtherLetter or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber:
                    if (c is 0x2BC) goto default;
                    c = Rune.ToLowerInvariant(rune).Value;
                    break;
                case UnicodeCategory.DecimalDigitNumber:
                    if (isSpaced) break;
                    c = '0';
                    break;
                default:
                    at += length;
                    if (c is 0x2019 or 0x2BC) return true;
                    if (isSpaced && !WhiteSpaceRune(c)) return true;
                    return start < 0;
            }
        }
        bool isAlone = IsWithoutSpaces(c);
        if (isAlone && start >= 0) return false;
        if (start < 0) start = at;
        hash = (hash ^ (uint)c) * Prime;
        end = at += length;
        return !isAlone;
    }

    static bool WhiteSpaceRune(int c) => c <= 0xFFFF && char.IsWhiteSpace((char)c);

    static bool IsWithoutSpaces(int c) => c is (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF) or (>= 0x3040 and <= 0x30FF)
        or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);

    // Digits, with separators between them.
    static int EndOfNumber(ReadOnlySpan<byte> text, int at)
    {
        while (true)
        {
            while (at < text.Length && char.IsAsciiDigit((char)text[at])) at++;
            if (at + 1 >= text.Length || text[at] is not ((byte)'.' or (byte)',') || !char.IsAsciiDigit((char)text[at + 1])) return at;
            at++;
        }
    }

    static byte[] Kinds(bool isSpaced)
    {
        byte[] kinds = new byte[256];
        for (int c = 0; c < 256; c++)
        {
            kinds[c] = c >= 0x80 ? Beyond
                : char.IsAsciiLetter((char)c) ? (byte)(c | 0x20)
                : char.IsAsciiDigit((char)c) ? (isSpaced ? (byte)c : Digit)
                : c is '\'' ? Skipped
                : isSpaced && c > ' ' ? Skipped : Border;
        }
        return kinds;
    }

    // Letters of the common alphabets without diacritics and in lower case, from the project's own table; 0 for what is no letter there.
    static ushort[] Folded()
    {
        ushort[] folded = new ushort[FoldedEnd];
        ArrayBufferWriter<byte> simple = new();
        byte[] utf8 = new byte[4];
        for (int c = 0x80; c < FoldedEnd; c++)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter))
                continue;
            int length = new Rune(c).EncodeToUtf8(utf8);
            simple.ResetWrittenCount();
            SimplifiedText.Write(utf8.AsSpan(0, length), simple);
            if (Rune.DecodeFromUtf8(simple.WrittenSpan, out Rune rune, out _) == OperationStatus.Done && Rune.IsLetter(rune) && rune.Value <= 0xFFFF)
                folded[c] = (ushort)rune.Value;
        }
        return folded;
    }
}
