using System.Buffers.Binary;
using System.Text;

namespace Sluice.Engine.Store;

/// <summary>Reads what <see cref="FieldWriter"/> wrote.</summary>
/// <remarks>The files are the run's own and checked by checksum, so a misfit is a broken invariant: <see cref="InvalidDataException"/> or an index out of range.</remarks>
public ref struct FieldReader(ReadOnlySpan<byte> bytes)
{
    ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Whether everything was read.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Bytes not read yet.</summary>
    public readonly int Remaining => _rest.Length;

    /// <summary>An unsigned number.</summary>
    public ulong Varint()
    {
        ulong value = 0;
        for (int at = 0, shift = 0; ; at++, shift += 7)
        {
            byte next = _rest[at];
            value |= (ulong)(next & 0x7F) << shift;
            if (next >= 0x80) continue;
            _rest = _rest[(at + 1)..];
            return value;
        }
    }

    /// <summary>A number that is not negative.</summary>
    public long Long() => checked((long)Varint());

    /// <summary>A byte.</summary>
    public byte Byte()
    {
        byte value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    /// <summary>Eight bytes.</summary>
    public double Double()
    {
        double value = BinaryPrimitives.ReadDoubleLittleEndian(_rest);
        _rest = _rest[sizeof(double)..];
        return value;
    }

    /// <summary>A number or nothing.</summary>
    public double? OptionalDouble() => Byte() == 0 ? null : Double();

    /// <summary>Bytes with their length before them.</summary>
    public ReadOnlySpan<byte> Bytes() => Raw(checked((int)Varint()));

    /// <summary>So many bytes.</summary>
    public ReadOnlySpan<byte> Raw(int length)
    {
        ReadOnlySpan<byte> value = _rest[..length];
        _rest = _rest[length..];
        return value;
    }

    /// <summary>A string or null.</summary>
    public string? String()
    {
        ulong length = Varint();
        return length == 0 ? null : Encoding.UTF8.GetString(Raw(checked((int)(length - 1))));
    }

    /// <summary>A string that often repeats from row to row: the last one is given again where it is equal.</summary>
    public string? String(ref string? last)
    {
        ulong length = Varint();
        if (length == 0) return null;
        ReadOnlySpan<byte> utf8 = Raw(checked((int)(length - 1)));
        if (last is not null && last.Length <= 256 && last.Length == utf8.Length)
        {
            Span<byte> known = stackalloc byte[256 * 3];
            if (Encoding.UTF8.TryGetBytes(last, known, out int written) && known[..written].SequenceEqual(utf8)) return last;
        }
        return last = Encoding.UTF8.GetString(utf8);
    }
}
