using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Sluice.Ingest.Code.Git;

/// <summary>A bound on what a child may allocate: small objects can ask git for any amount of memory (a folder that holds itself ten times, nested, is a change of billions of paths).</summary>
/// <remarks>Linux's RLIMIT_DATA: private writable memory, not the packs that are mapped. A git that reaches it says so and ends. Elsewhere there is no bound.</remarks>
static partial class MemoryLimit
{
    const int Data = 2; // RLIMIT_DATA

    /// <summary>Sets the bound of a process that was just started.</summary>
    public static void Set(Process process, long bytes)
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            Limit limit = new() { Soft = (ulong)bytes, Hard = (ulong)bytes };
            _ = PrLimit(process.Id, Data, limit, 0); // It may have ended already.
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException or InvalidOperationException)
        {
            // A C library without it: no bound.
        }
    }

    [LibraryImport("libc", EntryPoint = "prlimit")]
    private static partial int PrLimit(int process, int resource, in Limit limit, nint old);

    [StructLayout(LayoutKind.Sequential)]
    struct Limit
    {
        public ulong Soft;
        public ulong Hard;
    }
}
