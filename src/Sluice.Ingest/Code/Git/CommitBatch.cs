using System.Text;
using Sluice.Core;
using Sluice.Core.Records;

namespace Sluice.Ingest.Code.Git;

/// <summary>Consecutive commits; those that change one file are documents of what was before, the message, and what is after.</summary>
/// <remarks>Source of the form: StarCoder (Li et al. 2023, arXiv:2305.06161, section 5.2 and its tokenizer): <c>&lt;commit_before&gt;…&lt;commit_msg&gt;…&lt;commit_after&gt;…</c>.</remarks>
sealed class CommitBatch(GitSubject subject, long first) : IRecordBatch
{
    /// <summary>Rule of commits that change no file, or several.</summary>
    public const string FilesRule = "read.commit-files";

    /// <summary>Rule of commits that add or delete a file, or change what it is.</summary>
    public const string ChangeRule = "read.commit-change";

    /// <summary>Rule of commits whose files hold the marks of the form.</summary>
    public const string MarksRule = "read.commit-marks";

    static readonly byte[][] s_marks = [[.. "<commit_before>"u8], [.. "<commit_msg>"u8], [.. "<commit_after>"u8]];

    readonly List<Item> _items = [];

    /// <inheritdoc/>
    public long HeldBytes { get; private set; }

    /// <summary>Commits in it.</summary>
    public int Count => _items.Count;

    /// <summary>What is decided of a commit before its blobs are read.</summary>
    public static Verdict Judge(CommitRecord commit)
    {
        if (commit.Files != 1) return Verdict.Drop(FilesRule, commit.Files, 1);
        if (commit.Change is not { Status: 'M', IsFile: true } change) return Verdict.Drop(ChangeRule, commit.Change is { } other ? "status " + other.Status : null);
        return change.Path.Length > EntryPath.BytesMax ? Verdict.Drop(EntryPath.BytesMaxRule, change.Path.Length, EntryPath.BytesMax) : CommitMessage.Judge(CommitMessage.WithoutTrailers(commit.Message));
    }

    /// <summary>Adds a commit that is dropped unread.</summary>
    public void Add(CommitRecord commit, Verdict verdict) => _items.Add(new(commit, verdict, [], [], null));

    /// <summary>Adds a commit that could not be read.</summary>
    public void Add(CommitRecord commit, GitTrouble trouble) => _items.Add(new(commit, Verdict.Keep, [], [], trouble));

    /// <summary>Adds a commit with its two blobs.</summary>
    public void Add(CommitRecord commit, byte[] before, byte[] after)
    {
        _items.Add(new(commit, Verdict.Keep, before, after, null));
        HeldBytes += before.Length + after.Length;
    }

    /// <inheritdoc/>
    public BatchRange Read(IRecordSink sink, Document document, long? start)
    {
        for (int i = 0; i < _items.Count; i++)
        {
            Item item = _items[i];
            Origin origin = new() { File = subject.Shard.Name, Offset = first + i };
            string id = subject.Repository.Name + "@" + item.Commit.Id;
            if (item.Trouble is { } trouble)
            {
                sink.Quarantine(new(origin, trouble.Reason, trouble.Detail, id));
                continue;
            }
            Fill(document, item.Commit, id, origin);
            document.ReadVerdict = item.Verdict;
            if (item.Verdict.IsKept) SetText(document, item);
            sink.Document(document);
        }
        sink.Progress(0, HeldBytes);
        return new(first, first + _items.Count);
    }

    /// <inheritdoc/>
    public void Dispose() { }

    void Fill(Document document, CommitRecord commit, string id, in Origin origin)
    {
        document.Reset();
        (document.Id, document.Origin, document.Repository) = (id, origin, subject.Repository);
        document.Path = commit.Files == 1 ? commit.Change?.Path : null;
        document.Date = FileDates.Text(commit.AuthorSeconds);
        document.Url = subject.Address.CommitUrl(commit.Id);
        Metadata metadata = document.Metadata;
        metadata.Set("repository", subject.Repository.Name);
        metadata.Set("commit", commit.Id);
        metadata.Set("kind", "commit");
        if (document.Path is { } path) metadata.Set("path", path);
        if (commit.Id.Length == 40) metadata.Set("swhid", "swh:1:rev:" + commit.Id);
        if (document.Date is { } date) metadata.Set("author-date", date);
        if (subject.Repository.ForkOf is { } fork) metadata.Set("fork-of", fork);
    }

    static void SetText(Document document, Item item)
    {
        FileText.Set(document, item.Before);
        if (!document.ReadVerdict.IsKept) return;
        byte[] before = document.Text.ToArray();
        FileText.Set(document, item.After);
        if (!document.ReadVerdict.IsKept) return;
        byte[] after = document.Text.ToArray(), message = Encoding.UTF8.GetBytes(CommitMessage.WithoutTrailers(item.Commit.Message));
        foreach (byte[] mark in s_marks)
        {
            if (before.AsSpan().IndexOf(mark) < 0 && after.AsSpan().IndexOf(mark) < 0 && message.AsSpan().IndexOf(mark) < 0) continue;
            document.SetText(default);
            document.ReadVerdict = Verdict.Drop(MarksRule, Encoding.ASCII.GetString(mark));
            return;
        }
        document.SetText([.. s_marks[0], .. before, .. s_marks[1], .. message, .. s_marks[2], .. after]);
    }

    sealed record Item(CommitRecord Commit, Verdict Verdict, byte[] Before, byte[] After, GitTrouble? Trouble);
}
