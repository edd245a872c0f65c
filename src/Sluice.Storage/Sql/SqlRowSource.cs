using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Sluice.Storage.Sql;

/// <summary>Type of a column that rows of .NET have.</summary>
public enum SqlColumnType
{
    /// <summary>UTF-8 text.</summary>
    Text,

    /// <summary>64-bit whole number.</summary>
    Int64,

    /// <summary>64-bit floating point number.</summary>
    Double,

    /// <summary>True or false.</summary>
    Boolean,
}

/// <summary>Rows of .NET as a table function of DuckDB. Its scan runs on the thread that runs the query and pulls one chunk after the other, so
/// nothing piles up.</summary>
abstract unsafe class SqlRowSource(IReadOnlyList<(string Name, SqlColumnType Type)> columns)
{
    /// <summary>What stopped the rows, to be thrown by the caller once the query has ended: an exception must not cross DuckDB's frames.</summary>
    internal Exception? Failure { get; private set; }

    /// <summary>Writes the next rows, as many as the writer takes.</summary>
    protected abstract void Fill(SqlRowWriter writer);

    internal void Register(nint connection, string name)
    {
        nint function = DuckDbApi.CreateTableFunction();
        try
        {
            DuckDbApi.SetFunctionName(function, name);
            DuckDbApi.SetFunctionExtraInfo(function, GCHandle.ToIntPtr(GCHandle.Alloc(this)), &Forget);
            DuckDbApi.SetFunctionBind(function, &Bind);
            DuckDbApi.SetFunctionInit(function, &Init);
            DuckDbApi.SetFunctionScan(function, &Scan);
            if (DuckDbApi.RegisterTableFunction(connection, function) != 0) throw new SqlException($"DuckDB takes no table function {name}");
        }
        finally
        {
            DuckDbApi.DestroyTableFunction(ref function);
        }
    }

    static SqlRowSource Of(nint info) => (SqlRowSource)GCHandle.FromIntPtr(info).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Forget(nint info) => GCHandle.FromIntPtr(info).Free();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Bind(nint info)
    {
        foreach ((string name, SqlColumnType type) in Of(DuckDbApi.BindExtraInfo(info)).Columns)
        {
            nint logical = DuckDbApi.CreateLogicalType(Native(type));
            DuckDbApi.BindAddColumn(info, name, logical);
            DuckDbApi.DestroyLogicalType(ref logical);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Init(nint info) => DuckDbApi.InitSetThreadsMax(info, 1);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Scan(nint info, nint chunk)
    {
        SqlRowSource source = Of(DuckDbApi.FunctionExtraInfo(info));
        try
        {
            source._writer.Begin(chunk);
            source.Fill(source._writer);
            DuckDbApi.SetChunkSize(chunk, (ulong)source._writer.Rows);
        }
#pragma warning disable CA1031 // Whatever it is: it is thrown again by the caller of the query.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            source.Failure = exception;
            DuckDbApi.SetChunkSize(chunk, 0);
            DuckDbApi.FunctionSetError(info, "the rows ended early");
        }
    }

    IReadOnlyList<(string Name, SqlColumnType Type)> Columns { get; } = columns;

    readonly SqlRowWriter _writer = new(columns.Count);

    static DuckDbApi.Type Native(SqlColumnType type) => type switch
    {
        SqlColumnType.Text => DuckDbApi.Type.Varchar,
        SqlColumnType.Int64 => DuckDbApi.Type.BigInt,
        SqlColumnType.Double => DuckDbApi.Type.Double,
        _ => DuckDbApi.Type.Boolean,
    };
}
