using System.Buffers.Text;
using System.Text;

namespace Sluice.Ingest.Code.Git;

/// <summary>The commits of a history, newest first, each with its message and the files that it changes, from one <c>git log --raw</c>.</summary>
sealed class CommitWalk : IDisposable
{
    /// <summary>Bytes of a message that are kept.</summary>
    public const int MessageBytesMax = 16 << 10;

    const int FieldBytesMax = 64 << 10;

    readonly GitProcess _git;
    readonly byte[] _mark;
    (string Id, long Date)? _next;

    /// <summary>Starts the walk.</summary>
    public CommitWalk(GitFolder folder, string commit, GitOptions options)
    {
        // A mark that no path and no message in the history can hold: the id of the commit that all of it leads to.
        _mark = Encoding.ASCII.GetBytes($"\u0001{commit} ");
        _git = GitProgram.Start(folder.Path, options.StallSeconds, GitProgram.WalkAllocationMax, "log", "-z", "--no-color", "--no-notes", "--no-decorate", $"--format=%x01{commit} %H %at%x00%B", "--raw", "--no-abbrev", "--no-renames",
            "--root", "--no-ext-diff", "--no-textconv", "--ignore-submodules=none", "--encoding=UTF-8", FormattableString.Invariant($"--max-count={options.HistoryMax}"), commit, "--");
    }

    /// <summary>What kept the rest from being read; null where all was. Known at the end.</summary>
    public GitTrouble? Trouble { get; private set; }

    /// <summary>The next commit; null at the end.</summary>
    public CommitRecord? Next()
    {
        if (_next is null && (!_git.TryReadCut(0, FieldBytesMax, out ReadOnlySpan<byte> first) || !TryMark(first))) return End();
        (string id, long date) = _next!.Value;
        _next = null;
        if (!_git.TryReadCut(0, MessageBytesMax, out ReadOnlySpan<byte> body)) return End();
        string message = Encoding.UTF8.GetString(body);
        int files = 0;
        CommitChange? change = null;
        while (_git.TryReadCut(0, FieldBytesMax, out ReadOnlySpan<byte> field))
        {
            if (TryMark(field)) break;
            if (field.IsEmpty) continue;
            // "\n" before the first, then ":modes ids status", then the path.
            string facts = Encoding.ASCII.GetString(field[0] == '\n' ? field[1..] : field);
            if (!_git.TryReadCut(0, FieldBytesMax, out ReadOnlySpan<byte> path)) break;
            if (files++ == 0) change = ChangeOf(facts, EntryPath.Of(path[..Math.Min(path.Length, EntryPath.BytesMax)]));
        }
        return new(id, date, message, files, change);
    }

    /// <inheritdoc/>
    public void Dispose() => _git.Dispose();

    bool TryMark(ReadOnlySpan<byte> field)
    {
        if (!field.StartsWith(_mark)) return false;
        field = field[_mark.Length..];
        int space = field.IndexOf((byte)' ');
        if (space < 0) return false;
        _next = (Encoding.ASCII.GetString(field[..space]), Utf8Parser.TryParse(field[(space + 1)..], out long seconds, out _) ? seconds : long.MaxValue);
        return true;
    }

    CommitRecord? End()
    {
        if (_git.Wait() is { } complaint) Trouble = new(_git.IsStalled ? "git-stalled" : "git-history-broken", complaint);
        return null;
    }

    static CommitChange? ChangeOf(string facts, string path)
    {
        const string File = "100";
        string[] parts = facts.Split(' ');
        return parts.Length == 5 && parts[4].Length > 0 && ObjectId.Is(parts[2]) && ObjectId.Is(parts[3])
            ? new(parts[4][0], parts[0].StartsWith(":" + File, StringComparison.Ordinal) && parts[1].StartsWith(File, StringComparison.Ordinal), parts[2], parts[3], path) : null;
    }
}
