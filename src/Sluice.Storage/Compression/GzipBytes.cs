using Sluice.Storage.Files;

namespace Sluice.Storage.Compression;

/// <summary>The decompressed bytes of all gzip members of a file, one after the other.</summary>
public sealed class GzipBytes : ByteReader
{
    readonly GzipMemberBytes _member;
    readonly StoredFile _file;
    bool _isAtEnd;

    /// <summary>A reader of <paramref name="file"/>, which stays its owner's.</summary>
    public GzipBytes(StoredFile file)
    {
        (_file, _member) = (file, new GzipMemberBytes(file));
        Restart();
    }

    /// <inheritdoc/>
    public override long StoredPosition => _member.StoredPosition;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (!_isAtEnd && !buffer.IsEmpty)
        {
            int read = _member.Read(buffer);
            Position += read;
            if (read > 0) return read;
            if (!_member.EndedWell) (_isAtEnd, Break) = (true, _member.Break);
            else OpenNext();
        }
        return 0;
    }

    void OpenNext()
    {
        long next = _member.StoredPosition;
        Span<byte> head = stackalloc byte[512];
        head = head[.._file.Read(head, next)];
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]))
        {
            _member.Open(next);
            return;
        }
        _isAtEnd = true;
        // Zeros after the last member are padding, as for gzip itself.
        if (head.ContainsAnyExcept((byte)0)) Break = new("garbage", $"what follows the gzip member before offset {next} of the stored file is no gzip");
    }

    private protected override void Restart()
    {
        _isAtEnd = false;
        _member.Open(0);
    }

    /// <inheritdoc/>
    public override void Dispose() => _member.Dispose();
}
