using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sluice.Core;

namespace Sluice.Curate.Dedup.Bloom;

/// <summary>A set in little memory that sometimes says of a key that it was added when it was not, and never the other way.</summary>
/// <remarks>Sources: Bloom 1970; sizes from the rate asked for: bits = -items x ln(rate) / ln(2)^2, hashes = bits / items x ln(2), rounded; the hashes of a key are
/// a + i x b of the halves of one 128-bit hash, which costs no accuracy (Kirsch and Mitzenmacher 2006, "Less Hashing, Same Performance"). Classic, not blocked: the rate is what was asked for.
/// Keys must be hashes that are spread evenly. The memory is outside the collected heap and becomes resident only where bits are set. Not for use by several threads.</remarks>
public sealed unsafe class BloomFilter : IDisposable
{
    /// <summary>Most items that one is made for: at a rate of 0.001 180 GB.</summary>
    public const long ItemsMax = 100_000_000_000;

    /// <summary>Most hashes of a key.</summary>
    public const int HashesMax = 32;

    const int WordsMin = 64; // In smaller ones the hashes of one key fall together too often.
    const int Probes = 1_000_000;
    const ulong ProbeSeed = 0x5D1CE000B100F11E;

    readonly ulong _bits;
    readonly int _hashes;
    ulong* _words;

    /// <summary>Makes an empty filter.</summary>
    /// <param name="items">Distinct keys that it is for; more are taken, at a higher rate.</param>
    /// <param name="rate">Share of keys never added that it may take for added, once it holds that many; more than 0, less than 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    public BloomFilter(long items, double rate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        if (rate is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(rate), rate, "more than 0, less than 1");
        Bytes = BytesFor(items, rate);
        _bits = (ulong)Bytes * 8;
        _hashes = (int)Math.Clamp(Math.Round(_bits / (double)items * Math.Log(2)), 1, HashesMax);
        _words = (ulong*)NativeMemory.AllocZeroed((nuint)Bytes);
    }

    /// <summary>An empty filter for a merge.</summary>
    /// <param name="memoryBytes">What it may take.</param>
    /// <param name="items">Distinct keys that it is for.</param>
    /// <param name="rate">Share of keys never added that it may take for added, once it holds that many.</param>
    /// <exception cref="SluiceException">It needs more memory.</exception>
    public static BloomFilter Within(long memoryBytes, long items, double rate)
    {
        long bytes = BytesFor(items, rate);
        return bytes <= memoryBytes ? new(items, rate)
            : throw new SluiceException($"a Bloom filter for {items} items at a rate of {rate} takes {new ByteSize(bytes)}; the merge has {new ByteSize(memoryBytes)}", null,
                "give the run more with --memory, or ask for a higher bloom-rate or fewer bloom-items")
            { ExitCode = 1 };
    }

    /// <summary>Frees the memory of a filter that was not disposed.</summary>
    ~BloomFilter() => Free();

    /// <summary>Bytes it holds.</summary>
    public long Bytes { get; }

    /// <summary>Keys added that it did not hold, or did not seem to.</summary>
    public long Count { get; private set; }

    /// <summary>Share of bits that are set. Cost: a walk over all bits.</summary>
    public double Fill
    {
        get
        {
            ObjectDisposedException.ThrowIf(_words is null, this);
            ulong set = 0;
            for (ulong word = 0; word < _bits / 64; word++) set += (ulong)BitOperations.PopCount(_words[word]);
            return set / (double)_bits;
        }
    }

    /// <summary>Bytes that a filter needs.</summary>
    public static long BytesFor(long items, double rate)
    {
        double bits = Math.Ceiling(-items * Math.Log(rate) / (Math.Log(2) * Math.Log(2)));
        return Math.Max(WordsMin, (long)Math.Min(Math.Ceiling(bits / 64), long.MaxValue / 16)) * 8;
    }

    /// <summary>Adds a key.</summary>
    /// <returns>True if it was not there: certain. False if it seems to have been.</returns>
    public bool Add(UInt128 key)
    {
        ObjectDisposedException.ThrowIf(_words is null, this);
        (ulong at, ulong step) = Start(key);
        bool isNew = false;
        for (int hash = 0; hash < _hashes; hash++, at += step)
        {
            ref ulong word = ref WordOf(at, out ulong bit);
            isNew |= (word & bit) == 0;
            word |= bit;
        }
        if (isNew) Count++;
        return isNew;
    }

    /// <summary>Whether a key seems to have been added; false is certain.</summary>
    public bool MayContain(UInt128 key)
    {
        ObjectDisposedException.ThrowIf(_words is null, this);
        (ulong at, ulong step) = Start(key);
        for (int hash = 0; hash < _hashes; hash++, at += step)
            if ((WordOf(at, out ulong bit) & bit) == 0) return false;
        return true;
    }

    /// <summary>What a person should know of a filter that holds more than it was made for; empty for one that keeps its rate.</summary>
    /// <param name="step">Whose filter.</param>
    /// <param name="items">Items it was made for.</param>
    /// <param name="rate">Rate asked.</param>
    /// <param name="measured">Rate measured.</param>
    public IReadOnlyList<string> Warnings(string step, long items, double rate, double measured) => Count <= items || measured <= rate ? [] :
        [string.Create(CultureInfo.InvariantCulture, $"{step}: the Bloom filter was made for {items:#,0} items and holds {Count:#,0}, so it takes {measured:0.#####} of what is new for old, and not {rate:0.#####}: raise bloom-items")];

    /// <summary>Measures the rate: the share of a million fixed pseudo-random keys, never added, that seem to have been.</summary>
    public double MeasureRate()
    {
        int seen = 0;
        SplitMix probes = new(ProbeSeed);
        for (int n = 0; n < Probes; n++)
            if (MayContain(new(probes.Next(), probes.Next()))) seen++;
        return seen / (double)Probes;
    }

    /// <summary>The rate that follows from a fill: each of a key's hashes meets a set bit.</summary>
    public double RateOf(double fill) => Math.Pow(fill, _hashes);

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    // An even step would leave bits out; a key that was made to have none must not have one bit only.
    static (ulong At, ulong Step) Start(UInt128 key) => ((ulong)key, (ulong)(key >> 64) | 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ref ulong WordOf(ulong hash, out ulong bit)
    {
        ulong at = Math.BigMul(hash, _bits, out _);
        bit = 1ul << (int)(at & 63);
        return ref _words[at >> 6];
    }

    void Free()
    {
        NativeMemory.Free(_words);
        _words = null;
    }
}
