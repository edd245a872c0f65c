using Sluice.Storage.Compression;

namespace Sluice.Ingest.Framing;

/// <summary>A window that slides over a <see cref="ByteReader"/> and grows as far as one record needs: a record's bytes always lie together.</summary>
sealed class ByteWindow : IDisposable
{
    const int BytesFirst = 256 << 10;

    ByteReader _reader = null!;
    byte[] _buffer = PooledBytes.Rent(BytesFirst);
    int _start;
    int _end;
    bool _isEnded;

    /// <summary>Position in the stream of the first byte of <see cref="Span"/>.</summary>
    public long Position { get; private set; }

    /// <summary>What was read and not yet passed.</summary>
    public ReadOnlySpan<byte> Span => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Why the stream ended early; null before its end.</summary>
    public StreamBreak? Break => _isEnded ? _reader.Break : null;

    /// <summary>The stream below.</summary>
    public ByteReader Reader => _reader;

    /// <summary>Takes another stream, or the same after it was moved.</summary>
    public void Reset(ByteReader reader)
    {
        _reader = reader;
        Position = reader.Position;
        _start = _end = 0;
        _isEnded = false;
        if (_buffer.Length > PooledBytes.BytesMax) _buffer = PooledBytes.Rent(BytesFirst);
    }

    /// <summary>The first bytes, valid until the window moves.</summary>
    public ReadOnlyMemory<byte> Memory(int count) => _buffer.AsMemory(_start, count);

    /// <summary>Makes at least <paramref name="count"/> bytes readable; false where the stream ends before.</summary>
    public bool Ensure(int count)
    {
        while (_end - _start < count)
        {
            if (_isEnded) return false;
            // What a record says of its size is believed up to the pooled size; beyond it, room grows with the bytes that come.
            if (_buffer.Length - _start < Math.Min(count, PooledBytes.BytesMax)) MakeRoom(Math.Min(count, PooledBytes.BytesMax));
            else if (_end == _buffer.Length) MakeRoom((int)Math.Min(count, (_end - _start) * 2L));
            Fill();
        }
        return true;
    }

    /// <summary>Reads at least one byte more; false at the end of the stream, or where <paramref name="bytesMax"/> are readable.</summary>
    public bool FillMore(int bytesMax)
    {
        if (_isEnded || _end - _start >= bytesMax) return false;
        if (_end == _buffer.Length) MakeRoom((int)Math.Min(bytesMax, (_end - _start) * 2L));
        int before = _end;
        Fill();
        return _end > before;
    }

    /// <summary>Passes bytes of <see cref="Span"/>.</summary>
    public void Advance(int count)
    {
        _start += count;
        Position += count;
        if (_start == _end) _start = _end = 0;
    }

    /// <summary>Goes to a position, backwards too where the stream can; false where it can't, or ends before.</summary>
    public bool TrySeek(long position)
    {
        if (position >= Position && position <= Position + (_end - _start))
        {
            Advance((int)(position - Position));
            return true;
        }
        bool isThere = _reader.TrySeek(position);
        Position = _reader.Position;
        _start = _end = 0;
        _isEnded = !isThere;
        return isThere;
    }

    void Fill()
    {
        int read = _reader.Read(_buffer.AsSpan(_end));
        if (read == 0) _isEnded = true;
        _end += read;
    }

    void MakeRoom(int count)
    {
        int held = _end - _start;
        if (_buffer.Length >= count)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, held);
        }
        else
        {
            int bytes = count <= PooledBytes.BytesMax ? Math.Min(PooledBytes.BytesMax, Math.Max(count, _buffer.Length * 2)) : count;
            byte[] larger = PooledBytes.Rent(bytes);
            Buffer.BlockCopy(_buffer, _start, larger, 0, held);
            Return();
            _buffer = larger;
        }
        (_start, _end) = (0, held);
    }

    void Return()
    {
        PooledBytes.Return(_buffer);
        _buffer = [];
    }

    /// <inheritdoc/>
    public void Dispose() => Return();
}
