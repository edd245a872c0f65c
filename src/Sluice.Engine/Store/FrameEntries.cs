using System.Collections.Concurrent;
using Sluice.Storage.Compression;

namespace Sluice.Engine.Store;

/// <summary>Reads the entries of one kind of a task's output, frame after frame, in a buffer of its own.</summary>
sealed class FrameEntries(TaskFileReader file, FrameKind kind) : IDisposable
{
    readonly ZstdBlock _zstd = new();
    readonly Frame[] _frames = [.. file.Of(kind)];
    byte[] _buffer = [];
    int _next;
    int _length;
    int _at;

    /// <summary>See <see cref="Frame.Base"/>; of the frame that <see cref="TryOpen"/> opened.</summary>
    public long Base { get; private set; }

    /// <summary>Where the bytes behind the entry closed last lie in the file; for kinds that are stored as they are.</summary>
    public long StoredOffset => _frames[_next - 1].Offset + _at;

    /// <summary>Opens the next entry; false at the end. Read it whole, then call <see cref="Close"/>.</summary>
    public bool TryOpen(out FieldReader entry)
    {
        while (_at == _length)
        {
            entry = default;
            if (_next == _frames.Length) return false;
            Base = _frames[_next].Base;
            _length = file.Read(_zstd, _frames[_next++], ref _buffer).Length;
            _at = 0;
        }
        entry = new(_buffer.AsSpan(_at, _length - _at));
        return true;
    }

    /// <summary>Says how far the entry was read.</summary>
    public void Close(in FieldReader entry) => _at = _length - entry.Remaining;

    /// <inheritdoc/>
    public void Dispose() => _zstd.Dispose();
}

/// <summary>Decompressors that threads borrow.</summary>
sealed class ZstdPool : IDisposable
{
    readonly ConcurrentBag<ZstdBlock> _free = [];

    /// <summary>Borrows one.</summary>
    public ZstdBlock Rent() => _free.TryTake(out ZstdBlock? zstd) ? zstd : new();

    /// <summary>Gives it back.</summary>
    public void Return(ZstdBlock zstd) => _free.Add(zstd);

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_free.TryTake(out ZstdBlock? zstd)) zstd.Dispose();
    }
}
