using System.Runtime.InteropServices;
using Sluice.Core.Steps;
using Sluice.Storage.Sorting;

namespace Sluice.Curate.Dedup.Keep;

/// <summary>The order in which a merge takes documents: from a document to its position and back, out of core. Documents of earlier releases come first; in input order the position is the number.</summary>
/// <remarks>Use: <see cref="Add"/> each document in ascending order, <see cref="Sort"/>, look up. After that it holds no memory to speak of: two files of 8 bytes a document. Looking up is for several threads at once.</remarks>
sealed class Positions : IDisposable
{
    readonly MergeContext _context;
    readonly string _name;
    readonly long _memoryBytes;
    ExternalSorter<ByKey>? _byKey;
    RecordFile<long>? _positions;
    RecordFile<long>? _documents;
    long _next;

    /// <param name="rule">The order.</param>
    /// <param name="context">The merge's.</param>
    /// <param name="name">Begins the names of its files in the scratch folder.</param>
    /// <param name="memoryBytes">What it may hold until <see cref="Sort"/> has returned.</param>
    public Positions(KeepRule rule, MergeContext context, string name, long memoryBytes)
    {
        _context = context;
        _name = name;
        _memoryBytes = memoryBytes;
        if (rule.HasKeys) _byKey = new(context.ScratchFolder, name + "-keys", memoryBytes / 2, context.Workers, context.Cancellation);
        IsIdentity = !rule.HasKeys;
    }

    /// <summary>Whether each document's position is its number: then nothing is sorted or written.</summary>
    public bool IsIdentity { get; }

    /// <summary>One more than the highest document number added; positions are below it too.</summary>
    public long Count => _next;

    /// <summary>Bytes written to the scratch folder.</summary>
    public long SpilledBytes { get; private set; }

    /// <summary>Takes the next document. Numbers left out have no position.</summary>
    /// <param name="document">Its number, above those before.</param>
    /// <param name="keepKey">What <see cref="KeepRule.WriteKey"/> wrote; not looked at for documents of earlier releases, and in input order.</param>
    public void Add(long document, ReadOnlySpan<byte> keepKey)
    {
        _next = document + 1;
        if (_byKey is not null && document >= _context.EarlierDocuments) _byKey.Add(new() { Key = KeepKey.Read(keepKey), Document = document });
    }

    /// <summary>Ends adding: from now on positions can be looked up.</summary>
    /// <exception cref="IOException">The disk is full, or failed.</exception>
    public void Sort()
    {
        if (_byKey is null) return;
        _documents = new(Path.Combine(_context.ScratchFolder, _name + "-documents"));
        _positions = new(Path.Combine(_context.ScratchFolder, _name + "-positions"));
        using ExternalSorter<ByDocument> byDocument = new(_context.ScratchFolder, _name + "-order", _memoryBytes / 2, _context.Workers, _context.Cancellation);
        long position = 0;
        for (; position < _context.EarlierDocuments; position++) _documents.Add(position);
        foreach (ByKey record in _byKey.Sort())
        {
            _documents.Add(record.Document);
            byDocument.Add(new() { Document = (ulong)record.Document, Position = position++ });
        }
        _documents.Finish();
        long spilled = _byKey.SpilledBytes;
        _byKey.Dispose();
        _byKey = null;
        long document = 0;
        for (; document < _context.EarlierDocuments; document++) _positions.Add(document);
        foreach (ByDocument record in byDocument.Sort())
        {
            for (; document < (long)record.Document; document++) _positions.Add(-1);
            _positions.Add(record.Position);
            document++;
        }
        _positions.Finish();
        SpilledBytes += spilled + _documents.Bytes + byDocument.SpilledBytes + _positions.Bytes;
    }

    /// <summary>The position of a document that was added, or of one of an earlier release.</summary>
    public long PositionOf(long document) => _positions is null ? document : _positions[document];

    /// <summary>The document at a position.</summary>
    public long DocumentAt(long position) => _documents is null ? position : _documents[position];

    /// <summary>The positions of documents that follow each other; -1 for those that were not added.</summary>
    /// <returns>How many there were, up to the target's length.</returns>
    public int ReadPositions(long firstDocument, Span<long> positions) => Read(_positions, firstDocument, positions);

    /// <summary>The documents at positions that follow each other.</summary>
    /// <returns>How many there were, up to the target's length.</returns>
    public int ReadDocuments(long firstPosition, Span<long> documents) => Read(_documents, firstPosition, documents);

    /// <summary>Closes its files; the scratch folder's owner deletes them.</summary>
    public void Dispose()
    {
        _byKey?.Dispose();
        _positions?.Dispose();
        _documents?.Dispose();
    }

    int Read(RecordFile<long>? file, long first, Span<long> target)
    {
        if (file is not null) return file.Read(first, target);
        int count = (int)Math.Clamp(_next - first, 0, target.Length);
        for (int n = 0; n < count; n++) target[n] = first + n;
        return count;
    }

    [StructLayout(LayoutKind.Sequential)]
    struct ByKey : IComparable<ByKey>, ILeadingKey
    {
        public KeepKey Key;
        public long Document;

        public readonly int CompareTo(ByKey other) => Key.CompareTo(other.Key) is not 0 and var byKey ? byKey : Document.CompareTo(other.Document);
    }

    [StructLayout(LayoutKind.Sequential)]
    struct ByDocument : IComparable<ByDocument>, ILeadingKey
    {
        public ulong Document;
        public long Position;

        public readonly int CompareTo(ByDocument other) => Document.CompareTo(other.Document);
    }
}
