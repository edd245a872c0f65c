namespace Sluice.Cli.Try;

/// <summary>A stream whose first bytes were looked at and are read again.</summary>
/// <param name="rest">What follows them; not disposed.</param>
sealed class PeekedStream(Stream rest) : Stream
{
    readonly byte[] _head = new byte[1 << 10];
    int _at, _length;

    /// <summary>Whether the first byte that is no white space, or part of a byte order mark, is a less-than sign: a page, where rows were expected.</summary>
    public bool BeginsWithTag()
    {
        for (int n; _length < _head.Length && (n = rest.Read(_head.AsSpan(_length))) > 0;)
        {
            _length += n;
            ReadOnlySpan<byte> head = _head.AsSpan(0, _length).TrimStart("\uFEFF \t\r\n"u8);
            if (!head.IsEmpty) return head[0] == '<';
        }
        return false;
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_at == _length) return rest.Read(buffer);
        int n = Math.Min(buffer.Length, _length - _at);
        _head.AsSpan(_at, n).CopyTo(buffer);
        _at += n;
        return n;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
