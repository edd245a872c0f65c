using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sluice.Core.Text;

namespace Sluice.Curate.Filter.Gopher;

/// <summary>The words of a text joined without anything between them, so that any run of words has a hash that depends on its bytes alone, not on where words end.</summary>
/// <remarks>
/// The datatrove rule compares n-grams joined without a separator: <c>in to</c> and <c>into</c> are one there. The joined text is read as a polynomial over its bytes
/// modulo 2^64; the hash of words i to j is (Q[j] - Q[i]) · B^(-offset of i), Q being the sums up to each word. Two different runs collide as good as never in text
/// that was not made for it; a text that was can only spoil its own verdict.
/// Shapes: all arrays [words + 1]. Time O(bytes); allocates nothing once its arrays have grown.
/// </remarks>
sealed class JoinedWords
{
    const ulong Base = 0x9FB21C651E98DF25; // odd, 5 modulo 8: its powers repeat after 2^62
    const int PowersMax = 32;
    const int KeptWordsMax = 1 << 18;

    static readonly ulong s_inverse = Inverse(Base);
    static readonly ulong[] s_powers = Powers(Base), s_inversePowers = Powers(s_inverse);

    ulong[] _sums = [], _shifts = [];
    int[] _codePoints = [];

    /// <summary>How many words there are.</summary>
    public int Count { get; private set; }

    /// <summary>Takes the words of a text.</summary>
    public void Set(ReadOnlySpan<byte> text, ReadOnlySpan<Word> words)
    {
        Count = words.Length;
        if (_sums.Length <= Count || (_sums.Length > KeptWordsMax && Count < KeptWordsMax))
        {
            int length = Math.Max(1024, Count + Count / 4 + 1);
            (_sums, _shifts, _codePoints) = (new ulong[length], new ulong[length], new int[length]);
        }
        ulong sum = 0, power = 1, shift = 1;
        int codePoints = 0;
        ref byte first = ref MemoryMarshal.GetReference(text);
        for (int i = 0; i < words.Length; i++)
        {
            (_sums[i], _shifts[i], _codePoints[i]) = (sum, shift, codePoints);
            ref readonly Word word = ref words[i];
            codePoints += word.CodePoints;
            for (int at = word.Start, left = word.Length; left > 0;)
            {
                int piece = Math.Min(left, PowersMax - 1);
                ulong polynomial = 0;
                ref byte b = ref Unsafe.Add(ref first, at);
                ref ulong p = ref MemoryMarshal.GetArrayDataReference(s_powers);
                // One more than the byte, so that a zero byte counts.
                for (int k = 0; k < piece; k++) polynomial += (Unsafe.Add(ref b, k) + 1UL) * Unsafe.Add(ref p, k);
                sum += polynomial * power;
                power *= s_powers[piece];
                shift *= s_inversePowers[piece];
                at += piece;
                left -= piece;
            }
        }
        (_sums[Count], _shifts[Count], _codePoints[Count]) = (sum, shift, codePoints);
    }

    /// <summary>The hash of the bytes of some words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Hash(int start, int end) => (_sums[end] - _sums[start]) * _shifts[start];

    /// <summary>The characters of some words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int CodePoints(int start, int end) => _codePoints[end] - _codePoints[start];

    /// <summary>The characters of the longest n-gram; 0 where there is none.</summary>
    public int LongestNGram(int n)
    {
        int longest = 0;
        for (int i = 0; i + n <= Count; i++) longest = Math.Max(longest, CodePoints(i, i + n));
        return longest;
    }

    /// <summary>Characters in n-grams that were there before: from left to right, a repeated one counts and is jumped over.</summary>
    public long RepeatedCodePoints(int n, HashSet64 seen)
    {
        int grams = Count - n + 1;
        if (grams <= 1) return 0;
        seen.Clear(grams);
        long repeated = 0;
        for (int i = 0; i < grams;)
        {
            if (seen.Add(Hash(i, i + n)))
            {
                i++;
                continue;
            }
            repeated += CodePoints(i, i + n);
            i += n;
        }
        return repeated;
    }

    static ulong[] Powers(ulong number)
    {
        ulong[] powers = new ulong[PowersMax];
        powers[0] = 1;
        for (int i = 1; i < PowersMax; i++) powers[i] = powers[i - 1] * number;
        return powers;
    }

    // Newton's steps double the bits that are right; an odd number is its own inverse in three.
    static ulong Inverse(ulong number)
    {
        ulong inverse = number;
        for (int i = 0; i < 5; i++) inverse *= 2 - number * inverse;
        return inverse;
    }
}
