using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Sluice.Ingest.Code.Git;

/// <summary>When each file of a tree was first and last changed, by the author dates of the history at hand: one walk of <c>git log</c>, newest first.</summary>
/// <remarks>Renames are not followed: a file's first date is that of its present path. Merges count only where they are the commit that is read. Authors set these dates themselves.</remarks>
sealed class FileDates
{
    const int LineBytesMax = 100_000;

    // Some minutes of git at most: a hostile history can change a million files in each commit.
    const long BytesMax = 4L << 30;

    readonly long[] _last;
    readonly long[] _first;

    FileDates(int entries)
    {
        (_last, _first) = (new long[entries], new long[entries]);
        _last.AsSpan().Fill(long.MinValue);
    }

    /// <summary>Id of the commit that is read, tags followed; null where it could not be read.</summary>
    public string? Commit { get; private set; }

    /// <summary>What kept the rest of the history from being read; null where all of it was.</summary>
    public GitTrouble? Trouble { get; private set; }

    long CommitDate { get; set; }

    /// <summary>Starts the walk.</summary>
    /// <param name="folder">Where the objects are.</param>
    /// <param name="commit">Where it begins.</param>
    /// <param name="options">Its limits.</param>
    /// <param name="isOne">Whether only that commit is asked for, without its changes.</param>
    public static GitProcess Start(GitFolder folder, string commit, GitOptions options, bool isOne) => isOne
        ? GitProgram.Start(folder.Path, options.StallSeconds, GitProgram.WalkAllocationMax, "log", "-z", "--no-color", "--no-notes", "--no-decorate", Format(commit), "--no-patch", "--max-count=1", commit, "--")
        : GitProgram.Start(folder.Path, options.StallSeconds, GitProgram.WalkAllocationMax, "log", "-z", "--no-color", "--no-notes", "--no-decorate", Format(commit), "--name-only", "--no-renames", "--root",
            "--no-ext-diff", "--no-textconv", "--ignore-submodules=none", FormattableString.Invariant($"--max-count={options.HistoryMax}"), commit, "--");

    /// <summary>Reads the walk to its end.</summary>
    /// <param name="git">The walk.</param>
    /// <param name="entries">The tree.</param>
    /// <param name="commit">The commit that it was started with.</param>
    public static FileDates Read(GitProcess git, IReadOnlyList<TreeEntry> entries, string commit)
    {
        FileDates dates = new(entries.Count);
        Dictionary<string, int> byPath = new(entries.Count, StringComparer.Ordinal);
        for (int i = 0; i < entries.Count; i++) byPath.TryAdd(entries[i].Path, i);
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup = byPath.GetAlternateLookup<ReadOnlySpan<char>>();
        byte[] mark = Encoding.ASCII.GetBytes(Mark(commit));
        long date = 0, bytes = 0;
        bool isAfterMark = false;
        while (git.TryReadCut(0, LineBytesMax, out ReadOnlySpan<byte> field))
        {
            if ((bytes += field.Length + 1) > BytesMax)
            {
                git.Kill();
                dates.Trouble = new("git-history-bytes-max", FormattableString.Invariant($"the changes of the history are longer than {BytesMax} bytes; dates are those of the newer ones"));
                return dates;
            }
            bool isFirst = isAfterMark && !field.IsEmpty && field[0] == '\n';
            isAfterMark = field.StartsWith(mark);
            if (isAfterMark) dates.Begin(field[mark.Length..], out date);
            else if (!field.IsEmpty) dates.Take(isFirst ? field[1..] : field, date, lookup);
        }
        if (!git.IsAtEnd) git.Kill();
        else if (git.Wait() is { } complaint) dates.Trouble = new(git.IsStalled ? "git-stalled" : "git-history-broken", complaint);
        return dates;
    }

    /// <summary>The date of an entry's last change, ISO 8601 in UTC; the commit's own where the history at hand has none.</summary>
    public string? Last(int entry) => Text(_last[entry] == long.MinValue ? CommitDate : _last[entry]);

    /// <summary>The date of an entry's first change in the history at hand.</summary>
    public string? First(int entry) => Text(_last[entry] == long.MinValue ? CommitDate : _first[entry]);

    /// <summary>A date as text; null outside the years 1 to 9999.</summary>
    public static string? Text(long unixSeconds)
    {
        const long Least = -62_135_596_800, Most = 253_402_300_799;
        return unixSeconds is < Least or > Most ? null : DateTimeOffset.FromUnixTimeSeconds(unixSeconds).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
    }

    // No path in the history of a commit can hold the commit's own id, which is made of that history.
    static string Mark(string commit) => $"\u0001{commit} ";

    static string Format(string commit) => $"--format=%x01{commit} %H %at";

    void Begin(ReadOnlySpan<byte> line, out long date)
    {
        int space = line.IndexOf((byte)' ');
        date = space > 0 && Utf8Parser.TryParse(line[(space + 1)..], out long seconds, out _) ? seconds : long.MinValue + 1;
        if (Commit is not null || space < 0) return;
        Commit = Encoding.ASCII.GetString(line[..space]);
        CommitDate = date;
    }

    void Take(ReadOnlySpan<byte> path, long date, Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup)
    {
        int at;
        if (path.Length <= 256 && Ascii.IsValid(path) && path.IndexOfAny((byte)'\\', (byte)0x7F) < 0 && path.IndexOfAnyInRange((byte)0, (byte)0x1F) < 0)
        {
            // Most paths are written as they are, and most are of files that went long ago: no string for those.
            Span<char> chars = stackalloc char[256];
            Ascii.ToUtf16(path, chars, out int count);
            if (!lookup.TryGetValue(chars[..count], out at)) return;
        }
        else if (!lookup.TryGetValue(EntryPath.Of(path[..Math.Min(path.Length, EntryPath.BytesMax)]), out at)) return;
        if (_last[at] == long.MinValue) _last[at] = date;
        _first[at] = date;
    }
}
