namespace Sluice.Core.Records;

/// <summary>What all files of one repository, archive or package have in common. One object for all documents of its shard: steps may remember by it what they worked out.</summary>
public sealed class Repository
{
    /// <summary><c>owner/name</c> where a remote or the file's name tells it, else the folder's, archive's or package's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it can be had; null where unknown.</summary>
    public string? Url { get; init; }

    /// <summary>Id of the commit that was read, hex; null for what has none.</summary>
    public string? Commit { get; init; }

    /// <summary>Version of a package; null elsewhere.</summary>
    public string? Version { get; init; }

    /// <summary>Name of the repository that it was forked from; null where unknown.</summary>
    public string? ForkOf { get; init; }

    /// <summary>License files, notices, REUSE files and package manifests of the whole tree (<see cref="Records.RightsFiles"/>), in ordinal order of their paths.</summary>
    public IReadOnlyList<RepositoryFile> RightsFiles { get; init; } = [];
}

/// <summary>One file of a repository, with its bytes.</summary>
/// <param name="Path">Path in the repository, <c>/</c> between the parts.</param>
/// <param name="Blob">Git's id of the bytes (SHA-1 over header and bytes), hex; of packages too.</param>
/// <param name="Bytes">The bytes; at most <see cref="RightsFiles.FileBytesMax"/> of them.</param>
public sealed record RepositoryFile(string Path, string Blob, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Why <see cref="Bytes"/> are not the file's whole text: <c>read.symlink</c>, <c>read.blob-bytes-max</c>, <c>git-object-missing</c>; null where they are. What it says is then not known, so a license file like that permits nothing.</summary>
    public string? Unread { get; init; }
}
