using Sluice.Core;
using Sluice.Storage.Sql;

namespace Sluice.Storage.Parquet;

/// <summary>One column of a file: its name and DuckDB's name of its type.</summary>
public sealed record ParquetField(string Name, string Type);

/// <summary>Reads chosen columns of one Parquet file, in row order, chunk by chunk, on the caller's thread.</summary>
public sealed class ParquetReader : IDisposable
{
    readonly SqlDatabase _database;
    readonly string _table;

    ParquetReader(SqlDatabase database, string path)
    {
        // A folder named a=b is no column, a name with a star is one file, and bytes that claim no type are text.
        (_database, _table) = (database, $"read_parquet({SqlText.File(path)}, hive_partitioning = false, binary_as_string = true)");
        using (SqlResult columns = database.Query($"SELECT column_name, column_type FROM (DESCRIBE FROM {_table})"))
        {
            // SQL cannot name a column with a zero character.
            Fields = [.. columns.Rows().Select(row => new ParquetField(row.Text(0)!, row.Text(1)!)).Where(field => !field.Name.Contains('\0'))];
        }
        using SqlResult footer = database.Query($"SELECT CAST(num_rows AS BIGINT) FROM parquet_file_metadata({SqlText.File(path)})");
        Rows = footer.Rows().Sum(row => row.Int64(0));
    }

    /// <summary>Opens a file and reads its schema.</summary>
    /// <param name="path">The file.</param>
    /// <param name="memory">Most memory that the reading may take.</param>
    /// <exception cref="SqlException">It is no readable Parquet file.</exception>
    /// <exception cref="SluiceException">DuckDB's library is missing.</exception>
    public static ParquetReader Open(string path, ByteSize? memory = null)
    {
        SqlDatabase database = SqlDatabase.OpenInMemory(new() { Files = [path], Memory = memory ?? new(512L << 20) });
        try
        {
            return new(database, path);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>The columns of the file, in order.</summary>
    public IReadOnlyList<ParquetField> Fields { get; }

    /// <summary>Rows of the file, as its footer says.</summary>
    public long Rows { get; }

    /// <summary>The file's key-value metadata; a key's last value counts.</summary>
    public static IReadOnlyDictionary<string, string> KeyValues(string path)
    {
        using SqlDatabase database = SqlDatabase.OpenInMemory(new() { Files = [path] });
        using SqlResult result = database.Query($"SELECT decode(key), decode(value) FROM parquet_kv_metadata({SqlText.File(path)})");
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach (SqlRow row in result.Rows()) values[row.Text(0)!] = row.Text(1)!;
        return values;
    }

    /// <summary>Starts to read; dispose the result before the next one is asked for.</summary>
    /// <param name="columns">Names of the columns, in the order wanted, each with a type to cast to. As <see cref="SqlColumnType.Text"/>, lists and
    /// structs are what DuckDB prints for them.</param>
    /// <exception cref="SqlException">A column is not there, or the file is broken.</exception>
    public SqlResult Read(params ReadOnlySpan<(string Name, SqlColumnType Type)> columns)
    {
        List<string> selected = [];
        foreach ((string name, SqlColumnType type) in columns) selected.Add($"CAST({SqlText.Name(name)} AS {SqlText.Type(type)})");
        return _database.Query($"SELECT {string.Join(", ", selected)} FROM {_table}");
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();
}
