using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Ingest.Code.Git;
using Sluice.Ingest.Framing;

namespace Sluice.Ingest.Code.Archives;

/// <summary>Reads one archive or package, twice: for its rights files and name, then for its files, in the order in which they stand.</summary>
/// <remarks>An origin is the file's number in that order. Archives inside archives are not opened: they are binary files.</remarks>
/// <param name="shard">The archive.</param>
/// <param name="open">Starts to go through it.</param>
/// <param name="options">The source's options.</param>
sealed class ArchiveShardReader(Shard shard, Func<ArchiveReading> open, GitOptions options) : IShardReader, IRecordSeeker
{
    const int BatchBytes = 1 << 20, BatchEntriesMax = 512;

    ArchiveReading? _reading;
    GitSubject? _subject;
    string _root = "";
    int _next;
    bool _isEnded, _isAtEnd, _toldBreak;

    /// <inheritdoc/>
    public Repository? Repository => Subject.Repository;

    GitSubject Subject => _subject ??= Survey();

    /// <inheritdoc/>
    public IRecordBatch? NextBatch()
    {
        GitSubject subject = Subject;
        _reading ??= open();
        GitBatch batch = new(subject, _next);
        try
        {
            while (!_isAtEnd && batch.Count < BatchEntriesMax && batch.Bytes < BatchBytes)
            {
                if (_next + batch.Count == options.FilesMax || !_reading.Next(out ArchiveEntry entry)) _isAtEnd = true;
                else Add(batch, _reading, entry);
            }
        }
        catch
        {
            batch.Dispose();
            throw;
        }
        _next += batch.Count;
        if (batch.Count > 0) return batch;
        batch.Dispose();
        return NextEnd(_reading);
    }

    EndBatch? NextEnd(ArchiveReading reading)
    {
        if (_isEnded || _toldBreak) return null;
        _isEnded = true;
        bool hasMore = reading.Break is null && _next == options.FilesMax && reading.Next(out _);
        GitTrouble? trouble = hasMore ? new("git-files-max", FormattableString.Invariant($"the archive has more than files-max, {options.FilesMax}, files")) : reading.Break;
        return trouble is null ? null : new EndBatch(shard, _next, trouble);
    }

    void Add(GitBatch batch, ArchiveReading reading, in ArchiveEntry entry)
    {
        TreeEntry row = new(entry.Kind, entry.Mode, "", entry.Bytes, entry.Path[_root.Length..], entry.PathBytes);
        if (entry.Trouble is { } trouble) batch.Add(row, trouble);
        else if (!entry.Verdict.IsKept) batch.Add(row, null, null, entry.Verdict);
        else if (entry.Bytes > options.BlobBytesMax.Bytes) batch.Add(row, null, null, Verdict.Drop(FileText.BytesMaxRule, entry.Bytes, options.BlobBytesMax.Bytes));
        else
        {
            Span<byte> bytes = batch.Room((int)entry.Bytes);
            if (reading.TryRead(bytes) is { } broken)
            {
                _toldBreak = reading.Break is not null; // One row for a broken tail: that of the file in which it starts.
                batch.Add(row, broken);
            }
            else batch.Add(row with { Id = BlobId.Of(bytes) }, null, null, (int)entry.Bytes);
        }
    }

    GitSubject Survey()
    {
        using ArchiveReading reading = open();
        ArchiveSurvey survey = ArchiveSurvey.Of(reading, options);
        _root = survey.Root;
        Repository repository = survey.Describe(reading, ArchiveSource.NameOf(shard.Name));
        // Without an address: a package's files are not always those of the repository that it names.
        return new(shard, repository, new(repository.Name, null));
    }

    /// <inheritdoc/>
    public bool ReadAt(Origin origin, IRecordSink sink, Document document)
    {
        if (origin.File != shard.Name || origin.Offset < 0) return false;
        GitSubject subject = Subject;
        using ArchiveReading reading = open();
        for (long number = 0; reading.Next(out ArchiveEntry entry); number++)
        {
            if (number < origin.Offset) continue;
            using GitBatch batch = new(subject, (int)number);
            Add(batch, reading, entry);
            batch.Read(sink, document, null);
            return true;
        }
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _reading?.Dispose();

    // After the files: why there are no more.
    sealed class EndBatch(Shard shard, int number, GitTrouble trouble) : IRecordBatch
    {
        public long HeldBytes => 0;

        public BatchRange Read(IRecordSink sink, Document document, long? start)
        {
            sink.Quarantine(new(new() { File = shard.Name, Offset = number }, trouble.Reason, trouble.Detail));
            return new(number, number + 1);
        }

        public void Dispose() { }
    }
}
