using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>What the merge knows of a document: its rank, a 32-bit hash of each band of its signature, and its shingles.</summary>
/// <remarks>Little-endian: rank (8 bytes), distinct shingles (4), bands (4 each), shingles (4 each, ascending; of a giant document the smallest).
/// A document without shingles has an empty key. 32 bits are enough for a band: a chance match is one needless comparison in four billion.</remarks>
readonly ref struct NearDuplicateKey
{
    /// <summary>Shingles held of a document. Of a longer one (six megabytes of text) the smallest hashes are a fair sample: the Jaccard's standard error is below 0.0005.</summary>
    public const int ShinglesHeldMax = 1 << 20;

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
    /// <param name="shingles">Ascending, distinct; at least one.</param>
    /// <param name="signature">The signature of all shingles.</param>
    /// <param name="banding">How it is cut.</param>
    /// <param name="key">Takes the key.</param>
    public static void Write(long rank, ReadOnlySpan<uint> shingles, ReadOnlySpan<uint> signature, Banding banding, IBufferWriter<byte> key)
    {
        ReadOnlySpan<uint> held = shingles[..Math.Min(shingles.Length, ShinglesHeldMax)];
        int bandBytes = banding.Bands * sizeof(uint), bytes = HeaderBytes + bandBytes + held.Length * sizeof(uint);
        Span<byte> to = key.GetSpan(bytes);
        MemoryMarshal.Write(to, rank);
        MemoryMarshal.Write(to[sizeof(long)..], (uint)shingles.Length);
        for (int band = 0; band < banding.Bands; band++)
            MemoryMarshal.Write(to[(HeaderBytes + band * sizeof(uint))..], HashBand(signature.Slice(band * banding.Rows, banding.Rows)));
        MemoryMarshal.AsBytes(held).CopyTo(to[(HeaderBytes + bandBytes)..]);
        key.Advance(bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static uint HashBand(ReadOnlySpan<uint> rows)
    {
        ulong hash = 0;
        foreach (uint row in rows)
        {
            hash = (hash ^ row) * 0x9E3779B97F4A7C15;
            hash ^= hash >> 29;
        }
        return (uint)(hash * 0xD6E8FEB86659FD93 >> 32);
    }
}
