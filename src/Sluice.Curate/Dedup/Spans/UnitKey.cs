using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Sluice.Curate.Dedup.Spans;

/// <summary>What the merge knows of a document: the hashes of its units, and their lengths.</summary>
/// <remarks>Little-endian: units, hashes, bytes of the lengths (4 bytes each), the hashes (8 each), the lengths of the units in bytes (7 bits a byte, least first).
/// A text without units has an empty key. The key of an index entry has no lengths, since nothing of it is ever cut.</remarks>
static class UnitKey
{
    public const int HeaderBytes = 3 * sizeof(int);

    public static void Write(UnitList found, IBufferWriter<byte> key)
    {
        ReadOnlySpan<TextUnit> units = found.Units;
        if (units.IsEmpty) return;
        int lengthsBytes = 0;
        foreach (TextUnit unit in units) lengthsBytes += (BitOperations.Log2((uint)unit.Length) + 7) / 7;
        WriteHashes(units.Length, found.Hashes, lengthsBytes, key);
        foreach (TextUnit unit in units) key.Advance(VariableInt.Write(key.GetSpan(VariableInt.BytesMax), (uint)unit.Length));
    }

    public static void WriteHashes(int units, ReadOnlySpan<ulong> hashes, int lengthsBytes, IBufferWriter<byte> key)
    {
        Span<byte> header = key.GetSpan(HeaderBytes);
        BinaryPrimitives.WriteInt32LittleEndian(header, units);
        BinaryPrimitives.WriteInt32LittleEndian(header[sizeof(int)..], hashes.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header[(2 * sizeof(int))..], lengthsBytes);
        key.Advance(HeaderBytes);
        key.Write(MemoryMarshal.AsBytes(hashes));
    }

    public static (int Units, int Hashes, int LengthsBytes) ReadHeader(ReadOnlySpan<byte> header) => (BinaryPrimitives.ReadInt32LittleEndian(header),
        BinaryPrimitives.ReadInt32LittleEndian(header[sizeof(int)..]), BinaryPrimitives.ReadInt32LittleEndian(header[(2 * sizeof(int))..]));

    public static ReadOnlySpan<ulong> Hashes(ReadOnlySpan<byte> key) =>
        key.IsEmpty ? [] : MemoryMarshal.Cast<byte, ulong>(key.Slice(HeaderBytes, ReadHeader(key).Hashes * sizeof(ulong)));
}
