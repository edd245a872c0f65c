using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sluice.Curate.Dedup.Spans;

/// <summary>A number for each document, in a file: where its key lies, and later, for one that is dropped, the document in whose favor.</summary>
sealed class UnitPlaces(string path) : IDisposable
{
    readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
    readonly long[] _tail = new long[1024];
    long _written;
    int _filled;

    /// <summary>Bytes written.</summary>
    public long Bytes => _written * sizeof(long);

    /// <summary>Adds the next document's number.</summary>
    /// <exception cref="IOException">The disk is full, or failed.</exception>
    public void Add(long value)
    {
        _tail[_filled++] = value;
        if (_filled == _tail.Length) Flush();
    }

    /// <summary>Ends adding.</summary>
    /// <exception cref="IOException">The disk is full, or failed.</exception>
    public void Flush()
    {
        RandomAccess.Write(_file, MemoryMarshal.AsBytes(_tail.AsSpan(0, _filled)), Bytes);
        _written += _filled;
        _filled = 0;
    }

    /// <summary>A document's number.</summary>
    /// <exception cref="InvalidDataException">The file is shorter than what was written.</exception>
    public long this[long document]
    {
        get
        {
            long value = 0;
            Span<byte> bytes = MemoryMarshal.AsBytes(new Span<long>(ref value));
            return RandomAccess.Read(_file, bytes, document * sizeof(long)) == bytes.Length ? value : throw new InvalidDataException($"{path}, written a moment ago, is too short");
        }
        set => RandomAccess.Write(_file, MemoryMarshal.AsBytes(new ReadOnlySpan<long>(ref value)), document * sizeof(long));
    }

    /// <summary>Deletes the file.</summary>
    public void Dispose() => _file.Dispose();
}
