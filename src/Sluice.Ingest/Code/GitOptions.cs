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

    /// <summary>Most commits of the history that are walked for the dates of files (<c>author-date</c>, <c>first-date</c>) and for commits as data; 0 for none: files then have the date of the commit that is read.</summary>
    public int HistoryMax { get; init; } = 100_000;

    /// <summary>Whether commits that change one file are documents: none, also (after the files), or only.</summary>
    public CommitDocuments Commits { get; init; }

    /// <summary>What these repositories were forked from, <c>owner/name</c>. Not given: the remote <c>upstream</c>, where a repository has it.</summary>
    public string? ForkOf { get; init; }

    /// <summary>Folder of unpacked bundles and clones. Not given: <c>$SLUICE_CACHE/git</c>, else <c>sluice/git</c> in the user's cache folder.</summary>
    public string? Cache { get; init; }

    /// <summary>Commits of history that a clone fetches; 0 for all.</summary>
    public int CloneDepth { get; init; } = 1;

    /// <summary>Largest clone; a larger one goes to quarantine (<c>git-clone-bytes-max</c>).</summary>
    public ByteSize CloneBytesMax { get; init; } = new(4L << 30);

    /// <summary>Most objects of a clone; one with more goes to quarantine (<c>git-clone-objects-max</c>).</summary>
    public long CloneObjectsMax { get; init; } = 20_000_000;

    /// <summary>Seconds without a byte after which git is ended; what it was reading goes to quarantine (<c>git-stalled</c>).</summary>
    public int StallSeconds { get; init; } = 300;

    /// <summary>Most bytes of an archive or package when decompressed; what follows goes to quarantine as one row (<c>archive-bytes-max</c>).</summary>
    public ByteSize ArchiveBytesMax { get; init; } = new(4L << 30);

    /// <summary>Most bytes that an archive gives for each stored one, once it gave 16 MiB; what follows goes to quarantine as one row (<c>archive-ratio-max</c>).</summary>
    public int ArchiveRatioMax { get; init; } = 200;

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (HistoryMax < 0) yield return $"history-max is {HistoryMax}; use 0 or more";
        if (CloneDepth < 0) yield return $"clone-depth is {CloneDepth}; use 0 or more";
        if (CloneBytesMax.Bytes < 1 << 10) yield return $"clone-bytes-max is {CloneBytesMax}; use 1 KiB or more";
        if (CloneObjectsMax < 1) yield return $"clone-objects-max is {CloneObjectsMax}; use 1 or more";
        if (StallSeconds is < 1 or > 86_400) yield return $"stall-seconds is {StallSeconds}; use 1 to 86400";
        if (ArchiveBytesMax.Bytes < 1 << 10) yield return $"archive-bytes-max is {ArchiveBytesMax}; use 1 KiB or more";
        if (ArchiveRatioMax < 1) yield return $"archive-ratio-max is {ArchiveRatioMax}; use 1 or more";
        const long Most = 1L << 30;
        if (BlobBytesMax.Bytes is < 1 or > Most) yield return $"blob-bytes-max is {BlobBytesMax}; use 1 B to {new ByteSize(Most)}";
        if (FilesMax < 1) yield return $"files-max is {FilesMax}; use 1 or more";
        if (At is { Length: 0 }) yield return "at is empty; name a commit, tag or branch, or leave it out";
    }
}

/// <summary>Whether commits become documents.</summary>
public enum CommitDocuments
{
    /// <summary>Files only.</summary>
    None,

    /// <summary>Files, then commits.</summary>
    Also,

    /// <summary>Commits only.</summary>
    Only,
}
