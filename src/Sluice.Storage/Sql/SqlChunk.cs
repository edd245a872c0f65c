using System.Runtime.CompilerServices;
using System.Text;

namespace Sluice.Storage.Sql;

/// <summary>Up to 2,048 rows of a result, read in place: texts are spans of DuckDB's memory, valid until the chunk is disposed.</summary>
/// <remarks>Holds its own memory: it may be read on another thread, and after the result that gave it is gone.</remarks>
public sealed unsafe class SqlChunk : IDisposable
{
    readonly SqlConnectionHandle _connection;
    readonly DuckDbApi.Type[] _types;
    readonly nint[] _data;
    readonly nint[] _validity;
    nint _chunk;

    internal SqlChunk(SqlConnectionHandle connection, nint chunk, DuckDbApi.Type[] types)
    {
        bool isHeld = false;
        connection.DangerousAddRef(ref isHeld);
        (_connection, _chunk, _types) = (connection, chunk, types);
        (_data, _validity) = (new nint[types.Length], new nint[types.Length]);
        for (int i = 0; i < types.Length; i++)
        {
            nint vector = DuckDbApi.ChunkVector(chunk, (ulong)i);
            _data[i] = (nint)DuckDbApi.VectorData(vector);
            _validity[i] = (nint)DuckDbApi.VectorValidity(vector);
        }
        Rows = (int)DuckDbApi.ChunkSize(chunk);
    }

    /// <summary>Number of rows; at least one.</summary>
    public int Rows { get; }

    /// <summary>Whether a value is null.</summary>
    public bool IsNull(int column, int row)
    {
        Check(column, row);
        ulong* valid = (ulong*)_validity[column];
        return valid is not null && (valid[row >> 6] >> (row & 63) & 1) == 0;
    }

    /// <summary>A text; empty for null.</summary>
    public ReadOnlySpan<byte> Utf8(int column, int row)
    {
        if (IsNull(column, row)) return default;
        DuckDbApi.StringValue* value = &((DuckDbApi.StringValue*)Data(column, DuckDbApi.Type.Varchar))[row];
        return new(value->Length <= DuckDbApi.StringValue.InlineMax ? &value->Inline : value->Pointer, checked((int)value->Length));
    }

    /// <summary>A text as string; null for null.</summary>
    public string? Text(int column, int row) => IsNull(column, row) ? null : Encoding.UTF8.GetString(Utf8(column, row));

    /// <summary>A whole number; 0 for null.</summary>
    public long Int64(int column, int row) => IsNull(column, row) ? 0 : _types[column] switch
    {
        DuckDbApi.Type.BigInt => ((long*)Data(column, DuckDbApi.Type.BigInt))[row],
        _ => ((int*)Data(column, DuckDbApi.Type.Integer))[row],
    };

    /// <summary>A number; null for null.</summary>
    public double? Double(int column, int row) => IsNull(column, row) ? null : ((double*)Data(column, DuckDbApi.Type.Double))[row];

    /// <summary>A truth value; false for null.</summary>
    public bool Boolean(int column, int row) => !IsNull(column, row) && ((byte*)Data(column, DuckDbApi.Type.Boolean))[row] != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Check(int column, int row)
    {
        ObjectDisposedException.ThrowIf(_chunk == 0, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)_types.Length, nameof(column));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
    }

    void* Data(int column, DuckDbApi.Type type) =>
        _types[column] == type ? (void*)_data[column]
            : throw new InvalidOperationException($"column {column} is of DuckDB type {_types[column]}, not {type}: cast it in the query");

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_chunk == 0) return;
        DuckDbApi.DestroyChunk(ref _chunk);
        _connection.DangerousRelease();
    }
}
