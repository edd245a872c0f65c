namespace Sluice.Bench.Dedup;

/// <summary>Numbers that look random and follow from a seed (SplitMix64).</summary>
struct Draws(ulong seed)
{
    ulong _state = seed;

    /// <summary>The draws of one thing of many: the same each time, unlike its neighbors'.</summary>
    public static Draws Of(ulong seed, long first, long second = 0) => new(Mix(Mix(seed + 0x632BE59BD9B4E019 * (ulong)(first + 1)) + (ulong)second));

    public ulong Next() => Mix(_state += 0x9E3779B97F4A7C15);

    /// <summary>0 to below <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)((Next() >> 32) * (ulong)bound >> 32);

    /// <summary>0 to below 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1L << 53));

    /// <summary>Between two bounds.</summary>
    public double Between(double low, double high) => low + (high - low) * Share();

    /// <summary>Normal, mean 0, deviation 1 (Box and Muller).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Share())) * Math.Cos(2 * Math.PI * Share());

    static ulong Mix(ulong x)
    {
        x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9;
        x = (x ^ x >> 27) * 0x94D049BB133111EB;
        return x ^ x >> 31;
    }
}
