using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sluice.Curate.Dedup.MinHash.Datatrove;

/// <summary>MinHash signatures as datatrove 0.10.0 makes them, to the last bit: for each slot the least of ((hash a + b) mod 2^64) mod (2^61 - 1) over the shingles.</summary>
/// <remarks>The product wraps before the prime is taken, so this is no universal family; it estimates well all the same. a and b are drawn with numpy's legacy generator:
/// all a first, then all b. Time O(shingles x slots); allocates nothing. Source: datatrove, pipeline/dedup/minhash.py; its a and b for seed 1 are a test's oracle.</remarks>
public sealed class DatatroveSignature
{
    /// <summary>Datatrove's default: 14 buckets of 8 hashes.</summary>
    public const int SlotsDefault = 14 * 8;

    const ulong Prime = (1UL << 61) - 1;
    const int PrimeBits = 61;
    const int Lanes = 4;
    const int Block = 4 * Lanes;
    readonly ulong[] _a;
    readonly ulong[] _b;
    readonly ulong _mask;

    /// <param name="slots">Slots of a signature. Those of another length have other coefficients, as in datatrove.</param>
    /// <param name="bits">64, or 32: then a slot is the low half.</param>
    /// <param name="seed">Datatrove's <c>seed</c>.</param>
    public DatatroveSignature(int slots, int bits, uint seed = 1)
    {
        Slots = slots;
        _mask = bits == 64 ? ulong.MaxValue : uint.MaxValue;
        MersenneTwister random = new(seed);
        _a = new ulong[PaddedSlots];
        _b = new ulong[PaddedSlots];
        for (int slot = 0; slot < slots; slot++) _a[slot] = random.Next(1, Prime);
        for (int slot = 0; slot < slots; slot++) _b[slot] = random.Next(0, Prime);
    }

    /// <summary>Slots of a signature.</summary>
    public int Slots { get; }

    /// <summary>Slots rounded up to whole blocks of vectors: how long the span must be that takes a signature.</summary>
    public int PaddedSlots => (Slots + Block - 1) / Block * Block;

    /// <summary>The factors, shape [<see cref="Slots"/>].</summary>
    public ReadOnlySpan<ulong> A => _a.AsSpan(0, Slots);

    /// <summary>The addends, shape [<see cref="Slots"/>].</summary>
    public ReadOnlySpan<ulong> B => _b.AsSpan(0, Slots);

    /// <summary>Writes the signature of a document's shingles.</summary>
    /// <param name="shingles">Shape [shingles]; order and repeats do not matter. With none, every slot gets a value larger than any.</param>
    /// <param name="signature">Shape [<see cref="PaddedSlots"/>]; overwritten.</param>
    public void Sign(ReadOnlySpan<ulong> shingles, Span<ulong> signature)
    {
        Debug.Assert(signature.Length >= PaddedSlots);
        ref ulong a = ref MemoryMarshal.GetArrayDataReference(_a), b = ref MemoryMarshal.GetArrayDataReference(_b), to = ref MemoryMarshal.GetReference(signature);
        for (int slot = 0; slot < PaddedSlots; slot += Block) SignBlock(shingles, ref a, ref b, ref to, (nuint)slot, Vector256.Create(_mask));
    }

    /// <summary>The same signature, one slot at a time: the oracle of <see cref="Sign"/>.</summary>
    public void SignPlain(ReadOnlySpan<ulong> shingles, Span<ulong> signature)
    {
        for (int slot = 0; slot < PaddedSlots; slot++)
        {
            ulong least = long.MaxValue;
            foreach (ulong shingle in shingles) least = Math.Min(least, unchecked(shingle * _a[slot] + _b[slot]) % Prime & _mask);
            signature[slot] = least;
        }
    }

    // Four vectors of slots stay in registers while the shingles go by.
    static void SignBlock(ReadOnlySpan<ulong> shingles, ref ulong a, ref ulong b, ref ulong to, nuint slot, Vector256<ulong> mask)
    {
        Vector256<ulong> a0 = Vector256.LoadUnsafe(ref a, slot), a1 = Vector256.LoadUnsafe(ref a, slot + Lanes);
        Vector256<ulong> a2 = Vector256.LoadUnsafe(ref a, slot + 2 * Lanes), a3 = Vector256.LoadUnsafe(ref a, slot + 3 * Lanes);
        Vector256<ulong> b0 = Vector256.LoadUnsafe(ref b, slot), b1 = Vector256.LoadUnsafe(ref b, slot + Lanes);
        Vector256<ulong> b2 = Vector256.LoadUnsafe(ref b, slot + 2 * Lanes), b3 = Vector256.LoadUnsafe(ref b, slot + 3 * Lanes);
        Vector256<long> least0 = Vector256.Create(long.MaxValue), least1 = least0, least2 = least0, least3 = least0;
        foreach (ulong shingle in shingles)
        {
            Vector256<ulong> x = Vector256.Create(shingle);
            least0 = Vector256.Min(least0, Reduce(x * a0 + b0, mask));
            least1 = Vector256.Min(least1, Reduce(x * a1 + b1, mask));
            least2 = Vector256.Min(least2, Reduce(x * a2 + b2, mask));
            least3 = Vector256.Min(least3, Reduce(x * a3 + b3, mask));
        }
        least0.AsUInt64().StoreUnsafe(ref to, slot);
        least1.AsUInt64().StoreUnsafe(ref to, slot + Lanes);
        least2.AsUInt64().StoreUnsafe(ref to, slot + 2 * Lanes);
        least3.AsUInt64().StoreUnsafe(ref to, slot + 3 * Lanes);
    }

    // x mod 2^61 - 1: the bits above 61 are added to those below, and the prime is taken off once where it still fits. Signed from there on: values are below 2^61.
    static Vector256<long> Reduce(Vector256<ulong> x, Vector256<ulong> mask)
    {
        Vector256<long> sum = ((x & Vector256.Create(Prime)) + (x >>> PrimeBits)).AsInt64(), prime = Vector256.Create((long)Prime);
        return sum - (Vector256.GreaterThanOrEqual(sum, prime) & prime) & mask.AsInt64();
    }
}
