using System.Numerics;
using System.Runtime.CompilerServices;
using Sluice.Core.Text;

namespace Sluice.Curate.Dedup.Substring;

/// <summary>Hashes of any words in a row, with what lies between them, out of the last words read: two polynomials over the Mersenne prime 2^61 - 1, with bases of the recipe's seed.</summary>
/// <remarks>Two different passages of n words have an equal value of one polynomial with a probability of n / 2^61 over the seeds (Karp and Rabin 1987), of both with its square. Time O(1) a word and a hash; holds 40 bytes for a word of the ring.</remarks>
sealed class PassageHashes
{
    const ulong Prime = (1UL << 61) - 1;

    readonly Word[] _words;
    readonly int _mask;
    readonly ulong[] _powersA, _powersB;
    readonly ulong _seedA, _seedB, _spaceA, _spaceB;

    /// <param name="wordsMax">Most words of a passage.</param>
    /// <param name="seed">The recipe's seed.</param>
    public PassageHashes(int wordsMax, ulong seed)
    {
        _words = new Word[BitOperations.RoundUpToPowerOf2((uint)wordsMax + 2)];
        _mask = _words.Length - 1;
        _seedA = TextHash.Of("deduplicate-substrings a"u8, seed);
        _seedB = TextHash.Of("deduplicate-substrings b"u8, seed);
        _powersA = Powers(TextHash.Of("base"u8, _seedA) % Prime, wordsMax);
        _powersB = Powers(TextHash.Of("base"u8, _seedB) % Prime, wordsMax);
        (_spaceA, _spaceB) = GapHash(" "u8);
    }

    /// <summary>Words read since <see cref="Restart"/>.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes that an instance holds.</summary>
    public static long BytesFor(int wordsMax) => BitOperations.RoundUpToPowerOf2((uint)wordsMax + 2) * (long)Unsafe.SizeOf<Word>() + wordsMax * 2L * sizeof(ulong);

    /// <summary>Forgets all words.</summary>
    public void Restart() => Count = 0;

    /// <summary>Takes the next word.</summary>
    public void Add(ReadOnlySpan<byte> text, in PassageWords word)
    {
        ReadOnlySpan<byte> bytes = text[word.Start..word.End];
        ulong a = Reduce(TextHash.Of(bytes, _seedA)), b = Reduce(TextHash.Of(bytes, _seedB));
        (ulong beforeA, ulong beforeB) = Count == 0 ? default : (At(Count - 1).PrefixA, At(Count - 1).PrefixB);
        ref Word added = ref At(Count++);
        (added.Start, added.End, added.IsInsideRun) = (word.Start, word.End, word.IsInsideRun);
        (ulong gapA, ulong gapB) = word.Start == word.GapStart + 1 && text[word.GapStart] == ' ' ? (_spaceA, _spaceB) : GapHash(text[word.GapStart..word.Start]);
        added.PrefixA = Sum(Product(beforeA, _powersA[1]), Sum(a, gapA));
        added.PrefixB = Sum(Product(beforeB, _powersB[1]), Sum(b, gapB));
        // A passage begins with its first word, without what lies before it.
        added.HeadA = Sum(a, Prime - added.PrefixA);
        added.HeadB = Sum(b, Prime - added.PrefixB);
    }

    /// <summary>A word that was read; only the last ones are still there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref Word At(int index) => ref _words[index & _mask];

    /// <summary>The first hash of the words from one to behind the last. Every bit depends on all of them.</summary>
    public ulong HashA(int from, int to) => Mix(Sum(At(to - 1).PrefixA, Product(At(from).HeadA, _powersA[to - from - 1])));

    /// <summary>The second hash, independent of the first.</summary>
    public ulong HashB(int from, int to) => Mix(Sum(At(to - 1).PrefixB, Product(At(from).HeadB, _powersB[to - from - 1])));

    (ulong A, ulong B) GapHash(ReadOnlySpan<byte> gap) =>
        gap.IsEmpty ? default : (Reduce(TextHash.Of(gap, ~_seedA)), Reduce(TextHash.Of(gap, ~_seedB)));

    static ulong[] Powers(ulong radix, int count)
    {
        ulong[] powers = new ulong[count];
        powers[0] = 1;
        for (int n = 1; n < count; n++) powers[n] = Product(powers[n - 1], radix);
        return powers;
    }

    // One to one.
    static ulong Mix(ulong hash)
    {
        hash = (hash ^ hash >> 32) * 0xD6E8FEB86659FD93;
        hash = (hash ^ hash >> 32) * 0xD6E8FEB86659FD93;
        return hash ^ hash >> 32;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Reduce(ulong value)
    {
        value = (value & Prime) + (value >> 61);
        return value >= Prime ? value - Prime : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Sum(ulong a, ulong b) => Reduce(a + b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Product(ulong a, ulong b)
    {
        ulong high = Math.BigMul(a, b, out ulong low);
        return Reduce((low & Prime) + (high << 3 | low >> 61));
    }

    /// <summary>A word: where it lies, and what makes hashes of passages that begin or end with it.</summary>
    internal struct Word
    {
        public int Start, End;
        public bool IsInsideRun;
        public ulong PrefixA, PrefixB, HeadA, HeadB;
    }
}
