using System.Runtime.InteropServices;
using Sluice.Core;

namespace Sluice.Storage.Compression;

/// <summary>Compresses and decompresses whole blocks with zstd (libzstd), each a frame of its own with a checksum. One instance a thread.</summary>
public sealed partial class ZstdBlock : IDisposable
{
    const string Library = "libzstd.so.1";
    const int CompressionLevel = 100; // ZSTD_c_compressionLevel
    const int ChecksumFlag = 201; // ZSTD_c_checksumFlag

    nint _compressor;
    nint _decompressor;

    /// <summary>Creates the contexts.</summary>
    /// <param name="level">1 (fastest) to 19.</param>
    /// <exception cref="SluiceException">libzstd is not installed.</exception>
    public ZstdBlock(int level = 1)
    {
        try
        {
            _compressor = ZSTD_createCCtx();
            _decompressor = ZSTD_createDCtx();
        }
        catch (DllNotFoundException)
        {
            throw new SluiceException("the zstd library (libzstd.so.1) is not installed", null, "install it: Debian and Ubuntu: apt-get install libzstd1; Fedora: dnf install libzstd");
        }
        ZSTD_CCtx_setParameter(_compressor, CompressionLevel, level);
        ZSTD_CCtx_setParameter(_compressor, ChecksumFlag, 1);
    }

    /// <summary>The most bytes that a block of this size can become.</summary>
    public static int BoundOf(int bytes) => checked((int)ZSTD_compressBound((nuint)bytes));

    /// <summary>Compresses a block; returns the bytes written.</summary>
    public int Compress(ReadOnlySpan<byte> source, Span<byte> target) =>
        (int)Check(ZSTD_compress2(_compressor, ref MemoryMarshal.GetReference(target), (nuint)target.Length, in MemoryMarshal.GetReference(source), (nuint)source.Length));

    /// <summary>Decompresses a block whose size is known; returns the bytes written.</summary>
    /// <exception cref="InvalidDataException">The block is damaged.</exception>
    public int Decompress(ReadOnlySpan<byte> source, Span<byte> target) =>
        (int)Check(ZSTD_decompressDCtx(_decompressor, ref MemoryMarshal.GetReference(target), (nuint)target.Length, in MemoryMarshal.GetReference(source), (nuint)source.Length));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_compressor != 0) _ = ZSTD_freeCCtx(_compressor);
        if (_decompressor != 0) _ = ZSTD_freeDCtx(_decompressor);
        _compressor = _decompressor = 0;
    }

    static nuint Check(nuint code) => ZSTD_isError(code) == 0 ? code
        : throw new InvalidDataException("zstd: " + Marshal.PtrToStringUTF8(ZSTD_getErrorName(code)));

    [LibraryImport(Library)] private static partial nint ZSTD_createCCtx();
    [LibraryImport(Library)] private static partial nint ZSTD_createDCtx();
    [LibraryImport(Library)] private static partial nuint ZSTD_freeCCtx(nint context);
    [LibraryImport(Library)] private static partial nuint ZSTD_freeDCtx(nint context);
    [LibraryImport(Library)] private static partial nuint ZSTD_CCtx_setParameter(nint context, int parameter, int value);
    [LibraryImport(Library)] private static partial nuint ZSTD_compressBound(nuint size);
    [LibraryImport(Library)] private static partial nuint ZSTD_compress2(nint context, ref byte target, nuint capacity, in byte source, nuint size);
    [LibraryImport(Library)] private static partial nuint ZSTD_decompressDCtx(nint context, ref byte target, nuint capacity, in byte source, nuint size);
    [LibraryImport(Library)] private static partial uint ZSTD_isError(nuint code);
    [LibraryImport(Library)] private static partial nint ZSTD_getErrorName(nuint code);
}
