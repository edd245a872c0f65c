using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Ingest.Framing;
using Sluice.Storage.Files;
using Sluice.Storage.Parquet;
using Sluice.Storage.Sql;

namespace Sluice.Ingest.Dumps.Parquet;

/// <summary>The source <c>parquet</c>.</summary>
static class ParquetSource
{
    /// <summary>The source.</summary>
    public static SourceDefinition Definition { get; } =
        SourceDefinition.Create<ParquetOptions>("parquet", "Parquet: one row a document, chosen columns", [".parquet"], Open);

    /// <summary>Opens a file and finds its columns.</summary>
    /// <exception cref="SluiceException">The file can't be opened, or a column that the options name is not in it.</exception>
    public static IShardReader Open(Shard shard, ParquetOptions options)
    {
        StoredFile.Open(shard.Path).Dispose(); // Missing or unreadable: the same errors as for every other source.
        ParquetReader reader;
        try
        {
            reader = ParquetReader.Open(shard.Path, options.ReadMemoryMax);
        }
        catch (SqlException e)
        {
            (string reason, string detail) = Explain(e, shard, options);
            return new RefusedShardReader(shard, reason, detail);
        }
        try
        {
            return new ParquetShardReader(shard, reader, options);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Reason and detail of a quarantine: DuckDB's first line, without the path of this machine.</summary>
    public static (string Reason, string Detail) Explain(SqlException exception, Shard shard, ParquetOptions options) => exception.IsOutOfMemory
        ? ("read-memory-max", $"rows at this place need more memory than read-memory-max, {options.ReadMemoryMax}")
        : ("parquet-broken", exception.Message.Split('\n', 2)[0].Replace(Path.GetFullPath(shard.Path), shard.Name, StringComparison.Ordinal));
}
