using System.Numerics;
using System.Runtime.CompilerServices;

namespace Sluice.Curate.Govern.Decontamination;

/// <summary>Hashes of word n-grams, rolling and not, and the weight of a rare one.</summary>
static class WordGrams
{
    /// <summary>Words of the n-grams that shares are measured by (AI2's decon: 5 tokens).</summary>
    public const int ShareWords = 5;

    /// <summary>Words of the n-grams that items are found by: what a share of one half or more, and any n-gram of GPT-3's rule, must hold in a row.</summary>
    public const int SeedWords = 8;

    /// <summary>Steps of the weight for each doubling of rarity.</summary>
    const int StepBits = 3;

    public const ulong Base = 0xD1342543DE82EF95;

    /// <summary><see cref="Base"/> to the power of <see cref="SeedWords"/>: what leaves a rolling sum is multiplied by it.</summary>
    public static ulong SeedPower { get; } = Power(SeedWords);

    /// <summary>The sum of n words that <see cref="Key"/> is made of.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Sum(ReadOnlySpan<uint> words)
    {
        ulong sum = 0;
        foreach (uint word in words) sum = (sum * Base) + word;
        return sum;
    }

    /// <summary>A key whose bits are all worth something.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Key(ulong sum)
    {
        sum ^= sum >> 31;
        sum *= 0x9E3779B97F4A7C15;
        return sum ^ (sum >> 29);
    }

    /// <summary>The weight of an n-gram that <paramref name="holders"/> of <paramref name="texts"/> texts have: the logarithm of 1 + texts / holders, in whole eighths of
    /// a bit, by integers alone, so that every machine has the same.</summary>
    public static byte Weight(long holders, long texts)
    {
        UInt128 ratio = (((UInt128)(texts + holders)) << 32) / (ulong)holders; // 32 bits behind the point; at least 1.
        int whole = BitOperations.Log2((ulong)(ratio >> 32));
        UInt128 rest = ratio >> whole;
        int weight = whole;
        for (int i = 0; i < StepBits; i++)
        {
            rest = (rest * rest) >> 32;
            int bit = rest >= ((UInt128)2 << 32) ? 1 : 0;
            rest >>= bit;
            weight = (weight << 1) | bit;
        }
        return (byte)Math.Clamp(weight, 1, byte.MaxValue);
    }

    static ulong Power(int exponent)
    {
        ulong power = 1;
        for (int i = 0; i < exponent; i++) power *= Base;
        return power;
    }
}
