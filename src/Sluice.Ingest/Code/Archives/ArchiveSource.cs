using Sluice.Core.Records;
using Sluice.Ingest.Framing;
using Sluice.Storage.Files;

namespace Sluice.Ingest.Code.Archives;

/// <summary>Archives and packages behind the source <c>git</c>.</summary>
/// <remarks>What a file is, its first bytes say: a zip under the name of a tar is read as a zip.</remarks>
static class ArchiveSource
{
    /// <summary>How names of archives and packages end, in lower case: tar and zip, npm's <c>.tgz</c>, Cargo's <c>.crate</c>, NuGet's, Python's wheels and sdists, sources of Maven. bzip2 and xz are
    /// told apart, and refused.</summary>
    public static IReadOnlyList<string> Suffixes { get; } =
    [
        ".tar", ".tar.gz", ".tgz", ".tar.zst", ".tzst", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".zip", ".nupkg", ".snupkg", ".crate", ".whl", "-sources.jar",
    ];

    /// <summary>Whether a file is an archive or a package, by its name.</summary>
    public static bool IsArchive(string path) => Suffixes.Any(suffix => path.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));

    /// <summary>An archive's name without folder and suffix.</summary>
    public static string NameOf(string path)
    {
        string name = Path.GetFileName(path);
        string? suffix = Suffixes.Where(suffix => name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)).MaxBy(suffix => suffix.Length);
        return suffix is null || suffix.Length == name.Length ? name : name[..^suffix.Length];
    }

    /// <summary>Opens one archive.</summary>
    public static IShardReader Open(Shard shard, GitOptions options)
    {
        StoredKind kind;
        string foreign;
        using (StoredFile file = StoredFile.Open(shard.Path)) kind = StoredKinds.Of(file, out foreign);
        return kind == StoredKind.Foreign
            ? new RefusedShardReader(shard, "archive-format", $"the archive can't be read: it is {foreign}")
            : new ArchiveShardReader(shard, () => Start(shard, kind, options), options);
    }

    static ArchiveReading Start(Shard shard, StoredKind kind, GitOptions options)
    {
        StoredFile file = StoredFile.Open(shard.Path);
        return kind == StoredKind.Zip ? new ZipReading(file, options) : new TarReading(file, kind, options);
    }
}
