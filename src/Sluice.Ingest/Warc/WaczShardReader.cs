using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Ingest.Framing;
using Sluice.Storage.Files;

namespace Sluice.Ingest.Warc;

/// <summary>The web archives inside a WACZ, one after the other. They are stored as they are, so each is read in place, by several workers where its own format allows.</summary>
/// <remarks>Source: Web Archive Collection Zipped 1.1.1. To the engine all of them are one file: each one's offsets are shifted behind those of the one before.</remarks>
/// <param name="container">The WACZ; closed with the reader.</param>
/// <param name="shard">The same, for names and ids.</param>
/// <param name="entries">Its web archives.</param>
/// <param name="open">Opens a web archive.</param>
sealed class WaczShardReader(StoredFile container, Shard shard, IReadOnlyList<ZipEntry> entries, Func<StoredFile, Shard, IShardReader> open) : IShardReader, IRecordSeeker
{
    int _nextEntry;
    long _shift;
    long _nextShift;
    IShardReader? _current;
    IRecordBatch? _ahead;
    int _count;

    /// <summary>How an archive inside a container is named in origins.</summary>
    public static string NameOf(string container, string entry) => container + "!" + entry;

    /// <inheritdoc/>
    public IRecordBatch? NextBatch()
    {
        while (_ahead is null)
        {
            if (_nextEntry == entries.Count) return null;
            OpenNext();
        }
        IRecordBatch batch = _ahead;
        _ahead = _current!.NextBatch();
        bool isStream = _current is StreamShardReader;
        // Batches of a stream count bytes that are not stored; they are numbered instead, and the last one ends where the archive does.
        long number = _shift + _count++;
        BatchRange? fixedRange = isStream ? new(number, _ahead is null ? _nextShift : number + 1) : null;
        return new Batch(batch, _shift, fixedRange);
    }

    void OpenNext()
    {
        ZipEntry entry = entries[_nextEntry++];
        _current?.Dispose();
        _count = 0;
        _shift = _nextShift;
        _nextShift += entry.StoredBytes;
        _current = Open(entry);
        _ahead = _current.NextBatch();
    }

    IShardReader Open(ZipEntry entry) =>
        open(container.Slice(entry.DataOffset, entry.StoredBytes), shard with { Name = NameOf(shard.Name, entry.Name), Bytes = entry.StoredBytes });

    /// <inheritdoc/>
    public bool ReadAt(Origin origin, IRecordSink sink, Document document)
    {
        foreach (ZipEntry entry in entries)
        {
            if (NameOf(shard.Name, entry.Name) != origin.File) continue;
            using IShardReader inner = Open(entry);
            return inner is IRecordSeeker seeker && seeker.ReadAt(origin, sink, document);
        }
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ahead?.Dispose();
        _current?.Dispose();
        container.Dispose();
    }

    sealed class Batch(IRecordBatch inner, long shift, BatchRange? fixedRange) : IRecordBatch
    {
        public long HeldBytes => inner.HeldBytes;

        public BatchRange Read(IRecordSink sink, Document document, long? start)
        {
            BatchRange range = inner.Read(sink, document, fixedRange is null ? start - shift : null);
            return fixedRange ?? new(range.Start + shift, range.End + shift);
        }

        public void Dispose() => inner.Dispose();
    }
}
