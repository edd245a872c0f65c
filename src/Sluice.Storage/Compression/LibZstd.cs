using System.Runtime.InteropServices;
using Sluice.Core;

namespace Sluice.Storage.Compression;

/// <summary>The calls into libzstd that reading needs. .NET 10 has no zstd of its own.</summary>
static partial class LibZstd
{
    const string Library = "libzstd.so.1";

    public const int ResetSession = 1;

    static readonly Lazy<bool> s_isThere = new(() => NativeLibrary.TryLoad(Library, typeof(LibZstd).Assembly, null, out _));

    /// <summary>Checks that the library can be loaded.</summary>
    /// <exception cref="SluiceException">It can't.</exception>
    public static void Require()
    {
        if (!s_isThere.Value) throw new SluiceException($"reading zstd needs {Library}, which is not installed", hint: "apt-get install libzstd1 (Debian, Ubuntu), dnf install libzstd (Fedora)");
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct Buffer
    {
        public nint Start;
        public nuint Size;
        public nuint Position;
    }

    /// <summary>The state of one decompression.</summary>
    public sealed class Context() : SafeHandle(0, true)
    {
        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle() => FreeDCtx(handle) == 0;
    }

    public static string ErrorName(nuint code) => Marshal.PtrToStringUTF8(GetErrorName(code)) ?? "unknown";

    [LibraryImport(Library, EntryPoint = "ZSTD_createDCtx")]
    public static partial Context CreateDCtx();

    [LibraryImport(Library, EntryPoint = "ZSTD_freeDCtx")]
    private static partial nuint FreeDCtx(nint context);

    [LibraryImport(Library, EntryPoint = "ZSTD_DCtx_reset")]
    public static partial nuint Reset(Context context, int directive);

    [LibraryImport(Library, EntryPoint = "ZSTD_DCtx_loadDictionary")]
    public static partial nuint LoadDictionary(Context context, nint dictionary, nuint size);

    [LibraryImport(Library, EntryPoint = "ZSTD_decompressStream")]
    public static partial nuint DecompressStream(Context context, ref Buffer output, ref Buffer input);

    [LibraryImport(Library, EntryPoint = "ZSTD_isError")]
    public static partial uint IsError(nuint code);

    [LibraryImport(Library, EntryPoint = "ZSTD_getErrorName")]
    private static partial nint GetErrorName(nuint code);
}
