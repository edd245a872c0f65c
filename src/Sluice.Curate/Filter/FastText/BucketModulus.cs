using System.Runtime.CompilerServices;

namespace Sluice.Curate.Filter.FastText;

/// <summary>The rest of a hash after division by a model's number of buckets, by two multiplications.</summary>
/// <remarks>Source: Lemire, Kaser, Kurz 2019, "Faster remainder by direct computation"; exact for every 32-bit hash and number.</remarks>
readonly struct BucketModulus(uint buckets)
{
    readonly ulong _reciprocal = buckets == 0 ? 0 : ulong.MaxValue / buckets + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Of(uint hash) => (uint)Math.BigMul(_reciprocal * hash, buckets, out _);
}
