using Sluice.Core;
using Sluice.Core.Records;

namespace Sluice.Ingest.Framing;

/// <summary>A file that can't be read at all: one quarantine row that says why.</summary>
sealed class RefusedShardReader(Shard shard, string reason, string detail) : IShardReader
{
    bool _isDone;

    /// <inheritdoc/>
    public IRecordBatch? NextBatch()
    {
        if (_isDone) return null;
        _isDone = true;
        return new Batch(shard, reason, detail);
    }

    /// <inheritdoc/>
    public void Dispose() { }

    sealed class Batch(Shard shard, string reason, string detail) : IRecordBatch
    {
        public long HeldBytes => 0;

        public BatchRange Read(IRecordSink sink, Document document, long? start)
        {
            sink.Quarantine(new(new() { File = shard.Name, Offset = 0, Length = shard.Bytes }, reason, detail));
            return new(0, shard.Bytes);
        }

        public void Dispose() { }
    }
}
