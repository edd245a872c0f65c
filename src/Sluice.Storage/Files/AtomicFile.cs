using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sluice.Storage.Files;

/// <summary>A file that is there whole or not at all: written under a temporary name, flushed to the disk, renamed, and the folder flushed too.</summary>
/// <remarks>Disposed without <see cref="Commit"/>, the temporary file is removed and what was there before stays.</remarks>
public sealed partial class AtomicFile : IDisposable
{
    /// <summary>How temporary names end. A file so named is the rest of a broken run and may be removed.</summary>
    public const string PartialSuffix = ".partial";

    readonly FileStream _stream;
    bool _isCommitted;

    /// <summary>Starts to write a file; its folder must exist.</summary>
    public AtomicFile(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        _stream = new FileStream(Path + PartialSuffix, FileMode.Create, FileAccess.Write, FileShare.None, 64 << 10);
    }

    /// <summary>Full path of the file to be.</summary>
    public string Path { get; }

    /// <summary>Takes the bytes.</summary>
    public Stream Stream => _stream;

    /// <summary>Puts the file in its place, replacing what was there. After a crash at any instant there is either the old file or the whole new one.</summary>
    public void Commit()
    {
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        File.Move(Path + PartialSuffix, Path, overwrite: true);
        _isCommitted = true;
        FlushFolder(System.IO.Path.GetDirectoryName(Path)!);
    }

    /// <summary>Writes a whole file.</summary>
    public static void WriteAllBytes(string path, ReadOnlySpan<byte> bytes)
    {
        using AtomicFile file = new(path);
        file.Stream.Write(bytes);
        file.Commit();
    }

    /// <summary>Puts a finished temporary file, written by others, in its place: flushes it, renames it, flushes the folder.</summary>
    public static void Move(string partialPath, string path)
    {
        using (SafeFileHandle handle = File.OpenHandle(partialPath, FileMode.Open, FileAccess.ReadWrite)) RandomAccess.FlushToDisk(handle);
        File.Move(partialPath, path, overwrite: true);
        FlushFolder(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
    }

    /// <summary>Flushes a folder's entries, so that a rename inside it outlives a power cut. .NET opens no folders, hence the calls into the C library; Windows needs none.</summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        const int ReadOnly = 0;
        int descriptor = Open(folder, ReadOnly);
        if (descriptor < 0) throw new IOException($"can't open the folder {folder} to flush it (error {Marshal.GetLastPInvokeError()})");
        // Some file systems refuse to flush a folder (EINVAL); then their renames need no flush.
        _ = FSync(descriptor);
        _ = Close(descriptor);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isCommitted) return;
        _stream.Dispose();
        File.Delete(Path + PartialSuffix);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
