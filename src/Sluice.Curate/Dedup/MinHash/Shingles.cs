using System.Numerics;
using System.Runtime.CompilerServices;
using Sluice.Core;
using Sluice.Core.Text;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>The distinct shingles (word n-grams) of a document as sorted 32-bit hashes. Buffers are reused from document to document.</summary>
/// <remarks>The hash is keyed: whoever does not know the seed can't make two texts whose shingles are taken for equal, but by luck (one in four billion for a shingle).
/// 32 bits are enough: of n distinct shingles about n/2^33 of them collide with another of the same document, so a Jaccard is off by about
/// (n + m)/2^32 for documents of n and m shingles: below 0.0001 up to 200,000 words each.</remarks>
public sealed class Shingles
{
    const ulong Factor = 0x9E3779B97F4A7C15;

    readonly ulong _mask;
    readonly ulong _multiplier;

    // One giant document must not hold its memory for the rest of the run.
    const int KeptShinglesMax = 1 << 20;

    ulong _last;
    uint[] _hashes = [];
    uint[] _scratch = [];

    /// <param name="seed">Key of the hash: the recipe's seed.</param>
    public Shingles(ulong seed = 0)
    {
        SplitMix key = new(seed ^ 0x5368696E676C6573);
        _mask = key.Next();
        _multiplier = key.Next() | 1;
    }

    /// <summary>The hashes, ascending and distinct, of the words given.</summary>
    /// <param name="wordHashes">64-bit hashes of the simplified text's words, in order.</param>
    /// <param name="shingleWords">Words of a shingle, at least 1.</param>
    /// <returns>Valid until the next call; empty where there are fewer words than a shingle has.</returns>
    /// <remarks>Time O(words).</remarks>
    public ReadOnlySpan<uint> Of(ReadOnlySpan<ulong> wordHashes, int shingleWords)
    {
        int count = wordHashes.Length - shingleWords + 1;
        if (count <= 0) return [];
        Reserve(count);
        Hash(wordHashes, shingleWords, _hashes.AsSpan(0, count));
        RadixSort.Sort(_hashes.AsSpan(0, count), _scratch.AsSpan(0, count));
        return _hashes.AsSpan(0, Distinct(_hashes.AsSpan(0, count)));
    }

    /// <summary>The one hash of a text that is too short for shingles: only equal texts have it in common.</summary>
    /// <returns>Valid until the next call.</returns>
    public ReadOnlySpan<uint> OfWhole(ReadOnlySpan<byte> text)
    {
        Reserve(1);
        _last = TextHash.Of(text, _mask);
        _hashes[0] = (uint)(_last >> 32);
        return _hashes.AsSpan(0, 1);
    }

    /// <summary>All 64 bits of the hash of the last shingle taken.</summary>
    public ulong Last => _last;

    // A rolling polynomial over the words' keyed hashes; its halves, mixed once more, are the shingle's hash.
    void Hash(ReadOnlySpan<ulong> words, int shingleWords, Span<uint> hashes)
    {
        ulong rolling = 0, factorOfLeaving = 1;
        for (int n = 0; n < shingleWords; n++) factorOfLeaving *= Factor;
        for (int n = 0; n < shingleWords - 1; n++) rolling = rolling * Factor + Keyed(words[n]);
        ReadOnlySpan<ulong> entering = words.Slice(shingleWords - 1, hashes.Length);
        for (int at = 0; at < hashes.Length; at++)
        {
            rolling = rolling * Factor + Keyed(entering[at]);
            if (at > 0) rolling -= Keyed(words[at - 1]) * factorOfLeaving;
            hashes[at] = (uint)((rolling ^ rolling >> 32) * 0xD6E8FEB86659FD93 >> 32);
        }
        _last = rolling;
    }

    // Both halves of a product with a secret: differences between two words' hashes don't survive it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ulong Keyed(ulong word)
    {
        ulong high = Math.BigMul(word ^ _mask, _multiplier, out ulong low);
        return high ^ low;
    }

    /// <summary>Moves the distinct values of a sorted span to its front, and counts them.</summary>
    internal static int Distinct(Span<uint> sorted)
    {
        if (sorted.IsEmpty) return 0;
        int kept = 1;
        for (int at = 1; at < sorted.Length; at++)
        {
            uint hash = sorted[at];
            sorted[kept] = hash;
            kept += hash != sorted[kept - 1] ? 1 : 0;
        }
        return kept;
    }

    void Reserve(int count)
    {
        if (_hashes.Length >= count && (_hashes.Length <= KeptShinglesMax || count > KeptShinglesMax)) return;
        int length = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(count, 1024));
        _hashes = new uint[length];
        _scratch = new uint[length];
    }
}
