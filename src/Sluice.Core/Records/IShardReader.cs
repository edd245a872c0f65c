namespace Sluice.Core.Records;

/// <summary>Opens one input file and cuts it into batches, in order, that workers can read side by side.</summary>
/// <remarks>Where records can be found without reading what is before them (gzip members), a batch is a range of the stored file that is decompressed on
/// the worker; elsewhere the reader decompresses as it goes and a batch holds the records' bytes. Batches may read from the reader's file: it is disposed after them.</remarks>
public interface IShardReader : IDisposable
{
    /// <summary>The repository, archive or package that the shard is; null for files of records. Known as soon as the reader is open.</summary>
    Repository? Repository => null;

    /// <summary>The next batch, or null at the end. Called by one thread at a time; blocks on the disk, not on workers.</summary>
    IRecordBatch? NextBatch();
}

/// <summary>Consecutive records of one shard.</summary>
public interface IRecordBatch : IDisposable
{
    /// <summary>Bytes of memory that it holds until it is disposed, for the engine's bounded queue.</summary>
    long HeldBytes { get; }

    /// <summary>Reads its records into the sink, in order, on any thread. Never throws for bad input: that goes to <see cref="IRecordSink.Quarantine"/>.</summary>
    /// <param name="sink">Takes what was read.</param>
    /// <param name="document">The worker's document, filled anew for each record.</param>
    /// <param name="start">Null: find the first record by oneself. Else the offset where the first record must begin.</param>
    /// <returns>Where it began and ended.</returns>
    BatchRange Read(IRecordSink sink, Document document, long? start);
}

/// <summary>The range of the stored file that a batch turned out to cover.</summary>
/// <param name="Start">Offset where its first record began; null where none begins in it.</param>
/// <param name="End">Offset after its last record; meaningless where <paramref name="Start"/> is null.</param>
/// <remarks>The engine takes batches in order. Where <see cref="Start"/> differs from the end of the batch before (a false start inside a record), it throws
/// the batch's results away and reads it again from that end, also where it is null, since what follows the batch before may be broken bytes: so what is read never depends on where the cuts fell.</remarks>
public readonly record struct BatchRange(long? Start, long End);

/// <summary>Takes what a batch reads.</summary>
public interface IRecordSink
{
    /// <summary>A record that can be a document. The document and its spans are valid during the call only.</summary>
    void Document(Document document);

    /// <summary>A record that is no document, counted by kind: <c>request</c>, <c>revisit</c>, <c>warcinfo</c>, …</summary>
    void Skip(string kind);

    /// <summary>A record, or the rest of a file, that could not be read.</summary>
    void Quarantine(in QuarantinedRecord record);

    /// <summary>Bytes read since the last call, for rates: of the stored file, and decompressed.</summary>
    void Progress(long storedBytes, long rawBytes);
}

/// <summary>What could not be read, where, and why.</summary>
/// <param name="Origin">File, offset and length (0 where the length is not known).</param>
/// <param name="Reason">Kebab-case name: <c>gzip-broken</c>, <c>record-bytes-max</c>, <c>content-length</c>, …</param>
/// <param name="Detail">One sentence for a person, without the record's text.</param>
/// <param name="Id">The record's id, where it was read; null elsewhere.</param>
/// <param name="Url">The record's URL, where it was read; null elsewhere.</param>
public readonly record struct QuarantinedRecord(Origin Origin, string Reason, string Detail, string? Id = null, string? Url = null);
