using Sluice.Core.Records;
using Sluice.Storage.Parquet;
using Sluice.Storage.Sql;

namespace Sluice.Ingest.Dumps.Parquet;

/// <summary>Reads a file's rows in order; a batch is what DuckDB gives at once, up to 2,048 rows.</summary>
sealed class ParquetShardReader : IShardReader
{
    readonly Shard _shard;
    readonly ParquetReader _reader;
    readonly ParquetRoles _roles;
    SqlResult? _rows;
    long _next;
    bool _isDone;

    public ParquetShardReader(Shard shard, ParquetReader reader, ParquetRoles roles) => (_shard, _reader, _roles) = (shard, reader, roles);

    /// <inheritdoc/>
    public IRecordBatch? NextBatch()
    {
        if (_isDone) return null;
        try
        {
            // Everything as text: numbers come back from their shortest form, and one way of copying serves all columns.
            _rows ??= _reader.Read([.. _roles.Columns.Select(column => (column.Name, SqlColumnType.Text))]);
            using SqlChunk? chunk = _rows.NextChunk();
            if (chunk is not null)
            {
                ParquetBatch batch = new(_shard, _roles, chunk, _next, _reader.Rows);
                _next += chunk.Rows;
                return batch;
            }
            _isDone = true;
            return null;
        }
        catch (SqlException e)
        {
            _isDone = true;
            return new ParquetBatch(_shard, _next, Math.Max(_reader.Rows, _next + 1), ParquetSource.Detail(e, _shard));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows?.Dispose();
        _reader.Dispose();
    }
}
