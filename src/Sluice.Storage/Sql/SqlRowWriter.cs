using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Sluice.Storage.Sql;

/// <summary>Takes rows value by value, in the order of the columns, straight into DuckDB's memory.</summary>
public sealed unsafe class SqlRowWriter
{
    // A chunk is handed over at the vector's size or at this many bytes of text, whichever comes first: long documents must not pile up.
    const int ChunkTextBytesMax = 2 << 20;

    static readonly int s_rowsMax = (int)DuckDbApi.VectorSize();

    readonly nint[] _vectors;
    readonly nint[] _data;
    readonly nint[] _validity;
    int _column;
    long _textBytes;

    internal SqlRowWriter(int columns) => (_vectors, _data, _validity) = (new nint[columns], new nint[columns], new nint[columns]);

    internal int Rows { get; private set; }

    internal bool IsFull => Rows == s_rowsMax || _textBytes >= ChunkTextBytesMax;

    internal void Begin(nint chunk)
    {
        for (int i = 0; i < _vectors.Length; i++)
        {
            _vectors[i] = DuckDbApi.ChunkVector(chunk, (ulong)i);
            _data[i] = (nint)DuckDbApi.VectorData(_vectors[i]);
            _validity[i] = 0;
        }
        (Rows, _column, _textBytes) = (0, 0, 0);
    }

    internal void EndRow()
    {
        if (_column != _vectors.Length) throw new InvalidOperationException($"a row has {_vectors.Length} values; {_column} were written");
        _column = 0;
        Rows++;
    }

    /// <summary>Writes a text. What is no valid UTF-8 in it becomes U+FFFD: a file of text must stay readable.</summary>
    public void Text(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8)) utf8 = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(utf8));
        _textBytes += utf8.Length;
        // An empty span has a null pointer, which DuckDB must not see.
        byte none = 0;
        fixed (byte* pointer = utf8) DuckDbApi.AssignText(_vectors[_column], (ulong)Rows, pointer is null ? &none : pointer, (ulong)utf8.Length);
        _column++;
    }

    /// <summary>Writes a text, or null.</summary>
    public void Text(string? text)
    {
        if (text is null)
        {
            Null();
            return;
        }
        byte[] rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            Text(rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Writes a whole number.</summary>
    public void Int64(long value) => ((long*)_data[_column++])[Rows] = value;

    /// <summary>Writes a number, or null.</summary>
    public void Double(double? value)
    {
        if (value is { } number) ((double*)_data[_column++])[Rows] = number;
        else Null();
    }

    /// <summary>Writes a truth value.</summary>
    public void Boolean(bool value) => ((byte*)_data[_column++])[Rows] = value ? (byte)1 : (byte)0;

    /// <summary>Writes null.</summary>
    public void Null()
    {
        if (_validity[_column] == 0)
        {
            DuckDbApi.EnsureValidityWritable(_vectors[_column]);
            _validity[_column] = (nint)DuckDbApi.VectorValidity(_vectors[_column]);
        }
        ((ulong*)_validity[_column])[Rows >> 6] &= ~(1UL << (Rows & 63));
        _column++;
    }
}
