using System.Runtime.InteropServices;
using Sluice.Core;

namespace Sluice.Storage.Sql;

/// <summary>Finds and loads DuckDB's shared library, once a process and only when the first database opens: start-up stays free of its 70 MB.</summary>
/// <remarks>Loaded by full path before the first call: the loader then answers every import of <see cref="Name"/> with it, since that is its soname.
/// (An import resolver would do the same, but an assembly can have only one.)</remarks>
static class DuckDbLibrary
{
    /// <summary>File name and soname.</summary>
    internal const string Name = "libduckdb.so";

    static readonly Lazy<nint> s_handle = new(Load);

    /// <summary>Loads it, if it is not loaded yet.</summary>
    /// <exception cref="SluiceException">It is nowhere, or is no DuckDB.</exception>
    internal static void Ensure() => _ = s_handle.Value;

    static nint Load()
    {
        string? named = Environment.GetEnvironmentVariable("SLUICE_DUCKDB");
        if (!string.IsNullOrEmpty(named))
        {
            return NativeLibrary.TryLoad(Path.GetFullPath(named), out nint handle)
                ? handle
                : throw new SluiceException($"SLUICE_DUCKDB names {named}, which cannot be loaded",
                    hint: "set it to a libduckdb.so for this machine, 1.5 or later, or unset it");
        }
        foreach (string path in Candidates())
            if (NativeLibrary.TryLoad(path, out nint handle)) return handle;
        throw new SluiceException("DuckDB's library (libduckdb.so) is missing: Sluice writes and reads Parquet with it",
            hint: "run eng/fetch-native in the checkout (needs npm), or set SLUICE_DUCKDB=/path/to/libduckdb.so (1.5 or later, from duckdb.org)");
    }

    // Beside the executable (a published Sluice), in the checkout's .build/native (eng/fetch-native), then wherever the system has it.
    static IEnumerable<string> Candidates()
    {
        yield return Path.Combine(AppContext.BaseDirectory, Name);
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Sluice.slnx"))) continue;
            yield return Path.Combine(folder.FullName, ".build", "native", Name);
            break;
        }
        yield return Name;
    }
}
