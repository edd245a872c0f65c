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
    /// <summary>Why the rest of a file is in quarantine.</summary>
    public const string BrokenReason = "parquet-broken";

    /// <summary>The source.</summary>
    public static SourceDefinition Definition { get; } = SourceDefinition.Create<ParquetOptions>("parquet", "Parquet: one row a document, chosen columns", [".parquet"], Open);

    /// <summary>Opens a file and finds its columns.</summary>
    /// <exception cref="SluiceException">The file can't be opened, or a column that the options name is not in it.</exception>
    public static IShardReader Open(Shard shard, ParquetOptions options)
    {
        StoredFile.Open(shard.Path).Dispose(); // Missing or unreadable: the same errors as for every other source.
        ParquetReader reader;
        try
        {
            reader = ParquetReader.Open(shard.Path);
        }
        catch (SqlException e)
        {
            return new RefusedShardReader(shard, BrokenReason, Detail(e, shard));
        }
        try
        {
            return new ParquetShardReader(shard, reader, ParquetRoles.Of(reader.Fields, options, shard));
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>DuckDB's words for one row of the quarantine: its first line, without the path of this machine.</summary>
    public static string Detail(SqlException exception, Shard shard) =>
        exception.Message.Split('\n', 2)[0].Replace(Path.GetFullPath(shard.Path), shard.Name, StringComparison.Ordinal);
}
