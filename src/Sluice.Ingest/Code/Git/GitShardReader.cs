using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Ingest.Framing;

namespace Sluice.Ingest.Code.Git;

/// <summary>Reads one repository: its tree is listed, its history walked for dates, then its files come in path order from one <c>cat-file</c>.</summary>
/// <remarks>Three processes a repository. Blobs above <c>blob-bytes-max</c>, symbolic links and submodules are never asked for.</remarks>
sealed class GitShardReader : IShardReader, IRecordSeeker
{
    const int BatchBytes = 1 << 20, BatchEntriesMax = 512;

    readonly Shard _shard;
    readonly GitFolder _folder;
    readonly RepositoryAddress _address;
    readonly string? _forkOf;
    readonly GitOptions _options;
    readonly string _commit;
    GitTree? _tree;
    BlobStream? _blobs;
    int _next;
    CommitReader? _commits;
    bool _isEnded;

    /// <summary>Takes over the folder.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="folder">Where its objects are.</param>
    /// <param name="commit">Id of the commit, or of a tag that leads to it.</param>
    /// <param name="address">Name and web address.</param>
    /// <param name="forkOf">What it was forked from; null where unknown.</param>
    /// <param name="options">The source's options.</param>
    public GitShardReader(Shard shard, GitFolder folder, string commit, RepositoryAddress address, string? forkOf, GitOptions options) =>
        (_shard, _folder, _commit, _address, _forkOf, _options) = (shard, folder, commit, address, forkOf, options);

    /// <inheritdoc/>
    public Repository? Repository => Tree.Subject.Repository;

    GitTree Tree => _tree ??= Open();

    /// <inheritdoc/>
    public IRecordBatch? NextBatch()
    {
        GitTree tree = Tree;
        if (_next == tree.Entries.Count || _options.Commits == CommitDocuments.Only) return (IRecordBatch?)NextEnd(tree) ?? _commits?.NextBatch();
        GitBatch batch = new(tree.Subject, _next);
        try
        {
            while (_next < tree.Entries.Count && batch.Count < BatchEntriesMax && batch.Bytes < BatchBytes) AddEntry(batch, tree, _next++);
            batch.StoredBytes = StoredBefore(_next, tree) - StoredBefore(_next - batch.Count, tree);
            return batch;
        }
        catch
        {
            batch.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public bool ReadAt(Origin origin, IRecordSink sink, Document document)
    {
        using GitProcess listing = TreeListing.Start(_folder, _commit, _options);
        List<TreeEntry> entries = TreeListing.Read(listing, _options).Entries;
        if (origin.File != _shard.Name || origin.Offset < 0) return false;
        GitTree tree = new(new(_shard, new() { Name = _address.Name, Url = _address.Url, Commit = _commit, ForkOf = _forkOf }, _address), entries, null, [], null);
        if (origin.Offset >= entries.Count) return ReadCommitAt(tree, origin.Offset, sink, document);
        int number = (int)origin.Offset;
        _blobs = new(_folder, IsWanted(entries[number]) ? [entries[number].Id] : [], _options);
        using GitBatch batch = new(tree.Subject, number);
        AddEntry(batch, tree, number);
        batch.Read(sink, document, null);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _commits?.Dispose();
        _blobs?.Dispose();
        _folder.Dispose();
    }

    GitTree Open()
    {
        using GitProcess listing = TreeListing.Start(_folder, _commit, _options);
        using GitProcess log = FileDates.Start(_folder, _commit, _options, isOne: _options.HistoryMax == 0); // Walks while the tree is listed.
        TreeListing tree = TreeListing.Read(listing, _options);
        FileDates dates = ReadDates(tree, log);
        RightsReading reading = RightsReading.Choose(tree.Entries, _options);
        List<int> rights = reading.Chosen;
        HashSet<int> isRead = [.. rights.Where(i => tree.Entries[i].Bytes <= RightsFiles.FileBytesMax)]; // Of larger ones only the beginning is kept: they are asked for again.
        List<string> ids = [.. rights.Select(i => tree.Entries[i].Id)];
        if (_options.Commits != CommitDocuments.Only)
            for (int i = 0; i < tree.Entries.Count; i++)
                if (IsWanted(tree.Entries[i]) && !isRead.Contains(i)) ids.Add(tree.Entries[i].Id);
        _blobs = new(_folder, ids, _options);
        Dictionary<int, RightsFile> files = reading.Read(_blobs);
        Repository repository = new()
        {
            Name = _address.Name,
            Url = _address.Url,
            Commit = dates.Commit ?? (ObjectId.Is(_commit) ? _commit : null),
            ForkOf = _forkOf,
            RightsFiles = reading.All(files),
        };
        // Nothing but the commit is asked of the walk where there is no tree: then the commit itself is missing or broken.
        GitTrouble? trouble = tree.Trouble ?? (tree.Entries.Count == 0 ? dates.Trouble : null);
        return new(new(_shard, repository, _address), tree.Entries, dates, files, trouble);
    }

    // The changes of a tree that is too large to list are not asked for.
    FileDates ReadDates(TreeListing tree, GitProcess log)
    {
        if (tree.Trouble is null) return FileDates.Read(log, tree.Entries, _commit);
        log.Kill();
        using GitProcess one = FileDates.Start(_folder, _commit, _options, isOne: true);
        return FileDates.Read(one, tree.Entries, _commit);
    }

    long StoredBefore(int entry, GitTree tree) => (long)((Int128)_shard.Bytes * entry / tree.Entries.Count);

    bool IsWanted(in TreeEntry entry) => entry.Kind == TreeEntryKind.File && entry.Bytes >= 0 && entry.Bytes <= _options.BlobBytesMax.Bytes && entry.PathBytes <= EntryPath.BytesMax;

    void AddEntry(GitBatch batch, GitTree tree, int number)
    {
        TreeEntry entry = tree.Entries[number];
        string? last = tree.Dates?.Last(number), first = tree.Dates?.First(number);
        if (IsWanted(entry)) AddBlob(batch, tree, number, last, first);
        else if (entry.PathBytes > EntryPath.BytesMax) batch.Add(entry, last, first, Verdict.Drop(EntryPath.BytesMaxRule, entry.PathBytes, EntryPath.BytesMax));
        else if (entry.Kind == TreeEntryKind.Symlink) batch.Add(entry, last, first, Verdict.Drop("read.symlink", entry.Id));
        else if (entry.Kind == TreeEntryKind.Submodule) batch.Add(entry, last, first, Verdict.Drop("read.submodule", entry.Id));
        else if (entry.Bytes < 0) batch.Add(entry, new GitTrouble("git-object-missing", "the repository does not hold this object"));
        else batch.Add(entry, last, first, Verdict.Drop(FileText.BytesMaxRule, entry.Bytes, _options.BlobBytesMax.Bytes));
    }

    void AddBlob(GitBatch batch, GitTree tree, int number, string? last, string? first)
    {
        TreeEntry entry = tree.Entries[number];
        if (entry.Bytes <= RightsFiles.FileBytesMax && tree.Rights.TryGetValue(number, out RightsFile? file))
        {
            if (file.File is { } read)
            {
                read.Bytes.Span.CopyTo(batch.Room(read.Bytes.Length));
                batch.Add(entry, last, first, read.Bytes.Length);
            }
            else batch.Add(entry, file.Trouble!);
            return;
        }
        GitTrouble? trouble = _blobs!.Begin(out long bytes);
        if (trouble is null && bytes > _options.BlobBytesMax.Bytes) trouble = _blobs.Skip(bytes) ?? new GitTrouble("git-object-broken", "the object is larger than its head says");
        if (trouble is null) trouble = _blobs.TryRead(batch.Room((int)bytes));
        if (trouble is null) batch.Add(entry, last, first, (int)bytes);
        else batch.Add(entry, trouble);
    }

    // The walk goes on until it is there.
    bool ReadCommitAt(GitTree tree, long number, IRecordSink sink, Document document)
    {
        if (_options.Commits == CommitDocuments.None || number == tree.Entries.Count) return false;
        _commits = new(tree.Subject, _folder, _commit, _options, tree.Entries.Count + 1);
        _commits.Skip(number - tree.Entries.Count - 1);
        using CommitBatch? batch = _commits.NextBatch(commitsMax: 1);
        batch?.Read(sink, document, null);
        return batch is not null;
    }

    // After the files: what kept the rest of the tree from being listed. Its number is kept free in any case, so that those of commits don't depend on it.
    EndBatch? NextEnd(GitTree tree)
    {
        if (_isEnded) return null;
        _isEnded = true;
        if (_options.Commits != CommitDocuments.None && tree.Trouble is null)
        {
            _commits = new(tree.Subject, _folder, _commit, _options, tree.Entries.Count + 1);
            return new(_shard, tree.Entries.Count, null, tree.Dates?.Trouble);
        }
        return tree.Trouble is { } trouble || tree.Dates?.Trouble is not null ? new EndBatch(_shard, tree.Entries.Count, tree.Trouble, tree.Dates?.Trouble) : null;
    }

    sealed record GitTree(GitSubject Subject, List<TreeEntry> Entries, FileDates? Dates, Dictionary<int, RightsFile> Rights, GitTrouble? Trouble);

    sealed class EndBatch(Shard shard, int entries, GitTrouble? tree, GitTrouble? history) : IRecordBatch
    {
        public long HeldBytes => 0;

        public BatchRange Read(IRecordSink sink, Document document, long? start)
        {
            if (history is not null) sink.Skip(history.Reason); // Dates are those of the history up to there; no record is lost.
            if (tree is not null) sink.Quarantine(new(new() { File = shard.Name, Offset = entries }, tree.Reason, tree.Detail));
            return new(entries, entries + 1);
        }

        public void Dispose() { }
    }
}
