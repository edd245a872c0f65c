using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Engine.Execute;
using Sluice.Storage.Compression;

namespace Sluice.Engine.Store;

/// <summary>The documents that a task of the stage before put out, as the shard of the next stage; what a merge decided about each is handed to it.</summary>
sealed class StoredDocuments : IShardReader
{
    readonly TaskFileReader _file;
    readonly Frame[] _frames;
    readonly IdRepeats _repeats;
    readonly Decision[] _decisions;
    readonly ZstdPool _pool = new();
    int _next;
    long _documents;

    /// <summary>Opens a task's output.</summary>
    public StoredDocuments(string taskFile, IdRepeats repeats, Decision[] decisions)
    {
        _file = new(taskFile);
        _frames = [.. _file.Of(FrameKind.Documents)];
        (_repeats, _decisions) = (repeats, decisions);
    }

    /// <inheritdoc/>
    public IRecordBatch? NextBatch()
    {
        if (_next == _frames.Length) return null;
        Frame frame = _frames[_next++];
        Batch batch = new(this, frame, _documents);
        _documents += frame.Entries;
        return batch;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _pool.Dispose();
    }

    sealed class Batch(StoredDocuments owner, Frame frame, long first) : IRecordBatch
    {
        public long HeldBytes => frame.RawBytes;

        public BatchRange Read(IRecordSink sink, Document document, long? start)
        {
            ZstdBlock zstd = owner._pool.Rent();
            byte[] buffer = [];
            RepeatedStrings repeated = default;
            FieldReader reader = new(owner._file.Read(zstd, frame, ref buffer));
            owner._pool.Return(zstd);
            int decision = FirstDecision(owner._decisions, first);
            for (long number = first; !reader.IsAtEnd; number++)
            {
                long row = frame.Base + DocumentCodec.Read(ref reader, document, ref repeated);
                document.Id = owner._repeats.Apply(row, document.Id);
                if (decision < owner._decisions.Length && owner._decisions[decision].Document == number) owner._decisions[decision++].Apply(document);
                sink.Document(document);
            }
            sink.Progress(frame.CompressedBytes, frame.RawBytes);
            return new(null, 0);
        }

        public void Dispose() { }

        static int FirstDecision(Decision[] decisions, long number)
        {
            int low = 0, high = decisions.Length;
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (decisions[middle].Document < number) low = middle + 1;
                else high = middle;
            }
            return low;
        }
    }
}
