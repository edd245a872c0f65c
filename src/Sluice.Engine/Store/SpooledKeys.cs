using Microsoft.Win32.SafeHandles;
using Sluice.Core.Steps;

namespace Sluice.Engine.Store;

/// <summary>Keys in a file of their own, where no map stage stored them.</summary>
/// <param name="path">File to make.</param>
public sealed class SpooledKeys(string path) : IMergeKeys, IDisposable
{
    readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite);

    /// <summary>Bytes stored.</summary>
    public long Length { get; private set; }

    /// <summary>Stores bytes, and says where they lie.</summary>
    public long Append(ReadOnlySpan<byte> bytes)
    {
        long at = Length;
        RandomAccess.Write(_file, bytes, at);
        Length += bytes.Length;
        return at;
    }

    /// <inheritdoc/>
    public void Read(long at, Span<byte> target) => StoredKeys.ReadExactly(_file, target, at);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
