using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sluice.Storage.Sorting;

/// <summary>Fixed-size records in a file, added one after the other, then read or replaced by index. The file is gone with the object.</summary>
/// <typeparam name="T">The record, stored in the machine's byte order: for this process alone.</typeparam>
/// <param name="path">File to make.</param>
/// <remarks>Use: <see cref="Add"/> all, <see cref="Finish"/>, read. Adding is for one thread, reading for several at once.</remarks>
public sealed class RecordFile<T>(string path) : IDisposable where T : unmanaged
{
    const int BufferBytes = 1 << 16;

    readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
    readonly T[] _buffer = new T[Math.Max(1, BufferBytes / Unsafe.SizeOf<T>())];
    int _buffered;

    /// <summary>Records added.</summary>
    public long Count { get; private set; }

    /// <summary>Bytes written so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>A record.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No record of that index was added.</exception>
    /// <exception cref="IOException">The disk failed.</exception>
    public T this[long index]
    {
        get
        {
            T record = default;
            return Read(index, new Span<T>(ref record)) == 1 ? record : throw new ArgumentOutOfRangeException(nameof(index), index, "no such record was added");
        }
        set => RandomAccess.Write(_file, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(ref value)), index * Unsafe.SizeOf<T>());
    }

    /// <summary>Adds the next record.</summary>
    /// <exception cref="IOException">The disk is full, or failed.</exception>
    public void Add(in T record)
    {
        if (_buffered == _buffer.Length) Finish();
        _buffer[_buffered++] = record;
        Count++;
    }

    /// <summary>Writes what is buffered: all records can be read from then on.</summary>
    /// <exception cref="IOException">The disk is full, or failed.</exception>
    public void Finish()
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(_buffer.AsSpan(0, _buffered));
        RandomAccess.Write(_file, bytes, Bytes);
        Bytes += bytes.Length;
        _buffered = 0;
    }

    /// <summary>Reads records that follow each other.</summary>
    /// <returns>How many there were, up to the target's length.</returns>
    /// <exception cref="IOException">The disk failed.</exception>
    public int Read(long first, Span<T> target)
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(target);
        int read = 0;
        while (read < bytes.Length)
        {
            int count = RandomAccess.Read(_file, bytes[read..], first * Unsafe.SizeOf<T>() + read);
            if (count == 0) break;
            read += count;
        }
        return read / Unsafe.SizeOf<T>();
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
