namespace Sluice.Curate.Dedup.MinHash;

/// <summary>A sequence of well mixed numbers from a seed. Source: Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators".</summary>
struct SplitMix(ulong seed)
{
    ulong _state = seed;

    /// <summary>The next number.</summary>
    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }
}
