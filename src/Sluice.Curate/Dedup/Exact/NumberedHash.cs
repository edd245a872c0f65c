using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Sluice.Curate.Dedup.Exact;

/// <summary>Documents in input order.</summary>
[StructLayout(LayoutKind.Sequential)]
readonly struct NumberedHash(ulong high, ulong low, long document) : IExactRecord<NumberedHash>
{
    readonly ulong _high = high;
    readonly ulong _low = low;
    readonly long _document = document;

    public long Document => _document;

    public static NumberedHash Of(ReadOnlySpan<byte> key, long document, bool isEarlier) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(key), BinaryPrimitives.ReadUInt64BigEndian(key[sizeof(ulong)..]), document);

    public bool HasHashOf(in NumberedHash other) => _high == other._high && _low == other._low;

    public int CompareTo(NumberedHash other) =>
        _high != other._high ? _high.CompareTo(other._high) : _low != other._low ? _low.CompareTo(other._low) : _document.CompareTo(other._document);
}
