using Sluice.Core.Records;
using Sluice.Storage.Parquet;
using Sluice.Storage.Sql;

namespace Sluice.Ingest.Dumps.Parquet;

/// <summary>Reads a file's rows in order; a batch is what DuckDB gives at once, up to 2,048 rows.</summary>
sealed class ParquetShardReader : IShardReader
{
    readonly Shard _shard;
    readonly ParquetReader _reader;
    readonly ParquetOptions _options;
    readonly ParquetRoles _roles;
    SqlResult? _rows;
    long _next;
    bool _isDone;

    /// <summary>Takes over the reader.</summary>
    /// <exception cref="Core.SluiceException">A column that the options name is not in the file.</exception>
    public ParquetShardReader(Shard shard, ParquetReader reader, ParquetOptions options)
    {
        (_shard, _reader, _options) = (shard, reader, options);
        _roles = ParquetRoles.Of(reader.Fields, options, shard);
    }

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
            (string reason, string detail) = ParquetSource.Explain(e, _shard, _options);
            return new ParquetBatch(_shard, _next, Math.Max(_reader.Rows, _next + 1), reason, detail);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows?.Dispose();
        _reader.Dispose();
    }
}
