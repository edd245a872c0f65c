using System.Globalization;
using Sluice.Core;
using Sluice.Storage.Sql;

namespace Sluice.Storage.Parquet;

/// <summary>Writes one row's values, in the order of the columns.</summary>
public delegate void WriteRow<in T>(T row, SqlRowWriter writer);

/// <summary>Writes Parquet files (zstd) of any length in the memory of about one row group, on the caller's thread.</summary>
/// <remarks>The same rows give the same bytes. DuckDB pulls the rows as it writes; the file's row groups end by bytes, so long texts don't pile up.</remarks>
public static class ParquetWriter
{
    const int DiskFull = 28; // ENOSPC
    // A row group's values are held twice while it is written (as rows, and as the column being encoded).
    static readonly ByteSize s_rowGroup = new(16L << 20);
    const int RowGroupRowsMax = 122_880;

    /// <summary>Writes one file.</summary>
    /// <param name="path">File to write; one that is there is replaced.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="rows">The rows, in order; taken one at a time.</param>
    /// <param name="write">Writes one row.</param>
    /// <param name="keyValues">The file's key-value metadata.</param>
    /// <param name="cancellation">Stops it; what is written by then is no whole file.</param>
    /// <exception cref="SluiceException">The file can't be written.</exception>
    /// <exception cref="IOException">The disk is full.</exception>
    public static void Write<T>(string path, IReadOnlyList<ParquetColumn> columns, IEnumerable<T> rows, WriteRow<T> write,
        IReadOnlyList<KeyValuePair<string, string>>? keyValues = null, CancellationToken cancellation = default)
    {
        string full = Path.GetFullPath(path);
        using IEnumerator<T> source = rows.GetEnumerator();
        Rows<T> table = new(columns, source, write, cancellation);
        try
        {
            using SqlDatabase database = SqlDatabase.OpenInMemory(new() { Files = [full], KeepsOrder = false, Memory = new(4L << 30) });
            database.Register("rows_to_write", table);
            database.Execute(string.Create(CultureInfo.InvariantCulture, $"""
                COPY (SELECT {string.Join(", ", columns.Select(Select))} FROM rows_to_write()) TO {SqlText.Literal(full)}
                (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {RowGroupRowsMax}, ROW_GROUP_SIZE_BYTES {s_rowGroup.Bytes}, USE_TMP_FILE false
                {KeyValues(keyValues)})
                """), cancellation);
        }
        catch (SqlException) when (table.Failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(table.Failure);
        }
        catch (SqlException exception) when (exception.Message.Contains("No space left on device", StringComparison.Ordinal))
        {
            throw new IOException($"the disk is full: {path}", DiskFull); // As any other writer says it.
        }
        catch (SqlException exception)
        {
            throw new SluiceException($"the file cannot be written: {exception.Message.Split('\n')[0]}", path,
                "check the folder's permissions and the space left on its disk")
            { ExitCode = 1 };
        }
    }

    static string Select(ParquetColumn column)
    {
        string name = SqlText.Name(column.Name);
        return column.Expression is null ? name : $"{string.Format(CultureInfo.InvariantCulture, column.Expression, name)} AS {name}";
    }

    static string KeyValues(IReadOnlyList<KeyValuePair<string, string>>? keyValues)
    {
        if (keyValues is not { Count: > 0 }) return "";
        return $", KV_METADATA {{{string.Join(", ", keyValues.Select(pair => $"{SqlText.Name(pair.Key)}: {SqlText.Literal(pair.Value)}"))}}}";
    }

    sealed class Rows<T>(IReadOnlyList<ParquetColumn> columns, IEnumerator<T> rows, WriteRow<T> write, CancellationToken cancellation)
        : SqlRowSource([.. columns.Select(column => (column.Name, column.Type))])
    {
        protected override void Fill(SqlRowWriter writer)
        {
            cancellation.ThrowIfCancellationRequested();
            while (!writer.IsFull && rows.MoveNext())
            {
                write(rows.Current, writer);
                writer.EndRow();
            }
        }
    }
}
