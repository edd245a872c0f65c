using Sluice.Core;
using Sluice.Ingest.Code.Git;

namespace Sluice.Ingest.Code.Archives;

/// <summary>One entry of an archive that is no folder.</summary>
/// <param name="Kind">A file or a symbolic link.</param>
/// <param name="Mode">Mode as git has it: <c>100644</c>, <c>100755</c>, <c>120000</c>.</param>
/// <param name="Bytes">Bytes of the file when decompressed, as the archive states them.</param>
/// <param name="Path">Its path, escaped (<see cref="EntryPath"/>); of one that is too long, the beginning.</param>
/// <param name="PathBytes">Length of the path before it was escaped.</param>
/// <param name="Verdict">What drops it unread.</param>
/// <param name="Trouble">What keeps it from being read.</param>
readonly record struct ArchiveEntry(TreeEntryKind Kind, string Mode, long Bytes, string Path, int PathBytes, Verdict Verdict, GitTrouble? Trouble)
{
    /// <summary>Rule of what git keeps in <c>.git</c>: the history and settings of whoever packed the folder, no source.</summary>
    public const string GitFolderRule = "read.git-folder";

    /// <summary>An entry whose path is given as bytes.</summary>
    public static ArchiveEntry Of(TreeEntryKind kind, bool isExecutable, long bytes, ReadOnlySpan<byte> path, Verdict verdict, GitTrouble? trouble = null)
    {
        if (path.StartsWith("./"u8) && path.Length > 2) path = path[2..]; // As `tar c .` writes them.
        if (verdict.IsKept && path.Length > EntryPath.BytesMax) verdict = Verdict.Drop(EntryPath.BytesMaxRule, path.Length, EntryPath.BytesMax);
        if (verdict.IsKept && IsOfGit(path)) verdict = Verdict.Drop(GitFolderRule);
        string mode = kind == TreeEntryKind.Symlink ? "120000" : isExecutable ? "100755" : "100644";
        return new(kind, mode, bytes, EntryPath.Of(path[..Math.Min(path.Length, EntryPath.BytesMax)]), path.Length, verdict, trouble);
    }

    static bool IsOfGit(ReadOnlySpan<byte> path) => path.StartsWith(".git/"u8) || path.IndexOf("/.git/"u8) >= 0;
}

/// <summary>Goes through an archive once, from its first entry to its last. Nothing is written to disk; bad archives end early and say why.</summary>
abstract class ArchiveReading : IDisposable
{
    /// <summary>Goes to the next entry; false at the end, and where the rest can't be read (<see cref="Break"/>).</summary>
    public abstract bool Next(out ArchiveEntry entry);

    /// <summary>Reads the whole entry that <see cref="Next"/> went to, at most once.</summary>
    /// <param name="bytes">As many as the entry has.</param>
    /// <returns>What kept it from being read; null where it was.</returns>
    public abstract GitTrouble? TryRead(Span<byte> bytes);

    /// <summary>Why the archive ended early; null where it didn't.</summary>
    public GitTrouble? Break { get; protected set; }

    /// <summary>Commit that the archive was made of, as <c>git archive</c> notes it; null where it says none, known at the end.</summary>
    public string? Commit { get; protected set; }

    /// <inheritdoc/>
    public abstract void Dispose();
}
