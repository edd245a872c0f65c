using System.Security.Cryptography;
using System.Text;
using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Ingest.Dumps;
using Sluice.Ingest.Warc;

namespace Sluice.Ingest.Tests.Reading;

/// <summary>All that a file gave, in order, read as the engine reads it: batches in order, a false start read again.</summary>
sealed class Readings : IRecordSink
{
    readonly List<ReadRecord> _records = [];

    public IReadOnlyList<ReadRecord> Records => _records;

    public IEnumerable<ReadRecord> Documents => _records.Where(record => record.IsDocument);

    public IEnumerable<ReadRecord> Quarantined => _records.Where(record => record.IsQuarantined);

    public int Redone { get; private set; }

    public long EndOffset { get; private set; }

    public static Readings Warc(string path, WarcOptions? options = null, int? batchBytes = null) => Read(WarcSource.Open(ShardOf(path), options ?? new(), batchBytes));

    public static Readings Jsonl(string path, JsonlOptions? options = null, int? batchBytes = null) => Read(LineSource.OpenJsonl(ShardOf(path), options ?? new(), batchBytes));

    public static Readings Text(string path, TextOptions? options = null, int? batchBytes = null) => Read(LineSource.OpenText(ShardOf(path), options ?? new(), batchBytes));

    public static Shard ShardOf(string path) => new(path, Path.GetFileName(path), new FileInfo(path).Length, SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFileName(path))));

    public static Readings Read(IShardReader reader)
    {
        Readings all = new();
        Document document = new();
        long? expected = null;
        using (reader)
        {
            while (reader.NextBatch() is { } batch)
            {
                using (batch)
                {
                    Readings part = new();
                    BatchRange range = batch.Read(part, document, null);
                    if (expected is not null && range.Start != expected)
                    {
                        part = new();
                        range = batch.Read(part, document, expected);
                        all.Redone++;
                        Assert.True(range.Start is null || range.Start == expected, $"read from {expected}, as told, it began at {range.Start}");
                    }
                    all._records.AddRange(part._records);
                    if (range.Start is not null) expected = range.End;
                }
            }
        }
        all.EndOffset = expected ?? 0;
        return all;
    }

    void IRecordSink.Document(Document document) => _records.Add(ReadRecord.Of(document));

    void IRecordSink.Skip(string kind) => _records.Add(new(kind, null, default, null, null, null, null, "", "", default, "", null));

    void IRecordSink.Quarantine(in QuarantinedRecord record) =>
        _records.Add(new("quarantine", record.Id, record.Origin, record.Url, null, null, null, "", record.Detail, default, "", record.Reason));

    void IRecordSink.Progress(long storedBytes, long rawBytes) { }
}
