using Sluice.Core;
using Sluice.Ingest.Code.Git;
using Sluice.Ingest.Framing;
using Sluice.Storage.Compression;
using Sluice.Storage.Files;

namespace Sluice.Ingest.Code.Archives;

/// <summary>Goes through a tar, plain or compressed as a whole.</summary>
/// <remarks>A header whose checksum is wrong ends the reading: what follows can't be found. Links, devices and sparse files are entries without bytes; volume headers and folders
/// are passed over. At the end the rest of the stream is read too, so that a checksum of gzip or zstd over all of it is verified.</remarks>
sealed class TarReading : ArchiveReading
{
    const int SkipBytes = 256 << 10;
    const long PaddingBytesMax = 1 << 20;

    readonly StoredFile _file;
    readonly ByteReader _stream;
    readonly ByteWindow _window = new();
    readonly ArchiveLimits _limits;
    long _next, _data, _size;
    PaxRecords _pax;
    byte[]? _longName;
    bool _isEnded;

    /// <summary>Takes over the file.</summary>
    public TarReading(StoredFile file, StoredKind kind, GitOptions options)
    {
        (_file, _limits) = (file, new(options));
        _stream = kind switch { StoredKind.Gzip => new GzipBytes(file), StoredKind.Zstd => new ZstdBytes(file), _ => new StoredBytes(file) };
        _window.Reset(_stream);
    }

    /// <inheritdoc/>
    public override bool Next(out ArchiveEntry entry)
    {
        entry = default;
        while (Break is null && !_isEnded)
        {
            if (!TrySkipTo(_next)) return false;
            if (!_window.Ensure(TarHeader.Bytes)) return End("the tar ends without its end mark");
            TarHeader header = new(_window.Span[..TarHeader.Bytes]);
            if (header.IsEnd) return Finish();
            if (!header.HasRightChecksum()) return End("tar-header", _next == 0 ? "this is no tar: its first header has no right checksum" : "the checksum of a header is wrong");
            if (!header.TrySize(out _size)) return End("tar-header", "the size in a header is no number");
            (byte type, bool isExecutable) = (header.Type, (header.Mode & 0b001_001_001) != 0);
            if (type is (byte)'x' or (byte)'g' or (byte)'L' or (byte)'K')
            {
                if (!TakeMeta(type)) return false;
                continue;
            }
            if (_pax.Size is { } size) _size = size;
            byte[] path = _pax.Path ?? _longName ?? header.Path();
            bool isSparse = _pax.IsSparse || type == 'S';
            (_pax, _longName) = (new() { Comment = _pax.Comment }, null);
            if (IsHeaderOnly(type)) _size = 0;
            Place(_size);
            if (type == '5' || type == 'V' || path.AsSpan().EndsWith("/"u8)) continue;
            entry = EntryOf(type, isExecutable, isSparse, path);
            return true;
        }
        return false;
    }

    ArchiveEntry EntryOf(byte type, bool isExecutable, bool isSparse, byte[] path) => type switch
    {
        (byte)'2' => ArchiveEntry.Of(TreeEntryKind.Symlink, false, -1, path, Verdict.Drop("read.symlink")),
        (byte)'1' => ArchiveEntry.Of(TreeEntryKind.File, isExecutable, -1, path, Verdict.Drop("read.hardlink")),
        (byte)'3' or (byte)'4' or (byte)'6' => ArchiveEntry.Of(TreeEntryKind.File, false, -1, path, Verdict.Drop("read.device")),
        _ when isSparse => ArchiveEntry.Of(TreeEntryKind.File, isExecutable, -1, path, Verdict.Drop("read.sparse")),
        (byte)'0' or 0 or (byte)'7' => ArchiveEntry.Of(TreeEntryKind.File, isExecutable, _size, path, Verdict.Keep),
        _ => ArchiveEntry.Of(TreeEntryKind.File, false, -1, path, Verdict.Drop("read.entry-type", FormattableString.Invariant($"type 0x{type:X2}"))),
    };

    // As POSIX and Go's archive/tar have it: these have no bytes, whatever they state.
    static bool IsHeaderOnly(byte type) => type is >= (byte)'1' and <= (byte)'6';

    void Place(long size)
    {
        _data = _next + TarHeader.Bytes;
        _next = size > long.MaxValue - _data - TarHeader.Bytes ? long.MaxValue : _data + (size + TarHeader.Bytes - 1) / TarHeader.Bytes * TarHeader.Bytes;
    }

    bool TakeMeta(byte type)
    {
        if (_size > ArchiveLimits.MetaBytesMax) return End("tar-meta-bytes-max", FormattableString.Invariant($"an entry that describes the next one has {_size} bytes, more than {ArchiveLimits.MetaBytesMax}"));
        Place(_size);
        if (!TrySkipTo(_data)) return false;
        if (!_window.Ensure((int)_size)) return End("the tar ends inside an extended header");
        ReadOnlySpan<byte> bytes = _window.Span[..(int)_size];
        switch (type)
        {
            case (byte)'L':
                int end = bytes.IndexOf((byte)0);
                _longName = (end < 0 ? bytes : bytes[..end]).ToArray();
                break;
            case (byte)'x' when !_pax.TryAdd(bytes): return End("tar-header", "an extended header is broken");
            case (byte)'g':
                PaxRecords all = default;
                if (!all.TryAdd(bytes)) return End("tar-header", "a global extended header is broken");
                if (all.Comment is { } comment && ObjectId.Is(comment)) Commit ??= comment;
                break;
            default: break;
        }
        return true;
    }

    /// <inheritdoc/>
    public override GitTrouble? TryRead(Span<byte> bytes)
    {
        if (!TrySkipTo(_data)) return Break;
        if (!_window.Ensure(bytes.Length))
        {
            End("the tar ends inside a file");
            return Break;
        }
        _window.Span[..bytes.Length].CopyTo(bytes);
        return null;
    }

    bool TrySkipTo(long position)
    {
        if (_stream is StoredBytes && position - _window.Position > SkipBytes)
            return (position <= _file.Length && _window.TrySeek(position)) || End("the tar ends inside a file");
        while (_window.Position < position)
        {
            if (_window.Span.IsEmpty && !_window.FillMore(SkipBytes)) return End("the tar ends inside a file");
            _window.Advance((int)Math.Min(_window.Span.Length, position - _window.Position));
            if (IsBomb()) return false;
        }
        return !IsBomb();
    }

    bool IsBomb()
    {
        Break ??= _limits.Check(_window.Position, _stream.Position, _stream.StoredPosition);
        return Break is not null;
    }

    // Behind the end mark is padding; a checksum over the whole stream comes last.
    bool Finish()
    {
        long most = _window.Position + PaddingBytesMax;
        while (_window.Position < most && (!_window.Span.IsEmpty || _window.FillMore(SkipBytes))) _window.Advance(_window.Span.Length);
        if (_window.Break is { } end) Break = new(end.Reason, end.Detail);
        _isEnded = true;
        return false;
    }

    bool End(string truncated) => _window.Break is { } end ? End(end.Reason, end.Detail) : End("truncated", truncated);

    bool End(string reason, string detail)
    {
        Break ??= new(reason, FormattableString.Invariant($"{detail} (byte {Math.Min(_next, _window.Position)} of the tar)"));
        return false;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _window.Dispose();
        _stream.Dispose();
        _file.Dispose();
    }
}
