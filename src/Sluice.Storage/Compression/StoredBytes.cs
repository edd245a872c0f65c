using Sluice.Storage.Files;

namespace Sluice.Storage.Compression;

/// <summary>The bytes of a file as they are stored.</summary>
/// <param name="file">The file; stays its owner's.</param>
public sealed class StoredBytes(StoredFile file) : ByteReader
{
    /// <inheritdoc/>
    public override long StoredPosition => Position;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int read = file.Read(buffer, Position);
        Position += read;
        return read;
    }

    /// <inheritdoc/>
    public override bool TrySeek(long position)
    {
        if (position > file.Length) return false;
        Position = position;
        return true;
    }

    private protected override void Restart() { }

    /// <inheritdoc/>
    public override void Dispose() { }
}
