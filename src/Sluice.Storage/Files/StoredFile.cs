using Microsoft.Win32.SafeHandles;
using Sluice.Core;

namespace Sluice.Storage.Files;

/// <summary>A file, or a part of one, opened for reading at any offset by any number of threads.</summary>
public sealed class StoredFile : IDisposable
{
    readonly SafeFileHandle _handle;
    readonly long _start;
    readonly bool _ownsHandle;

    StoredFile(SafeFileHandle handle, long start, long length, bool ownsHandle) => (_handle, _start, Length, _ownsHandle) = (handle, start, length, ownsHandle);

    /// <summary>Its bytes, as counted when it was opened.</summary>
    public long Length { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="SluiceException">It is missing, or may not be read.</exception>
    public static StoredFile Open(string path)
    {
        try
        {
            SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.SequentialScan);
            return new(handle, 0, RandomAccess.GetLength(handle), true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw UnreadableFile.Error(path, e);
        }
    }

    /// <summary>A part of the file, with offsets of its own. It shares the handle, which this one closes.</summary>
    public StoredFile Slice(long start, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length - start);
        return new(_handle, _start + start, length, false);
    }

    /// <summary>Reads bytes at an offset: as many as asked for, or as there are up to the end.</summary>
    public int Read(Span<byte> buffer, long offset)
    {
        if (offset >= Length) return 0;
        if (buffer.Length > Length - offset) buffer = buffer[..(int)(Length - offset)];
        int total = 0;
        while (total < buffer.Length)
        {
            int read = RandomAccess.Read(_handle, buffer[total..], _start + offset + total);
            if (read == 0) break;
            total += read;
        }
        return total;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_ownsHandle) _handle.Dispose();
    }
}
