namespace Sluice.Curate.Dedup.MinHash.Datatrove;

/// <summary>MT19937, with whole numbers drawn from a range as numpy's <c>RandomState.randint</c> does for 64 bits: masked, and drawn again where too large.</summary>
/// <remarks>Source: Matsumoto and Nishimura 1998; numpy, legacy seeding and bounded integers.</remarks>
sealed class MersenneTwister
{
    const int Length = 624;
    const int Distance = 397;
    readonly uint[] _state = new uint[Length];
    int _next = Length;

    /// <param name="seed">The seed; numpy takes the same 32 bits.</param>
    public MersenneTwister(uint seed)
    {
        _state[0] = seed;
        for (uint n = 1; n < Length; n++) _state[n] = 1812433253 * (_state[n - 1] ^ _state[n - 1] >> 30) + n;
    }

    /// <summary>A number from <paramref name="from"/> up to but not including <paramref name="to"/>; their distance must need more than 32 bits.</summary>
    public ulong Next(ulong from, ulong to)
    {
        ulong range = to - 1 - from, mask = ulong.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(range), drawn;
        do drawn = ((ulong)Next() << 32 | Next()) & mask;
        while (drawn > range);
        return from + drawn;
    }

    uint Next()
    {
        if (_next == Length) Twist();
        uint y = _state[_next++];
        y ^= y >> 11;
        y ^= y << 7 & 0x9D2C5680;
        y ^= y << 15 & 0xEFC60000;
        return y ^ y >> 18;
    }

    void Twist()
    {
        for (int n = 0; n < Length; n++)
        {
            uint y = _state[n] & 0x80000000 | _state[(n + 1) % Length] & 0x7FFFFFFF;
            _state[n] = _state[(n + Distance) % Length] ^ y >> 1 ^ ((y & 1) == 0 ? 0 : 0x9908B0DF);
        }
        _next = 0;
    }
}
