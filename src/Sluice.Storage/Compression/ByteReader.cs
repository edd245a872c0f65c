namespace Sluice.Storage.Compression;

/// <summary>Why a stream of bytes ended before its end.</summary>
/// <param name="Reason">Kebab-case name: <c>gzip-broken</c>, <c>truncated</c>, …</param>
/// <param name="Detail">One sentence for a person.</param>
public sealed record StreamBreak(string Reason, string Detail);

/// <summary>The bytes of a stored file, decompressed while they are read. Bad data never throws: the stream ends there and says why.</summary>
public abstract class ByteReader : IDisposable
{
    /// <summary>Times that a stream may be decompressed again from its start, to go back to a place that turned out to matter.</summary>
    public const int RestartsMax = 8;

    int _restarts;

    /// <summary>Bytes given so far.</summary>
    public long Position { get; private protected set; }

    /// <summary>Bytes of the stored file that were needed for them.</summary>
    public abstract long StoredPosition { get; }

    /// <summary>Why it ended early; null before the end, and where it ended well.</summary>
    public StreamBreak? Break { get; private protected set; }

    /// <summary>Reads some bytes; 0 only at the end.</summary>
    public abstract int Read(Span<byte> buffer);

    /// <summary>Goes to a position, by reading on or, at most <see cref="RestartsMax"/> times, from the start again; false where that is not possible or beyond the end.</summary>
    public virtual bool TrySeek(long position)
    {
        if (position < Position)
        {
            if (_restarts++ == RestartsMax) return false;
            Restart();
            Break = null;
            Position = 0;
        }
        byte[] discarded = System.Buffers.ArrayPool<byte>.Shared.Rent(64 << 10);
        try
        {
            while (Position < position)
                if (Read(discarded.AsSpan(0, (int)Math.Min(discarded.Length, position - Position))) == 0) return false;
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(discarded);
        }
        return true;
    }

    /// <summary>Makes the next read give the first byte.</summary>
    private protected abstract void Restart();

    private protected void ForgetRestarts() => _restarts = 0;

    /// <inheritdoc/>
    public abstract void Dispose();
}
