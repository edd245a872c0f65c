using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Ingest.Code;

/// <summary>Repositories of source code, a file each document: <c>- git: repos/*.bundle</c>.</summary>
/// <remarks>Takes local repositories (with a work tree or bare), bundles, clone URLs and archives; a folder or glob may hold any of them.</remarks>
public sealed record GitOptions : IStepOptions
{
    /// <summary>The commit, tag or branch that is read. Not given: the head of the default branch.</summary>
    public string? At { get; init; }

    /// <summary>Largest file that is read; a larger one is dropped by <c>read.blob-bytes-max</c> and never asked for. Codex (Chen et al. 2021, section 3.1) took files under 1 MB.</summary>
    public ByteSize BlobBytesMax { get; init; } = new(1L << 20);

    /// <summary>Most files of one repository; what follows in path order goes to quarantine as one row (<c>git-files-max</c>).</summary>
    public int FilesMax { get; init; } = 1_000_000;

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        const long Most = 1L << 30;
        if (BlobBytesMax.Bytes is < 1 or > Most) yield return $"blob-bytes-max is {BlobBytesMax}; use 1 B to {new ByteSize(Most)}";
        if (FilesMax < 1) yield return $"files-max is {FilesMax}; use 1 or more";
        if (At is { Length: 0 }) yield return "at is empty; name a commit, tag or branch, or leave it out";
    }
}
