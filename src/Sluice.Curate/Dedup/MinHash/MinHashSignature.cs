using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Sluice.Core;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>MinHash signatures: for each slot the least value that its hash function gives any shingle.</summary>
/// <remarks>P(slot equal) = Jaccard J; over k slots the estimate's standard error is sqrt(J(1-J)/k). Slot i hashes x to a_i x + b_i mod 2^32 with odd a_i, a
/// permutation of the 32-bit hashes that eight lanes compute at once. Time O(shingles x slots); allocates nothing.
/// Source: Broder 1997, "On the resemblance and containment of documents".</remarks>
public sealed class MinHashSignature
{
    const int Lanes = 8;
    const int Block = 4 * Lanes;
    readonly uint[] _a;
    readonly uint[] _b;

    /// <param name="slots">Slots of a signature. The first slots of a longer signature are equal to a shorter one.</param>
    public MinHashSignature(int slots)
    {
        Slots = slots;
        PaddedSlots = (slots + Lanes - 1) / Lanes * Lanes;
        _a = new uint[PaddedSlots];
        _b = new uint[PaddedSlots];
        SplitMix random = new(0x536C75696365); // Fixed: the shingles' hashes are keyed already.
        for (int slot = 0; slot < PaddedSlots; slot++)
        {
            ulong drawn = random.Next();
            (_a[slot], _b[slot]) = ((uint)(drawn >> 32) | 1, (uint)drawn);
        }
    }

    /// <summary>Slots of a signature.</summary>
    public int Slots { get; }

    /// <summary>Slots rounded up to whole vectors: how long the span must be that takes a signature.</summary>
    public int PaddedSlots { get; }

    /// <summary>Writes the signature of a document's shingles.</summary>
    /// <param name="shingles">Shape [shingles]; order and repeats do not matter. With none, every slot gets the largest value.</param>
    /// <param name="signature">Shape [<see cref="PaddedSlots"/>]; overwritten.</param>
    public void Sign(ReadOnlySpan<uint> shingles, Span<uint> signature)
    {
        Debug.Assert(signature.Length >= PaddedSlots);
        ref uint a = ref MemoryMarshal.GetArrayDataReference(_a), b = ref MemoryMarshal.GetArrayDataReference(_b);
        ref uint to = ref MemoryMarshal.GetReference(signature[..PaddedSlots]);
        int slot = 0;
        for (; slot <= PaddedSlots - Block; slot += Block) SignBlock(shingles, ref a, ref b, ref to, (nuint)slot);
        for (; slot < PaddedSlots; slot += Lanes) SignLanes(shingles, ref a, ref b, ref to, (nuint)slot);
    }

    /// <summary>The same signature, one slot at a time: the oracle of <see cref="Sign"/>.</summary>
    public void SignPlain(ReadOnlySpan<uint> shingles, Span<uint> signature)
    {
        for (int slot = 0; slot < PaddedSlots; slot++)
        {
            uint least = uint.MaxValue;
            foreach (uint shingle in shingles) least = Math.Min(least, unchecked(_a[slot] * shingle + _b[slot]));
            signature[slot] = least;
        }
    }

    // Four vectors of slots stay in registers while the shingles go by: four independent chains hide the multiplication's delay.
    static void SignBlock(ReadOnlySpan<uint> shingles, ref uint a, ref uint b, ref uint to, nuint slot)
    {
        Vector256<uint> a0 = Vector256.LoadUnsafe(ref a, slot), a1 = Vector256.LoadUnsafe(ref a, slot + Lanes);
        Vector256<uint> a2 = Vector256.LoadUnsafe(ref a, slot + 2 * Lanes), a3 = Vector256.LoadUnsafe(ref a, slot + 3 * Lanes);
        Vector256<uint> b0 = Vector256.LoadUnsafe(ref b, slot), b1 = Vector256.LoadUnsafe(ref b, slot + Lanes);
        Vector256<uint> b2 = Vector256.LoadUnsafe(ref b, slot + 2 * Lanes), b3 = Vector256.LoadUnsafe(ref b, slot + 3 * Lanes);
        Vector256<uint> least0 = Vector256<uint>.AllBitsSet, least1 = least0, least2 = least0, least3 = least0;
        foreach (uint shingle in shingles)
        {
            Vector256<uint> x = Vector256.Create(shingle);
            least0 = Vector256.Min(least0, x * a0 + b0);
            least1 = Vector256.Min(least1, x * a1 + b1);
            least2 = Vector256.Min(least2, x * a2 + b2);
            least3 = Vector256.Min(least3, x * a3 + b3);
        }
        least0.StoreUnsafe(ref to, slot);
        least1.StoreUnsafe(ref to, slot + Lanes);
        least2.StoreUnsafe(ref to, slot + 2 * Lanes);
        least3.StoreUnsafe(ref to, slot + 3 * Lanes);
    }

    static void SignLanes(ReadOnlySpan<uint> shingles, ref uint a, ref uint b, ref uint to, nuint slot)
    {
        Vector256<uint> factor = Vector256.LoadUnsafe(ref a, slot), offset = Vector256.LoadUnsafe(ref b, slot), least = Vector256<uint>.AllBitsSet;
        foreach (uint shingle in shingles) least = Vector256.Min(least, Vector256.Create(shingle) * factor + offset);
        least.StoreUnsafe(ref to, slot);
    }
}
