using System.Buffers;
using Sluice.Core;
using Sluice.Core.Records;

namespace Sluice.Ingest.Code.Git;

/// <summary>Consecutive entries of a tree with the bytes of their blobs; decoded on the worker.</summary>
sealed class GitBatch(GitSubject subject, int first) : IRecordBatch
{
    readonly List<Item> _items = [];
    byte[] _bytes = [];
    int _count;

    /// <inheritdoc/>
    public long HeldBytes => _bytes.Length;

    /// <summary>The batch's share of the stored repository, for progress.</summary>
    public long StoredBytes { get; set; }

    /// <summary>Entries in it.</summary>
    public int Count => _items.Count;

    /// <summary>Bytes in it.</summary>
    public int Bytes => _count;

    /// <summary>Room for the bytes of the next blob.</summary>
    public Span<byte> Room(int bytes)
    {
        if (_bytes.Length - _count < bytes)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_count + bytes, Math.Min(_bytes.Length * 2, 4 << 20)));
            _bytes.AsSpan(0, _count).CopyTo(larger);
            if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }
        return _bytes.AsSpan(_count, bytes);
    }

    /// <summary>Adds an entry whose bytes were written to <see cref="Room"/>.</summary>
    public void Add(in TreeEntry entry, string? lastDate, string? firstDate, int bytes)
    {
        _items.Add(new(entry, lastDate, firstDate, _count, bytes, Verdict.Keep, null));
        _count += bytes;
    }

    /// <summary>Adds an entry that is dropped unread.</summary>
    public void Add(in TreeEntry entry, string? lastDate, string? firstDate, Verdict verdict) => _items.Add(new(entry, lastDate, firstDate, 0, 0, verdict, null));

    /// <summary>Adds an entry that could not be read.</summary>
    public void Add(in TreeEntry entry, GitTrouble trouble) => _items.Add(new(entry, null, null, 0, 0, Verdict.Keep, trouble));

    /// <inheritdoc/>
    public BatchRange Read(IRecordSink sink, Document document, long? start)
    {
        for (int i = 0; i < _items.Count; i++)
        {
            Item item = _items[i];
            if (item.Trouble is { } trouble)
            {
                sink.Quarantine(new(subject.OriginOf(item.Entry, first + i), trouble.Reason, trouble.Detail, subject.IdOf(item.Entry.Path)));
                continue;
            }
            subject.Fill(document, item.Entry, first + i, item.LastDate, item.FirstDate);
            ReadOnlySpan<byte> bytes = _bytes.AsSpan(item.At, item.Bytes);
            // In repositories whose ids are SHA-256 the identifier is made here.
            if (item.Verdict.IsKept && item.Entry.Id.Length != GitSubject.Sha1Chars) document.Metadata.Set("swhid", "swh:1:cnt:" + BlobId.Of(bytes));
            if (item.Verdict.IsKept) FileText.Set(document, bytes);
            else document.ReadVerdict = item.Verdict;
            sink.Document(document);
        }
        sink.Progress(StoredBytes, _count);
        return new(first, first + _items.Count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    readonly record struct Item(TreeEntry Entry, string? LastDate, string? FirstDate, int At, int Bytes, Verdict Verdict, GitTrouble? Trouble);
}
