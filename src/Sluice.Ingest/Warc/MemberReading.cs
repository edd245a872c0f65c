using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Ingest.Framing;
using Sluice.Storage.Compression;
using Sluice.Storage.Files;

namespace Sluice.Ingest.Warc;

/// <summary>Reads gzip members, one after the other, each usually one record. What it reads at an offset depends on the file alone, not on where it came from.</summary>
sealed class MemberReading(StoredFile file, ArchiveFormat format, IRecordSink sink, Document document) : IDisposable
{
    readonly GzipMemberBytes _member = new(file);
    readonly ByteWindow _window = new();
    readonly Frame _frame = new();
    readonly IRecordReader _reader = format.CreateReader();
    ArchiveFramer? _framer;
    MemberStart? _starts;

    /// <summary>Bytes inflated so far.</summary>
    public long RawBytes { get; private set; }

    /// <summary>Offset of the first member with a record in a range; -1 where there is none.</summary>
    public long Find(long from, long to) => (_starts ??= new(file)).Find(from, to);

    /// <summary>Reads what is at an offset: a member, or bytes that are none.</summary>
    /// <returns>The offset after it.</returns>
    public long ReadAt(long offset)
    {
        if (!IsMember(offset)) return PassGarbage(offset);
        _member.Open(offset);
        _window.Reset(_member);
        _framer ??= format.CreateFramer(_window);
        _framer.Restart();
        long next = -1;
        bool isBreakTold = false;
        while (_framer.Next(_frame))
        {
            // Where a member holds several records, the offset after it is known by inflating it once more.
            if (next < 0) next = _frame.IsLast || _framer.GaveUp ? Next(offset) : MeasureEnd(offset);
            Origin origin = new() { File = format.Shard.Name, Offset = offset, Length = next - offset };
            if (_frame.IsLast && _window.Break is { } broken)
            {
                // A record without its checksum is not known to be whole.
                isBreakTold = true;
                sink.Quarantine(new(origin, broken.Reason, broken.Detail, _frame.Id, _frame.Url));
            }
            else
            {
                // The member is whole, so it is not the file that was cut.
                if (_frame is { Kind: FrameKind.Broken, Reason: "truncated" }) _frame.Reason = "content-length";
                _reader.Take(_frame, origin, document, sink);
            }
        }
        if (next < 0) next = Next(offset);
        if (_window.Break is { } end && !isBreakTold)
            sink.Quarantine(new(new() { File = format.Shard.Name, Offset = offset, Length = next - offset }, end.Reason, end.Detail));
        RawBytes += _member.Position;
        return next;
    }

    /// <summary>The offset after a member that was read: its end, or the next member where it has none.</summary>
    long Next(long offset)
    {
        if (_member.EndedWell) return _member.StoredPosition;
        // Inside a broken member the next one may begin before the break shows; inside one that was given up it does not.
        long next = Find(_framer!.GaveUp ? _member.StoredPosition : offset + 1, file.Length);
        return next < 0 ? file.Length : next;
    }

    long MeasureEnd(long offset)
    {
        using GzipMemberBytes again = new(file);
        again.Open(offset);
        if (!again.TrySeek(long.MaxValue) && again.EndedWell) return again.StoredPosition;
        long next = Find(offset + 1, file.Length);
        return next < 0 ? file.Length : next;
    }

    long PassGarbage(long offset)
    {
        long next = Find(offset + 1, file.Length);
        if (next < 0) next = file.Length;
        // Line ends and zeros between members are padding.
        if (!IsPadding(offset, next))
            sink.Quarantine(new(new() { File = format.Shard.Name, Offset = offset, Length = next - offset }, "garbage", "these bytes begin no gzip member"));
        return next;
    }

    bool IsMember(long offset)
    {
        Span<byte> head = stackalloc byte[2];
        return file.Read(head, offset) == head.Length && head.SequenceEqual((ReadOnlySpan<byte>)[0x1f, 0x8b]);
    }

    bool IsPadding(long from, long to)
    {
        using StoredWindow window = new(file);
        window.Seek(from);
        while (window.Position < to)
        {
            // A file that was cut while it is read ends before its length.
            if (!window.Ensure(1)) return false;
            ReadOnlySpan<byte> bytes = window.Available;
            bytes = bytes[..(int)Math.Min(bytes.Length, to - window.Position)];
            if (bytes.ContainsAnyExcept("\r\n\0"u8)) return false;
            window.Advance(bytes.Length);
        }
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _member.Dispose();
        _window.Dispose();
        _reader.Dispose();
        _starts?.Dispose();
    }
}
