using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Storage.Sql;

namespace Sluice.Ingest.Dumps.Parquet;

/// <summary>Consecutive rows, copied out of DuckDB's memory: that is then free for the next ones, however long the batch waits for a worker.</summary>
sealed class ParquetBatch : IRecordBatch
{
    const int Null = -1;

    readonly Shard _shard;
    readonly ParquetRoles? _roles;
    readonly long _first;
    readonly long _end;
    readonly long _rowsOfFile;
    readonly (string Reason, string Detail)? _trouble;
    readonly int[] _lengths = [];
    readonly byte[] _bytes = [];

    /// <summary>Rows that were read.</summary>
    public ParquetBatch(Shard shard, ParquetRoles roles, SqlChunk chunk, long first, long rowsOfFile)
    {
        (_shard, _roles, _first, _end, _rowsOfFile) = (shard, roles, first, first + chunk.Rows, rowsOfFile);
        int columns = roles.Columns.Count;
        _lengths = new int[chunk.Rows * columns];
        long total = 0;
        for (int row = 0, at = 0; row < chunk.Rows; row++)
            for (int column = 0; column < columns; column++, at++)
                total += Math.Max(0, _lengths[at] = chunk.IsNull(column, row) ? Null : chunk.Utf8(column, row).Length);
        if (total > Array.MaxLength) throw new SqlException($"{chunk.Rows} rows hold {total} bytes");
        _bytes = ArrayPool<byte>.Shared.Rent((int)total);
        Span<byte> free = _bytes;
        for (int row = 0; row < chunk.Rows; row++)
            for (int column = 0; column < columns; column++)
            {
                ReadOnlySpan<byte> value = chunk.Utf8(column, row);
                value.CopyTo(free);
                free = free[value.Length..];
            }
    }

    /// <summary>The rest of a file, which could not be read.</summary>
    public ParquetBatch(Shard shard, long first, long end, string reason, string detail) =>
        (_shard, _first, _end, _trouble) = (shard, first, end, (reason, detail));

    /// <inheritdoc/>
    public long HeldBytes => _bytes.Length + sizeof(int) * _lengths.Length;

    /// <inheritdoc/>
    public BatchRange Read(IRecordSink sink, Document document, long? start)
    {
        int at = 0;
        ReadOnlySpan<byte> bytes = _bytes;
        if (_trouble is var (reason, detail)) sink.Quarantine(new(Origin(_first, _end - _first), reason, detail));
        for (long row = _first; row < _end && _roles is not null; row++) ReadRow(row, ref at, ref bytes, document, sink);
        // The rows' share of the stored file.
        if (_rowsOfFile > 0) sink.Progress((long)((double)_shard.Bytes * (_end - _first) / _rowsOfFile), _bytes.Length - bytes.Length);
        return new(_first, _end);
    }

    void ReadRow(long row, ref int at, ref ReadOnlySpan<byte> bytes, Document document, IRecordSink sink)
    {
        document.Reset();
        document.Origin = Origin(row, 1);
        bool hasText = false;
        foreach ((string name, ParquetRole role) in _roles!.Columns)
        {
            int length = _lengths[at++];
            if (length == Null) continue;
            ReadOnlySpan<byte> value = bytes[..length];
            bytes = bytes[length..];
            hasText |= role == ParquetRole.Text;
            Take(document, name, role, value);
        }
        string? id = document.Id.Length == 0 ? null : document.Id;
        if (!hasText)
        {
            sink.Quarantine(new(document.Origin, "no-text", $"the row has no text in the column '{_roles.Columns[0].Name}'", id, document.Url));
            return;
        }
        document.Id = id ?? DocumentId.Make(_shard.Digest, row);
        sink.Document(document);
    }

    static void Take(Document document, string name, ParquetRole role, ReadOnlySpan<byte> value)
    {
        switch (role)
        {
            case ParquetRole.Text:
                document.SetText(value);
                break;
            case ParquetRole.Id:
                document.Id = Encoding.UTF8.GetString(value);
                break;
            case ParquetRole.Url:
                document.Url = Text(value);
                break;
            case ParquetRole.Language:
                document.Language = Text(value);
                break;
            case ParquetRole.Date:
                document.Date = Text(value);
                break;
            case ParquetRole.MetadataNumber when Utf8Parser.TryParse(value, out double number, out int read) && read == value.Length:
                document.Metadata.Set(name, number);
                break;
            default:
                document.Metadata.Set(name, Encoding.UTF8.GetString(value));
                break;
        }
    }

    static string? Text(ReadOnlySpan<byte> value) => value.IsEmpty ? null : Encoding.UTF8.GetString(value);

    Origin Origin(long row, long rows) => new() { File = _shard.Name, Offset = row, Length = rows };

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
    }
}
