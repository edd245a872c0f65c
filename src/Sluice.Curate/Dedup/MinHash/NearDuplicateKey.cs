using System.Buffers;
using System.Runtime.InteropServices;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>What the merge knows of a document: its rank, a 32-bit hash of each band of its signature, and its shingles.</summary>
/// <remarks>Little-endian: rank (8 bytes), distinct shingles (4), bands (4 each), shingles (4 each, ascending; of a giant document the smallest).
/// A document without shingles has an empty key. 32 bits are enough for a band: a chance match is one needless comparison in four billion.</remarks>
readonly ref struct NearDuplicateKey
{
    const int HeaderBytes = sizeof(long) + sizeof(uint);

    NearDuplicateKey(long rank, uint total, ReadOnlySpan<uint> bands, ReadOnlySpan<uint> shingles)
    {
        Rank = rank;
        Total = total;
        Bands = bands;
        Shingles = shingles;
    }

    /// <summary>Documents of a higher rank are taken first.</summary>
    public long Rank { get; }

    /// <summary>Distinct shingles of the document.</summary>
    public uint Total { get; }

    public ReadOnlySpan<uint> Bands { get; }

    public ReadOnlySpan<uint> Shingles { get; }

    public static NearDuplicateKey Read(ReadOnlySpan<byte> key, int bands)
    {
        ReadOnlySpan<uint> values = MemoryMarshal.Cast<byte, uint>(key[HeaderBytes..]);
        return new(MemoryMarshal.Read<long>(key), MemoryMarshal.Read<uint>(key[sizeof(long)..]), values[..bands], values[bands..]);
    }

    /// <param name="rank">Documents of a higher rank are taken first.</param>
    /// <param name="total">Distinct shingles of the document.</param>
    /// <param name="held">Those held: ascending, distinct; at least one.</param>
    /// <param name="bands">A hash of each band.</param>
    /// <param name="key">Takes the key.</param>
    public static void Write(long rank, uint total, ReadOnlySpan<uint> held, ReadOnlySpan<ulong> bands, IBufferWriter<byte> key)
    {
        int bandBytes = bands.Length * sizeof(uint), bytes = HeaderBytes + bandBytes + held.Length * sizeof(uint);
        Span<byte> to = key.GetSpan(bytes);
        MemoryMarshal.Write(to, rank);
        MemoryMarshal.Write(to[sizeof(long)..], total);
        for (int band = 0; band < bands.Length; band++) MemoryMarshal.Write(to[(HeaderBytes + band * sizeof(uint))..], (uint)bands[band]);
        MemoryMarshal.AsBytes(held).CopyTo(to[(HeaderBytes + bandBytes)..]);
        key.Advance(bytes);
    }
}
