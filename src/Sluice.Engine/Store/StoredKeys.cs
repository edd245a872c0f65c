using Microsoft.Win32.SafeHandles;
using Sluice.Core.Steps;

namespace Sluice.Engine.Store;

/// <summary>The keys in the outputs of a map stage, where they lie: a merge reads them a second time without copying them.</summary>
/// <param name="files">The files, in order. Of many, only some are open at a time.</param>
public sealed class StoredKeys(IReadOnlyList<string> files) : IMergeKeys, IDisposable
{
    const int OpenFilesMax = 256;
    const int OffsetBits = 44;

    readonly Dictionary<int, SafeFileHandle> _open = [];
    readonly Queue<int> _order = new();
    readonly Lock _lock = new();

    /// <summary>The place of bytes in a file, as one number.</summary>
    public static long PlaceOf(int file, long offset) => ((long)file << OffsetBits) | offset;

    /// <inheritdoc/>
    public void Read(long at, Span<byte> target)
    {
        SafeFileHandle handle = Open((int)(at >> OffsetBits));
        try
        {
            ReadExactly(handle, target, at & ((1L << OffsetBits) - 1));
        }
        finally
        {
            handle.DangerousRelease();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SafeFileHandle handle in _open.Values) handle.Dispose();
    }

    /// <summary>Reads a span from a place in a file.</summary>
    /// <exception cref="InvalidDataException">The file ends before.</exception>
    internal static void ReadExactly(SafeFileHandle handle, Span<byte> target, long offset)
    {
        while (!target.IsEmpty)
        {
            int read = RandomAccess.Read(handle, target, offset);
            if (read == 0) throw new InvalidDataException("the file ends too early");
            target = target[read..];
            offset += read;
        }
    }

    // A reference is added, so that a file that another thread closes meanwhile stays open for this read.
    SafeFileHandle Open(int file)
    {
        lock (_lock)
        {
            if (!_open.TryGetValue(file, out SafeFileHandle? handle))
            {
                if (_order.Count == OpenFilesMax && _open.Remove(_order.Dequeue(), out SafeFileHandle? oldest)) oldest.Dispose();
                handle = _open[file] = File.OpenHandle(files[file], options: FileOptions.RandomAccess);
                _order.Enqueue(file);
            }
            bool added = false;
            handle.DangerousAddRef(ref added);
            return handle;
        }
    }
}
