using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Sluice.Engine.Store;

/// <summary>Writes the fields of the run's own binary files: varints, strings, numbers, in the order a reader asks for them.</summary>
public sealed class FieldWriter
{
    readonly ArrayBufferWriter<byte> _buffer = new(1 << 16);

    /// <summary>What was written since the last <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    /// <summary>Bytes written.</summary>
    public int Length => _buffer.WrittenCount;

    /// <summary>The buffer itself, for steps that write blobs.</summary>
    public IBufferWriter<byte> Buffer => _buffer;

    /// <summary>Forgets what was written.</summary>
    public void Clear() => _buffer.ResetWrittenCount();

    /// <summary>An unsigned number, 7 bits a byte, low bits first (LEB128).</summary>
    public void Varint(ulong value)
    {
        Span<byte> span = _buffer.GetSpan(10);
        int length = 0;
        for (; value >= 0x80; value >>= 7) span[length++] = (byte)(value | 0x80);
        span[length++] = (byte)value;
        _buffer.Advance(length);
    }

    /// <summary>A number that is not negative.</summary>
    public void Varint(long value) => Varint(checked((ulong)value));

    /// <summary>A byte.</summary>
    public void Byte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }

    /// <summary>Eight bytes, little endian.</summary>
    public void Double(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(_buffer.GetSpan(sizeof(double)), value);
        _buffer.Advance(sizeof(double));
    }

    /// <summary>A number or nothing.</summary>
    public void OptionalDouble(double? value)
    {
        Byte(value is null ? (byte)0 : (byte)1);
        if (value is { } number) Double(number);
    }

    /// <summary>Bytes with their length before them.</summary>
    public void Bytes(ReadOnlySpan<byte> value)
    {
        Varint((ulong)value.Length);
        _buffer.Write(value);
    }

    /// <summary>Bytes alone.</summary>
    public void Raw(ReadOnlySpan<byte> value) => _buffer.Write(value);

    /// <summary>A string or null.</summary>
    public void String(string? value)
    {
        if (value is null)
        {
            Byte(0);
            return;
        }
        int length = Encoding.UTF8.GetByteCount(value);
        Varint((ulong)length + 1);
        _buffer.Advance(Encoding.UTF8.GetBytes(value, _buffer.GetSpan(length)));
    }
}
