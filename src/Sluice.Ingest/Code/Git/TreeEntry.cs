namespace Sluice.Ingest.Code.Git;

/// <summary>One entry of a commit's tree.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Mode">Git's mode, six octal digits: <c>100644</c>, <c>100755</c>.</param>
/// <param name="Id">The blob's id; of a submodule, the commit's.</param>
/// <param name="Bytes">The blob's size; negative where the blob is not there.</param>
/// <param name="Path">Its path, escaped (<see cref="EntryPath"/>).</param>
/// <param name="PathBytes">Length of the path before it was escaped.</param>
readonly record struct TreeEntry(TreeEntryKind Kind, string Mode, string Id, long Bytes, string Path, int PathBytes);

/// <summary>Kinds of entries.</summary>
enum TreeEntryKind
{
    /// <summary>A file.</summary>
    File,

    /// <summary>A symbolic link: never followed.</summary>
    Symlink,

    /// <summary>A commit of another repository: never fetched.</summary>
    Submodule,
}
