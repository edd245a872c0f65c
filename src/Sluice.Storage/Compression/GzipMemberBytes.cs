using Sluice.Storage.Files;

namespace Sluice.Storage.Compression;

/// <summary>The decompressed bytes of one gzip member at a time, with the exact offset where it ends in the stored file.</summary>
public sealed class GzipMemberBytes : ByteReader
{
    readonly StoredFile _file;
    readonly StoredWindow _window;
    readonly Inflater _inflater = new(InflateFormat.Gzip);
    long _start;
    bool _isAtEnd = true;

    /// <summary>A reader of members of <paramref name="file"/>, which stays its owner's.</summary>
    public GzipMemberBytes(StoredFile file) => (_file, _window) = (file, new StoredWindow(file));

    /// <summary>Offset in the stored file after what was consumed; after the member's last byte once it ended well.</summary>
    public override long StoredPosition => _window.Position;

    /// <summary>Whether the member's last byte was read and its checksum is right.</summary>
    public bool EndedWell { get; private set; }

    /// <summary>Goes to a member that begins at an offset of the stored file.</summary>
    public void Open(long offset)
    {
        _start = offset;
        ForgetRestarts();
        Break = null;
        Position = 0;
        Restart();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        int total = 0;
        while (!_isAtEnd)
        {
            if (_window.Available.IsEmpty) _window.Ensure(1);
            ReadOnlySpan<byte> input = _window.Available;
            DecodeStatus status = _inflater.Inflate(input, buffer[total..], out int consumed, out int written);
            _window.Advance(consumed);
            total += written;
            if (status == DecodeStatus.End) _isAtEnd = EndedWell = true;
            else if (status == DecodeStatus.Broken) End("gzip-broken", $"the compressed data is broken at offset {_window.Position}");
            else if (total == buffer.Length) break;
            else if (consumed == 0 && written == 0) End(input.IsEmpty ? "truncated" : "gzip-broken", input.IsEmpty
                ? "the file ends inside a gzip member" : $"the compressed data is broken at offset {_window.Position}");
        }
        Position += total;
        return total;
    }

    void End(string reason, string detail)
    {
        _isAtEnd = true;
        Break = new(reason, detail);
    }

    private protected override void Restart()
    {
        _window.Seek(_start);
        _inflater.Reset(InflateFormat.Gzip);
        _isAtEnd = EndedWell = false;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _window.Dispose();
        _inflater.Dispose();
    }
}
