using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>Where each document's shingles lie among the keys, by its number; in a file of 16 bytes a document.</summary>
/// <remarks>Use: <see cref="Add"/> in ascending order of number, <see cref="Finish"/>, read. Reading is for several threads at once.</remarks>
sealed class DocumentPlaces(string path) : IDisposable
{
    const int BufferPlaces = 1 << 12;

    readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite);
    readonly Place[] _buffer = new Place[BufferPlaces];
    int _buffered;

    /// <summary>One more than the highest number added.</summary>
    public long Count { get; private set; }

    /// <summary>Bytes of the file.</summary>
    public long Bytes { get; private set; }

    /// <summary>Takes the next document.</summary>
    /// <exception cref="IOException">The disk is full, or failed.</exception>
    public void Add(long document, Place place)
    {
        for (; Count < document; Count++) Write(default);
        Write(place);
        Count++;
    }

    /// <summary>Ends adding.</summary>
    public void Finish() => Flush();

    /// <summary>The places of documents that follow each other; empty ones for documents that were left out.</summary>
    /// <returns>How many there were, up to the target's length.</returns>
    public int Read(long firstDocument, Span<Place> places)
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(places);
        int read = 0;
        while (read < bytes.Length)
        {
            int count = RandomAccess.Read(_file, bytes[read..], firstDocument * Marshal.SizeOf<Place>() + read);
            if (count == 0) break;
            read += count;
        }
        return read / Marshal.SizeOf<Place>();
    }

    /// <summary>Closes the file; the scratch folder's owner deletes it.</summary>
    public void Dispose() => _file.Dispose();

    void Write(Place place)
    {
        if (_buffered == BufferPlaces) Flush();
        _buffer[_buffered++] = place;
    }

    void Flush()
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(_buffer.AsSpan(0, _buffered));
        RandomAccess.Write(_file, bytes, Bytes);
        Bytes += bytes.Length;
        _buffered = 0;
    }
}

/// <summary>Where a document's shingles lie.</summary>
/// <param name="At">Their place among the keys.</param>
/// <param name="Held">How many are held; 0 for a document without any.</param>
/// <param name="Total">How many it has.</param>
[StructLayout(LayoutKind.Sequential)]
readonly record struct Place(long At, uint Held, uint Total);
