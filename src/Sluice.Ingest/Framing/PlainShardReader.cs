using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Storage.Compression;
using Sluice.Storage.Files;

namespace Sluice.Ingest.Framing;

/// <summary>Cuts an uncompressed file into ranges; each worker finds the records that begin in its range.</summary>
/// <param name="file">The file; closed with the reader.</param>
/// <param name="format">What its records are.</param>
/// <param name="rangeBytes">Bytes of a range.</param>
sealed class PlainShardReader(StoredFile file, RecordFormat format, int rangeBytes = PlainShardReader.RangeBytes) : IShardReader, IRecordSeeker
{
    /// <summary>Bytes of a range: work for some milliseconds, so that a file of a few megabytes keeps several cores busy.</summary>
    public const int RangeBytes = 4 << 20;

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
        using StoredBytes bytes = new(file);
        return format.ReadAt(bytes, origin, sink, document);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    sealed class Batch(StoredFile file, RecordFormat format, long begin, long end) : IRecordBatch
    {
        /// <inheritdoc/>
        public long HeldBytes => 0;

        /// <inheritdoc/>
        public BatchRange Read(IRecordSink sink, Document document, long? start)
        {
            if (start >= end) return new(null, 0);
            using ByteWindow window = new();
            using StoredBytes bytes = new(file);
            bytes.TrySeek(start ?? begin);
            window.Reset(bytes);
            if (start is null && begin > 0 && !format.FindStart(window, begin) || window.Position >= end) return new(null, 0);
            long first = window.Position;
            IFramer framer = format.CreateFramer(window);
            using IRecordReader reader = format.CreateReader();
            Frame frame = new();
            while (framer.Position < end && framer.Next(frame)) reader.Take(frame, format.Shard, false, document, sink);
            sink.Progress(framer.Position - first, framer.Position - first);
            return new(first, framer.Position);
        }

        /// <inheritdoc/>
        public void Dispose() { }
    }
}
