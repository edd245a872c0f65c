using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sluice.Curate.Dedup.Keep;

/// <summary>Writes 8-byte numbers, one after the other, to be looked up by index. For this process alone: in the machine's byte order.</summary>
sealed class NumberFile(string path) : IDisposable
{
    const int BufferNumbers = 1 << 13;

    readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
    readonly long[] _buffer = new long[BufferNumbers];
    int _buffered;
    long _bytes;

    public void Write(long number)
    {
        if (_buffered == BufferNumbers) Flush();
        _buffer[_buffered++] = number;
    }

    /// <summary>Writes what is buffered.</summary>
    /// <returns>Bytes of the file.</returns>
    public long Finish()
    {
        Flush();
        return _bytes;
    }

    /// <summary>Reads numbers that follow each other.</summary>
    /// <returns>How many there were.</returns>
    public static int Read(SafeFileHandle file, long index, Span<long> target)
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(target);
        int read = 0;
        while (read < bytes.Length)
        {
            int count = RandomAccess.Read(file, bytes[read..], index * sizeof(long) + read);
            if (count == 0) break;
            read += count;
        }
        return read / sizeof(long);
    }

    public void Dispose() => _file.Dispose();

    void Flush()
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(_buffer.AsSpan(0, _buffered));
        RandomAccess.Write(_file, bytes, _bytes);
        _bytes += bytes.Length;
        _buffered = 0;
    }
}
