using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Storage.Compression;
using Sluice.Storage.Files;

namespace Sluice.Ingest.Framing;

/// <summary>Reads a file that is compressed as a whole from its start to its end, and hands its records over in batches.</summary>
/// <param name="file">The file; closed with the reader.</param>
/// <param name="stream">Its decompressed bytes.</param>
/// <param name="format">What its records are.</param>
/// <param name="batchBytes">Bytes of records in a batch; a larger record makes a batch of its own.</param>
sealed class StreamShardReader(StoredFile file, ByteReader stream, RecordFormat format, int batchBytes = StreamShardReader.BatchBytes) : IShardReader, IRecordSeeker
{
    /// <summary>Bytes of records in a batch.</summary>
    public const int BatchBytes = 2 << 20;

    readonly ByteWindow _window = new();
    readonly Frame _frame = new();
    IFramer? _framer;
    bool _isHeld;
    bool _isAtEnd;
    bool _sawBreak;
    long _end;
    long _stored;

    /// <inheritdoc/>
    public IRecordBatch? NextBatch()
    {
        if (_isAtEnd) return null;
        if (_framer is null)
        {
            _window.Reset(stream);
            _framer = format.CreateFramer(_window);
        }
        Batch batch = new(format, _end);
        while (_isHeld || MoveNext())
        {
            // A frame that does not fit waits for the next batch; its bytes stay valid until the framer moves.
            _isHeld = !batch.TryAdd(_frame, batchBytes);
            if (_isHeld) break;
        }
        _end = batch.Finish(_isHeld ? _frame.Position : _framer.Position, stream.StoredPosition - _stored);
        _stored = stream.StoredPosition;
        _isAtEnd = !_isHeld;
        return batch;
    }

    bool MoveNext()
    {
        if (_framer!.Next(_frame))
        {
            _sawBreak |= _frame.Kind == FrameKind.Broken && _frame.IsLast;
            return true;
        }
        // The stream broke exactly between two records: that too is told.
        if (_window.Break is not { } end || _sawBreak) return false;
        _sawBreak = true;
        (_frame.Kind, _frame.Position, _frame.Length, _frame.Reason, _frame.Detail, _frame.Bytes) = (FrameKind.Broken, _framer.Position, 0, end.Reason, end.Detail, default);
        return true;
    }

    /// <inheritdoc/>
    public bool ReadAt(Origin origin, IRecordSink sink, Document document) => format.ReadAt(stream, origin, sink, document);

    /// <inheritdoc/>
    public void Dispose()
    {
        _window.Dispose();
        stream.Dispose();
        file.Dispose();
    }

    readonly record struct Entry(FrameKind Kind, int Start, int Bytes, int HeadLength, long Position, long Length, string Reason, string Detail, string? Id, string? Url);

    sealed class Batch(RecordFormat format, long begin) : IRecordBatch
    {
        const int FirstBytes = 256 << 10;

        readonly List<Entry> _entries = [];
        byte[] _bytes = [];
        int _used;
        long _end;
        long _storedBytes;

        public long HeldBytes => _bytes.Length;

        public bool TryAdd(Frame frame, int bytesMax)
        {
            if (_used > 0 && frame.Kind == FrameKind.Record && _used + frame.Bytes.Length > bytesMax) return false;
            int bytes = frame.Kind == FrameKind.Record ? frame.Bytes.Length : 0;
            Reserve(bytes);
            if (bytes > 0) frame.Bytes.Span.CopyTo(_bytes.AsSpan(_used));
            _entries.Add(new(frame.Kind, _used, bytes, frame.HeadLength, frame.Position, frame.Length, frame.Reason, frame.Detail, frame.Id, frame.Url));
            _used += bytes;
            return true;
        }

        public long Finish(long end, long storedBytes)
        {
            (_end, _storedBytes) = (Math.Max(begin, end), storedBytes);
            return _end;
        }

        public BatchRange Read(IRecordSink sink, Document document, long? start)
        {
            using IRecordReader reader = format.CreateReader();
            Frame frame = new();
            foreach (Entry e in _entries)
            {
                (frame.Kind, frame.Position, frame.Length, frame.HeadLength) = (e.Kind, e.Position, e.Length, e.HeadLength);
                (frame.Reason, frame.Detail, frame.Id, frame.Url) = (e.Reason, e.Detail, e.Id, e.Url);
                frame.Bytes = _bytes.AsMemory(e.Start, e.Bytes);
                reader.Take(frame, format.Shard, true, document, sink);
            }
            sink.Progress(_storedBytes, _end - begin);
            return new(begin, _end);
        }

        void Reserve(int bytes)
        {
            if (_bytes.Length - _used >= bytes) return;
            byte[] larger = PooledBytes.Rent(Math.Max(FirstBytes, Math.Max((int)Math.Min(_bytes.Length * 2L, PooledBytes.BytesMax), _used + bytes)));
            _bytes.AsSpan(0, _used).CopyTo(larger);
            Return();
            _bytes = larger;
        }

        void Return()
        {
            PooledBytes.Return(_bytes);
            _bytes = [];
        }

        public void Dispose() => Return();
    }
}
