using System.Buffers.Text;
using System.Text;

namespace Sluice.Ingest.Code.Git;

/// <summary>All entries of a commit's tree, in git's order of paths, from <c>git ls-tree -r -z --long</c>.</summary>
/// <remarks>A tree may name itself as often as it likes and so hold more paths than fit anywhere: the listing ends at the option <c>files-max</c>.</remarks>
sealed class TreeListing
{
    // Beyond any path that a file system or an archive takes; a longer one ends the listing, since its end is not looked for.
    const int LineBytesMax = 100_000;

    const long PathCharsMax = 64L << 20;

    readonly Dictionary<string, string> _modes = new(StringComparer.Ordinal);
    long _pathChars;

    /// <summary>The entries.</summary>
    public List<TreeEntry> Entries { get; } = [];

    /// <summary>What kept the rest from being listed; null where all was.</summary>
    public GitTrouble? Trouble { get; private set; }

    /// <summary>Starts to list a commit's tree.</summary>
    public static GitProcess Start(GitFolder folder, string commit, GitOptions options) =>
        GitProgram.Start(folder.Path, options.StallSeconds, GitProgram.WalkAllocationMax, "ls-tree", "-r", "-z", "--long", "--full-tree", commit);

    /// <summary>Reads the listing to its end.</summary>
    public static TreeListing Read(GitProcess git, GitOptions options)
    {
        TreeListing listing = new();
        while (git.TryReadTo(0, LineBytesMax, out ReadOnlySpan<byte> line))
        {
            if (listing.Entries.Count >= options.FilesMax)
                listing.Trouble = new("git-files-max", FormattableString.Invariant($"the tree holds more files than files-max, {options.FilesMax}; those after it in path order are not read"));
            else if (listing._pathChars >= PathCharsMax)
                listing.Trouble = new("git-path-chars-max", FormattableString.Invariant($"the paths of the tree have more than {PathCharsMax} characters; those after it in path order are not read"));
            else if (!listing.Take(line)) listing.Trouble = new("git-tree-broken", "an entry of the tree can't be read");
            if (listing.Trouble is null) continue;
            git.Kill();
            return listing;
        }
        if (!git.IsAtEnd)
        {
            listing.Trouble = new("git-path-bytes-max", FormattableString.Invariant($"a path is longer than {LineBytesMax} bytes; what follows it is not read"));
            git.Kill();
        }
        else if (git.Wait() is { } complaint) listing.Trouble = new(git.IsStalled ? "git-stalled" : "git-tree-broken", complaint);
        return listing;
    }

    // "100644 blob <id>    1234\t<path>", the size right-aligned, "-" for what is no blob, "BAD" for a blob that is not there.
    bool Take(ReadOnlySpan<byte> line)
    {
        int tab = line.IndexOf((byte)'\t');
        if (tab < 0) return false;
        ReadOnlySpan<byte> facts = line[..tab], path = line[(tab + 1)..];
        int modeEnd = facts.IndexOf((byte)' ');
        if (modeEnd < 0) return false;
        int typeEnd = modeEnd + 1 + facts[(modeEnd + 1)..].IndexOf((byte)' ');
        int idEnd = typeEnd + 1 + facts[(typeEnd + 1)..].IndexOf((byte)' ');
        if (typeEnd <= modeEnd || idEnd <= typeEnd) return false;
        ReadOnlySpan<byte> mode = facts[..modeEnd], size = facts[(idEnd + 1)..].TrimStart((byte)' ');
        long bytes = size.SequenceEqual("-"u8) ? 0 : Utf8Parser.TryParse(size, out long count, out int used) && used == size.Length ? count : -1;
        TreeEntryKind kind = mode.SequenceEqual("120000"u8) ? TreeEntryKind.Symlink : mode.SequenceEqual("160000"u8) ? TreeEntryKind.Submodule : TreeEntryKind.File;
        // Of a path that is much too long only the beginning is kept; the entry is dropped by its length.
        string shown = EntryPath.Of(path[..Math.Min(path.Length, EntryPath.BytesMax)]);
        _pathChars += shown.Length;
        Entries.Add(new(kind, Mode(mode), Encoding.ASCII.GetString(facts[(typeEnd + 1)..idEnd]), bytes, shown, path.Length));
        return true;
    }

    // There are a handful of modes: one string each.
    string Mode(ReadOnlySpan<byte> mode)
    {
        if (mode.SequenceEqual("100644"u8)) return "100644";
        if (mode.SequenceEqual("100755"u8)) return "100755";
        string text = Encoding.ASCII.GetString(mode);
        return _modes.TryAdd(text, text) ? text : _modes[text];
    }
}
