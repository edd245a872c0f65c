using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sluice.Core.Text;

namespace Sluice.Curate.Filter.Gopher;

/// <summary>Counts the characters of a text that are in repeated runs of words, for several lengths of run.</summary>
/// <remarks>
/// The rule, for each n: from left to right, a run of n words whose joined bytes were met before counts and is jumped over; any other is remembered, and the
/// next begins one word on. Few runs are repeated, so the text is first sieved, once for all n: two runs that are equal begin with the same bytes, so one
/// whose first sixteen bytes no other word starts with needs no table. Runs shorter than that always pass the sieve. The sieve may pass too many, never too
/// few. Time O(bytes); allocates nothing once its arrays have grown.
/// </remarks>
sealed class RepeatedNGrams(JoinedWords words)
{
    const int PrefixBytes = 16;
    const int KeptWordsMax = 1 << 18;

    readonly HashSet64 _seen = new();
    int[] _buckets = [], _candidates = [];
    ulong[] _once = [], _twice = [];
    int _count;

    /// <summary>Sieves the words.</summary>
    /// <param name="nLeast">Fewest words of a run that will be asked for.</param>
    public void Sieve(int nLeast)
    {
        _count = 0;
        int runs = words.Count - nLeast + 1;
        if (runs < 2) return;
        MakeRoom(runs, out int shift);
        ReadOnlySpan<int> offsets = words.Offsets;
        ref byte bytes = ref MemoryMarshal.GetReference(words.PaddedBytes);
        for (int i = 0; i < runs; i++)
        {
            ulong first = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, offsets[i]));
            ulong second = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, offsets[i] + 8));
            ulong high = Math.BigMul(first ^ 0x2D358DCCAA6C78A5, second ^ 0x8BB84B93962EACC9, out ulong low);
            int bucket = (int)((high ^ low) >> shift);
            _buckets[i] = bucket;
            ulong bit = 1UL << bucket;
            _twice[bucket >> 6] |= _once[bucket >> 6] & bit;
            _once[bucket >> 6] |= bit;
        }
        for (int i = 0; i < runs; i++)
        {
            int bucket = _buckets[i];
            bool isCandidate = (_twice[bucket >> 6] >> bucket & 1) != 0 || offsets[i + nLeast] - offsets[i] < PrefixBytes;
            _candidates[_count] = i;
            _count += isCandidate ? 1 : 0;
        }
    }

    /// <summary>Characters in repeated runs of n words, n not less than the sieve was told.</summary>
    public long RepeatedCodePoints(int n)
    {
        _seen.Clear(_count);
        long repeated = 0;
        int next = 0;
        foreach (int i in _candidates.AsSpan(0, _count))
        {
            if (i < next) continue;
            if (i + n > words.Count) break;
            if (_seen.Add(TextHash.Of(words.Bytes(i, i + n)))) continue;
            repeated += words.CodePoints(i, i + n);
            next = i + n;
        }
        return repeated;
    }

    void MakeRoom(int runs, out int shift)
    {
        if (_candidates.Length < runs || (_candidates.Length > KeptWordsMax && runs < KeptWordsMax))
        {
            int length = Math.Max(1024, runs + runs / 4);
            (_buckets, _candidates) = (new int[length], new int[length]);
        }
        // Sixteen buckets a run: about one in sixteen shares its bucket with another by chance.
        int bits = Math.Min(BitOperations.Log2((uint)runs) + 5, 31), sieveWords = 1 << (bits - 6);
        bool isTooLarge = _once.Length > KeptWordsMax && sieveWords < KeptWordsMax;
        if (_once.Length < sieveWords || isTooLarge) (_once, _twice) = (new ulong[sieveWords], new ulong[sieveWords]);
        _once.AsSpan(0, sieveWords).Clear();
        _twice.AsSpan(0, sieveWords).Clear();
        shift = 64 - bits;
    }
}
