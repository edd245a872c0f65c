using System.Runtime.InteropServices;

namespace Sluice.Storage.Sql;

/// <summary>The rows of a running query, read chunk by chunk. Types: text, whole numbers, double and bool; a query casts whatever else it reads.</summary>
public sealed class SqlResult : IDisposable
{
    readonly SqlConnectionHandle _connection;
    readonly DuckDbApi.Type[] _types;
    DuckDbApi.Result _result;
    bool _isDisposed;

    internal SqlResult(SqlConnectionHandle connection, DuckDbApi.Result result)
    {
        _result = result;
        _connection = connection;
        bool isHeld = false;
        connection.DangerousAddRef(ref isHeld);
        int count = (int)DuckDbApi.ColumnCount(ref _result);
        _types = new DuckDbApi.Type[count];
        string[] names = new string[count];
        for (int i = 0; i < count; i++)
        {
            _types[i] = DuckDbApi.ColumnType(ref _result, (ulong)i);
            names[i] = Marshal.PtrToStringUTF8(DuckDbApi.ColumnName(ref _result, (ulong)i)) ?? "";
        }
        ColumnNames = names;
    }

    /// <summary>Names of the columns, in order.</summary>
    public IReadOnlyList<string> ColumnNames { get; }

    /// <summary>The next rows, at most 2,048 of them, or null at the end. The chunk belongs to the caller, and outlives this result.</summary>
    /// <exception cref="SqlException">The query failed on its way.</exception>
    public SqlChunk? NextChunk(CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        using CancellationTokenRegistration _ = cancellation.UnsafeRegister(static handle => ((SqlConnectionHandle)handle!).Interrupt(), _connection);
        cancellation.ThrowIfCancellationRequested();
        nint chunk = DuckDbApi.FetchChunk(_result);
        if (chunk != 0) return new(_connection, chunk, _types);
        nint error = DuckDbApi.ResultError(ref _result);
        if (error == 0) return null;
        cancellation.ThrowIfCancellationRequested();
        throw new SqlException(DuckDbApi.Message(error));
    }

    /// <summary>All rows, one after the other; for results that are small or read once. A row is valid until the next.</summary>
    /// <exception cref="SqlException">The query failed on its way.</exception>
    public IEnumerable<SqlRow> Rows(CancellationToken cancellation = default)
    {
        while (NextChunk(cancellation) is { } chunk)
        {
            using (chunk)
                for (int row = 0; row < chunk.Rows; row++) yield return new(chunk, row);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        DuckDbApi.DestroyResult(ref _result);
        _connection.DangerousRelease();
    }
}
