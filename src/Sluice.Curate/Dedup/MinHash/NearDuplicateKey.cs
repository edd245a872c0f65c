using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Sluice.Core.Text;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>What the merge knows of a document.</summary>
/// <remarks>Little-endian: the place in the order of keep (nothing for input order), distinct shingles (4 bytes), a hash of the set of shingles (16), a hash of each band (8 each), the shingles
/// held (4 each, ascending; of a giant document the smallest), and of files <see cref="FileFacts"/>. A document without shingles has an empty key.</remarks>
readonly ref struct NearDuplicateKey
{
    /// <summary>Bytes before the bands, the place in the order aside.</summary>
    public const int FixedBytes = sizeof(uint) + 2 * sizeof(ulong);

    readonly ReadOnlySpan<byte> _key;
    readonly int _bands;

    /// <param name="key">The key, behind the place in the order; or its beginning up to the shingles.</param>
    /// <param name="bands">Bands of a document.</param>
    public NearDuplicateKey(ReadOnlySpan<byte> key, int bands)
    {
        _key = key;
        _bands = bands;
    }

    /// <summary>Distinct shingles of the document.</summary>
    public uint Total => BinaryPrimitives.ReadUInt32LittleEndian(_key);

    /// <summary>Half of the set's hash.</summary>
    public ulong SetHigh => BinaryPrimitives.ReadUInt64LittleEndian(_key[sizeof(uint)..]);

    /// <summary>The other half.</summary>
    public ulong SetLow => BinaryPrimitives.ReadUInt64LittleEndian(_key[(sizeof(uint) + sizeof(ulong))..]);

    /// <summary>The hash of a band.</summary>
    public ulong Band(int band) => BinaryPrimitives.ReadUInt64LittleEndian(_key[(FixedBytes + band * sizeof(ulong))..]);

    /// <summary>The shingles held.</summary>
    public ReadOnlySpan<uint> Shingles => MemoryMarshal.Cast<byte, uint>(_key.Slice(BytesBeforeShingles(_bands), HeldBytes));

    /// <summary><see cref="FileFacts"/>; empty where the key has none.</summary>
    public ReadOnlySpan<byte> Facts => _key[(BytesBeforeShingles(_bands) + HeldBytes)..];

    int HeldBytes => (int)Math.Min(Total, DocumentSketch.ShinglesHeldMax) * sizeof(uint);

    /// <summary>Bytes before the shingles, the place in the order aside.</summary>
    public static int BytesBeforeShingles(int bands) => FixedBytes + bands * sizeof(ulong);

    /// <summary>Writes all but the place in the order.</summary>
    /// <param name="total">Distinct shingles of the document.</param>
    /// <param name="held">Those held: ascending, distinct; at least one.</param>
    /// <param name="bands">A hash of each band.</param>
    /// <param name="only"><see cref="DocumentSketch.Only"/>: it tells sets of one apart.</param>
    /// <param name="seed">Key of the set's hash.</param>
    /// <param name="key">Takes the key.</param>
    public static void Write(uint total, ReadOnlySpan<uint> held, ReadOnlySpan<ulong> bands, ulong only, ulong seed, IBufferWriter<byte> key)
    {
        int before = BytesBeforeShingles(bands.Length), bytes = before + held.Length * sizeof(uint);
        ReadOnlySpan<byte> shingles = MemoryMarshal.AsBytes(held);
        Span<byte> to = key.GetSpan(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(to, total);
        // Two hashes of 64 bits: of ten billion documents, no two are taken for the same by chance.
        BinaryPrimitives.WriteUInt64LittleEndian(to[sizeof(uint)..], TextHash.Of(shingles, seed ^ total));
        BinaryPrimitives.WriteUInt64LittleEndian(to[(sizeof(uint) + sizeof(ulong))..], total == 1 ? only : TextHash.Of(shingles, ~seed ^ total));
        for (int band = 0; band < bands.Length; band++) BinaryPrimitives.WriteUInt64LittleEndian(to[(FixedBytes + band * sizeof(ulong))..], bands[band]);
        shingles.CopyTo(to[before..]);
        key.Advance(bytes);
    }
}
