namespace Sluice.Core;

/// <summary>Random numbers of a seed, the same on every machine.</summary>
/// <remarks>Source: Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators" (SplitMix64).</remarks>
/// <param name="seed">Any number.</param>
public struct SplitMix(ulong seed)
{
    const ulong Step = 0x9E3779B97F4A7C15;
    ulong _state = seed;

    /// <summary>The next number.</summary>
    public ulong Next() => Mix(_state += Step);

    /// <summary>The next number, made to lie below a bound.</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>The n-th number of a seed, from 0.</summary>
    public static ulong At(ulong seed, long n) => Mix(seed + Step * (ulong)(n + 1));

    static ulong Mix(ulong z)
    {
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }
}
