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
    readonly TaskDecisions _decisions;
    readonly ZstdPool _pool = new();
    int _next;
    long _documents;

    /// <summary>Opens a task's output.</summary>
    /// <param name="taskFile">The output.</param>
    /// <param name="repeats">Repeated ids of the task.</param>
    /// <param name="decisions">What the merge decided about its documents.</param>
    /// <param name="repository">The repository that they are files of; null elsewhere.</param>
    public StoredDocuments(string taskFile, IdRepeats repeats, TaskDecisions decisions, Repository? repository)
    {
        Repository = repository;
        _file = new(taskFile);
        _frames = [.. _file.Of(FrameKind.Documents)];
        (_repeats, _decisions) = (repeats, decisions);
    }

    /// <inheritdoc/>
    public Repository? Repository { get; }

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
        _decisions.Dispose();
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
            IReadOnlyList<Decision> decisions = owner._decisions.About(first, frame.Entries, zstd);
            owner._pool.Return(zstd);
            int decision = 0;
            for (long number = first; !reader.IsAtEnd; number++)
            {
                bool stays = DocumentCodec.TryRead(ref reader, document, ref repeated, out long row);
                Decision? decided = decision < decisions.Count && decisions[decision].Document == number ? decisions[decision++] : null;
                if (!stays) continue;
                document.Id = owner._repeats.Apply(frame.Base + row, document.Id);
                document.Repository = owner.Repository;
                decided?.Apply(document);
                sink.Document(document);
            }
            sink.Progress(frame.CompressedBytes, frame.RawBytes);
            return new(null, 0);
        }

        public void Dispose() { }
    }
}
