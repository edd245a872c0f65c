using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Ingest.Framing;
using Sluice.Storage.Files;

namespace Sluice.Ingest.Warc;

/// <summary>Cuts a file with one gzip member a record into ranges; each worker finds, inflates and reads the members that begin in its range.</summary>
/// <param name="file">The file; closed with the reader.</param>
/// <param name="format">WARC or ARC.</param>
/// <param name="rangeBytes">Bytes of a range.</param>
sealed class MemberShardReader(StoredFile file, ArchiveFormat format, int rangeBytes = MemberShardReader.RangeBytes) : IShardReader, IRecordSeeker
{
    /// <summary>Compressed bytes of a range: some 30 pages, work for some ten milliseconds.</summary>
    public const int RangeBytes = 1 << 20;

    long _next;

    /// <inheritdoc/>
    public IRecordBatch? NextBatch()
    {
        if (_next >= file.Length) return null;
        long begin = _next;
        _next = Math.Min(file.Length, begin + rangeBytes);
        return new Batch(file, format, begin, _next);
    }

    /// <inheritdoc/>
    public bool ReadAt(Origin origin, IRecordSink sink, Document document)
    {
        if (origin.File != format.Shard.Name || origin.Offset >= file.Length) return false;
        using MemberReading members = new(file, format, sink, document);
        members.ReadAt(origin.Offset);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    sealed class Batch(StoredFile file, ArchiveFormat format, long begin, long end) : IRecordBatch
    {
        public long HeldBytes => 0;

        public BatchRange Read(IRecordSink sink, Document document, long? start)
        {
            if (start >= end) return new(null, 0);
            using MemberReading members = new(file, format, sink, document);
            long position = start ?? (begin == 0 ? 0 : members.Find(begin, end));
            if (position < 0) return new(null, 0);
            long first = position;
            while (position < end) position = members.ReadAt(position);
            sink.Progress(position - first, members.RawBytes);
            return new(first, position);
        }

        public void Dispose() { }
    }
}
