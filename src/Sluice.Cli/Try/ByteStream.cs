using Sluice.Storage.Compression;
using Sluice.Storage.Files;

namespace Sluice.Cli.Try;

/// <summary>A stored file's bytes, decompressed, as a stream that is read once from front to back.</summary>
/// <param name="bytes">The bytes.</param>
/// <param name="file">The file that they come from.</param>
sealed class ByteStream(ByteReader bytes, StoredFile file) : Stream
{
    /// <summary>Opens a file, and decompresses it if its first bytes say that it is gzip or zstd.</summary>
    public static ByteStream Open(string path)
    {
        StoredFile file = StoredFile.Open(path);
        Span<byte> head = stackalloc byte[4];
        head = head[..file.Read(head, 0)];
        ByteReader bytes = head.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]) ? new GzipBytes(file) : head.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) ? new ZstdBytes(file) : new StoredBytes(file);
        return new(bytes, file);
    }

    /// <summary>Opens a file as it is stored.</summary>
    public static ByteStream OpenStored(string path)
    {
        StoredFile file = StoredFile.Open(path);
        return new(new StoredBytes(file), file);
    }

    /// <summary>Why the bytes ended early; null where they didn't.</summary>
    public StreamBreak? Break => bytes.Break;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => bytes.Position; set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => bytes.Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) => bytes.Read(buffer);

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        bytes.Dispose();
        file.Dispose();
        base.Dispose(disposing);
    }
}
