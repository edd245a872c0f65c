using Sluice.Core.Records;
using Sluice.Ingest.Framing;

namespace Sluice.Ingest.Code.Archives;

/// <summary>Archives and packages behind the source <c>git</c>.</summary>
static class ArchiveSource
{
    /// <summary>How names of archives and packages end, in lower case.</summary>
    public static IReadOnlyList<string> Suffixes { get; } = [];

    /// <summary>Whether a file is an archive or a package, by its name.</summary>
    public static bool IsArchive(string path) => Suffixes.Any(suffix => path.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));

    /// <summary>Opens one archive.</summary>
    public static IShardReader Open(Shard shard, GitOptions options) =>
        new RefusedShardReader(shard, "git-format", FormattableString.Invariant($"archives are not read yet, of {options.FilesMax} files or any other number"));
}
