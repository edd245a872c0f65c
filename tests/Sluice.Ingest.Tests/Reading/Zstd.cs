using System.Runtime.InteropServices;

namespace Sluice.Ingest.Tests.Reading;

/// <summary>Compresses with libzstd; tests skip where it is missing.</summary>
static partial class Zstd
{
    public static byte[] Compress(byte[] bytes)
    {
        Assert.SkipUnless(NativeLibrary.TryLoad("libzstd.so.1", out _), "needs libzstd.so.1");
        byte[] target = new byte[Bound((nuint)bytes.Length)];
        nuint length = Compress(target, (nuint)target.Length, bytes, (nuint)bytes.Length, 3);
        return target[..(int)length];
    }

    [LibraryImport("libzstd.so.1", EntryPoint = "ZSTD_compressBound")]
    private static partial nuint Bound(nuint size);

    [LibraryImport("libzstd.so.1", EntryPoint = "ZSTD_compress")]
    private static partial nuint Compress([Out] byte[] target, nuint targetSize, byte[] source, nuint sourceSize, int level);
}
