using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Sluice.Core;

namespace Sluice.Storage.Sql;

/// <summary>What a <see cref="SqlDatabase"/> may use.</summary>
public sealed record SqlDatabaseOptions
{
    /// <summary>Most memory that DuckDB may take.</summary>
    public ByteSize Memory { get; init; } = new(256L << 20);

    /// <summary>Folder for what does not fit in memory; null for none: then a query that needs more memory fails.</summary>
    public string? ScratchFolder { get; init; }

    /// <summary>Files that queries may read or write; nothing else outside the database can be reached.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Whether rows keep the order of their source where no ORDER BY asks for it. Only a writer, which has one thread anyway, turns it off:
    /// DuckDB bounds row groups by bytes only then.</summary>
    public bool KeepsOrder { get; init; } = true;
}

/// <summary>An in-memory DuckDB database with one connection and one thread: that of the caller. Not for several threads at once.</summary>
/// <remarks>Extensions are neither installed nor loaded by themselves, nothing calls out, and only the files named in the options can be opened.</remarks>
public sealed unsafe class SqlDatabase : IDisposable
{
    readonly SqlConnectionHandle _handle;

    SqlDatabase(SqlConnectionHandle handle) => _handle = handle;

    /// <summary>Version of DuckDB, as it names itself: it decides the bytes of the files that it writes.</summary>
    /// <exception cref="SluiceException">DuckDB's library is missing.</exception>
    public static string LibraryVersion
    {
        get
        {
            DuckDbLibrary.Ensure();
            return DuckDbApi.Message(DuckDbApi.LibraryVersion());
        }
    }

    /// <summary>Opens a new, empty database.</summary>
    /// <exception cref="SluiceException">DuckDB's library is missing.</exception>
    /// <exception cref="SqlException">DuckDB could not start.</exception>
    public static SqlDatabase OpenInMemory(SqlDatabaseOptions options)
    {
        DuckDbLibrary.Ensure();
        SqlDatabase database = new(SqlConnectionHandle.Open(
        [
            ("threads", "1"),
            ("memory_limit", string.Create(CultureInfo.InvariantCulture, $"{options.Memory.Bytes}B")),
            ("temp_directory", options.ScratchFolder ?? ""),
            ("preserve_insertion_order", options.KeepsOrder ? "true" : "false"),
            ("autoinstall_known_extensions", "false"),
            ("autoload_known_extensions", "false"),
        ]));
        try
        {
            // It counts vectors but not the texts they point to: the default lets tens of thousands of texts pile up before the first is read.
            database.Execute("SET streaming_buffer_size = '1KB'");
            // The check sees the pattern first, then the file that it found.
            IEnumerable<string> paths = options.Files.SelectMany(file => (string[])[Path.GetFullPath(file), SqlText.FilePattern(file)]);
            if (options.Files.Count > 0) database.Execute($"SET allowed_paths = {SqlText.Literals(paths.Distinct(StringComparer.Ordinal))}");
            database.Execute("SET enable_external_access = false");
            database.Execute("SET lock_configuration = true");
        }
        catch
        {
            database.Dispose();
            throw;
        }
        return database;
    }

    /// <summary>Runs a statement to its end; what it returns is not looked at.</summary>
    /// <exception cref="SqlException">DuckDB refused it or could not finish it.</exception>
    public void Execute(string sql, CancellationToken cancellation = default)
    {
        using SqlResult result = Query(sql, cancellation: cancellation);
        while (result.NextChunk(cancellation) is { } chunk) chunk.Dispose();
    }

    /// <summary>Starts a query whose rows are read as they come. Dispose it before the next one starts.</summary>
    /// <param name="sql">One statement; <c>$1</c>, <c>$2</c>, … stand for the parameters.</param>
    /// <param name="parameters">Values: string, long, int, double or null.</param>
    /// <param name="cancellation">Interrupts the query.</param>
    /// <exception cref="SqlException">DuckDB refused it.</exception>
    public SqlResult Query(string sql, ReadOnlySpan<object?> parameters = default, CancellationToken cancellation = default)
    {
        nint statement = 0, pending = 0;
        try
        {
            if (DuckDbApi.Prepare(_handle.Connection, sql, out statement) != 0) throw new SqlException(DuckDbApi.Message(DuckDbApi.PrepareError(statement)));
            for (int i = 0; i < parameters.Length; i++) Bind(statement, (ulong)i + 1, parameters[i]);
            if (DuckDbApi.PendingStreaming(statement, out pending) != 0) throw new SqlException(DuckDbApi.Message(DuckDbApi.PendingError(pending)));
            using CancellationTokenRegistration _ = cancellation.UnsafeRegister(static handle => ((SqlConnectionHandle)handle!).Interrupt(), _handle);
            cancellation.ThrowIfCancellationRequested();
            if (DuckDbApi.ExecutePending(pending, out DuckDbApi.Result result) == 0) return new(_handle, result);
            string message = DuckDbApi.Message(DuckDbApi.ResultError(ref result));
            DuckDbApi.DestroyResult(ref result);
            cancellation.ThrowIfCancellationRequested();
            throw new SqlException(message);
        }
        finally
        {
            if (pending != 0) DuckDbApi.DestroyPending(ref pending);
            if (statement != 0) DuckDbApi.DestroyPrepare(ref statement);
        }
    }

    /// <summary>Makes rows of .NET readable as <c>name()</c> in queries, pulled as the query goes and never held as a whole.</summary>
    internal void Register(string name, SqlRowSource rows) => rows.Register(_handle.Connection, name);

    static void Bind(nint statement, ulong index, object? value)
    {
        int state = value switch
        {
            null => DuckDbApi.BindNull(statement, index),
            string text => BindText(statement, index, text),
            long number => DuckDbApi.BindInt64(statement, index, number),
            int number => DuckDbApi.BindInt64(statement, index, number),
            double number => DuckDbApi.BindDouble(statement, index, number),
            _ => throw new ArgumentException($"a parameter cannot be a {value.GetType().Name}", nameof(value)),
        };
        if (state != 0) throw new SqlException($"parameter {index} cannot be bound");
    }

    static int BindText(nint statement, ulong index, string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        fixed (byte* pointer = utf8) return DuckDbApi.BindText(statement, index, pointer, (ulong)utf8.Length);
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}

/// <summary>A database and its connection; alive as long as any result or chunk of it is.</summary>
sealed class SqlConnectionHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    nint _database;

    SqlConnectionHandle(nint database, nint connection) : base(ownsHandle: true)
    {
        _database = database;
        SetHandle(connection);
    }

    internal nint Connection => IsClosed ? throw new ObjectDisposedException(nameof(SqlDatabase)) : handle;

    internal static SqlConnectionHandle Open(ReadOnlySpan<(string Name, string Value)> settings)
    {
        _ = DuckDbApi.CreateConfig(out nint config);
        try
        {
            foreach ((string name, string value) in settings)
                if (DuckDbApi.SetConfig(config, name, value) != 0) throw new SqlException($"DuckDB does not take the setting {name} = {value}");
            if (DuckDbApi.Open(":memory:", out nint database, config, out nint error) != 0)
            {
                string message = DuckDbApi.Message(error);
                DuckDbApi.Free(error);
                throw new SqlException(message);
            }
            if (DuckDbApi.Connect(database, out nint connection) == 0) return new(database, connection);
            DuckDbApi.Close(ref database);
            throw new SqlException("DuckDB opened no connection");
        }
        finally
        {
            DuckDbApi.DestroyConfig(ref config);
        }
    }

    // Called from the thread that cancels, at any time: the reference keeps the connection alive for the call.
    internal void Interrupt()
    {
        bool isHeld = false;
        try
        {
            DangerousAddRef(ref isHeld);
            DuckDbApi.Interrupt(handle);
        }
        catch (ObjectDisposedException)
        {
            // The query is over.
        }
        finally
        {
            if (isHeld) DangerousRelease();
        }
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        DuckDbApi.Disconnect(ref handle);
        DuckDbApi.Close(ref _database);
        return true;
    }
}
