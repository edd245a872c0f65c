using System.Buffers;

namespace Sluice.Storage.Files;

/// <summary>A buffer that moves over a <see cref="StoredFile"/>; going to a place that it holds reads nothing.</summary>
public sealed class StoredWindow : IDisposable
{
    /// <summary>Bytes read at once: large enough that calls into the system cost nothing, small enough for the cache.</summary>
    public const int BytesDefault = 128 << 10;

    readonly StoredFile _file;
    byte[] _buffer;
    int _start;
    int _end;

    /// <summary>A window at the file's start.</summary>
    public StoredWindow(StoredFile file, int bytes = BytesDefault) => (_file, _buffer) = (file, ArrayPool<byte>.Shared.Rent(bytes));

    /// <summary>Offset of the first byte of <see cref="Available"/>.</summary>
    public long Position { get; private set; }

    /// <summary>What was read and not yet passed.</summary>
    public ReadOnlySpan<byte> Available => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Goes to an offset.</summary>
    public void Seek(long position)
    {
        long from = Position - _start;
        if (position >= from && position <= from + _end) _start = (int)(position - from);
        else _start = _end = 0;
        Position = position;
    }

    /// <summary>Passes bytes of <see cref="Available"/>.</summary>
    public void Advance(int count)
    {
        _start += count;
        Position += count;
    }

    /// <summary>Makes at least <paramref name="count"/> bytes available, at most the window's size; false where the file ends before.</summary>
    public bool Ensure(int count)
    {
        if (_end - _start >= count) return true;
        int kept = _end - _start;
        if (kept > 0) Buffer.BlockCopy(_buffer, _start, _buffer, 0, kept);
        _start = 0;
        _end = kept + _file.Read(_buffer.AsSpan(kept), Position + kept);
        return _end >= count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        byte[] buffer = _buffer;
        _buffer = [];
        _start = _end = 0;
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
    }
}
