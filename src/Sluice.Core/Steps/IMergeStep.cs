using System.Buffers;

namespace Sluice.Core.Steps;

/// <summary>A step that must see all shards before it can judge (deduplication): keys from documents (map), one merge over all keys, then removal (map).</summary>
public interface IMergeStep
{
    /// <summary>Writes what the merge needs to know of a document. Called by many workers, each with its own instance. A document may have an empty key.</summary>
    void WriteKey(Document document, IBufferWriter<byte> key);

    /// <summary>Whether it also takes the keys of witnesses (<see cref="Verdict.IsWitness"/>), documents that a step before it dropped: <see cref="Document.DroppedBy"/> tells them while
    /// <see cref="WriteKey"/> is called. They have numbers like all others; decisions about them are passed over.</summary>
    bool TakesWitnesses => false;

    /// <summary>Starts the merge.</summary>
    IMerge StartMerge(MergeContext context);

    /// <summary>Removal: carries out what the merge decided about the inside of a document that stays. Called by many workers, each with its own instance.</summary>
    /// <param name="document">The document as <see cref="WriteKey"/> saw it; its text or metadata may be changed.</param>
    /// <param name="change">The decision's <see cref="MergeDecision.Change"/>; never empty.</param>
    /// <returns>Keep, or drop where too little is left.</returns>
    Verdict Apply(Document document, ReadOnlySpan<byte> change) => Verdict.Keep;

    /// <summary>The index that a release keeps of the documents that stayed, so that later builds can deduplicate against it without their text; null where the step keeps none.</summary>
    IMergeIndex? Index => null;
}

/// <summary>How a merge step's keys are kept in an index, and which indexes of earlier releases come before the input.</summary>
public interface IMergeIndex
{
    /// <summary>What makes two indexes comparable, in words: the step, and every option that decides a key (<c>near-duplicates, hash sluice, word shingles of 5</c>).</summary>
    string Kind { get; }

    /// <summary>Whether the release of this run keeps an index.</summary>
    bool IsKept { get; }

    /// <summary>Earlier releases (folders, or index files) whose documents come before all of the input's, and always stay.</summary>
    IReadOnlyList<string> Against { get; }

    /// <summary>Writes a key as the index keeps it: as small as it can be.</summary>
    void WriteEntry(ReadOnlySpan<byte> key, IBufferWriter<byte> entry);

    /// <summary>Writes the key of a document whose inside was changed: where it matters, without what was cut, since that is held by another document.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="change">The decision's <see cref="MergeDecision.Change"/>; never empty.</param>
    /// <param name="entry">Takes the entry.</param>
    void WriteEntry(ReadOnlySpan<byte> key, ReadOnlySpan<byte> change, IBufferWriter<byte> entry) => WriteEntry(key, entry);

    /// <summary>Whether the index keeps a witness (<see cref="Verdict.IsWitness"/>) too, so that it is heard in later builds.</summary>
    /// <param name="key">Its key.</param>
    bool KeepsWitness(ReadOnlySpan<byte> key) => false;

    /// <summary>Makes the key of an entry.</summary>
    /// <exception cref="InvalidDataException">The entry is damaged.</exception>
    void ReadEntry(ReadOnlySpan<byte> entry, IBufferWriter<byte> key);
}

/// <summary>What the engine lends a merge.</summary>
public sealed record MergeContext
{
    /// <summary>What the merge may hold in memory, all its arrays together. What does not fit goes to <see cref="ScratchFolder"/>.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>An empty folder for what does not fit; deleted after the merge.</summary>
    public required string ScratchFolder { get; init; }

    /// <summary>Threads that the merge may use. Never changes a result.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Reads keys again. For use by several threads at once.</summary>
    public required IMergeKeys Keys { get; init; }

    /// <summary>Documents of earlier releases: numbers below it. They come before all others in every order, and always stay.</summary>
    public long EarlierDocuments { get; init; }

    /// <summary>Stops a long merge.</summary>
    public CancellationToken Cancellation { get; init; }
}

/// <summary>Keys that were added, for a second look: a merge need not copy them.</summary>
public interface IMergeKeys
{
    /// <summary>Reads bytes of a key.</summary>
    /// <param name="at">Where the bytes lie: the place that <see cref="IMerge.Add"/> was given, plus an offset into the key.</param>
    /// <param name="target">Filled with the key's bytes from there on.</param>
    void Read(long at, Span<byte> target);
}

/// <summary>The merge of one <see cref="IMergeStep"/>: takes every key in input order, then decides.</summary>
public interface IMerge : IDisposable
{
    /// <summary>Takes the key of the next document.</summary>
    /// <param name="document">Its number: from 0 on, documents of earlier releases first, then the input's in order (shard, then record).</param>
    /// <param name="key">Its key; valid until the call returns.</param>
    /// <param name="at">Where the key lies, for <see cref="IMergeKeys.Read"/>.</param>
    void Add(long document, ReadOnlySpan<byte> key, long at);

    /// <summary>Decides, in ascending order of document. Documents left out are kept as they are and belong to no cluster; those of earlier releases are always left out.</summary>
    IEnumerable<MergeDecision> Decide();

    /// <summary>What the merge counted, by kebab-case name, for the report of the run; after the last decision. It follows from the documents alone, never from memory or workers.</summary>
    IReadOnlyList<KeyValuePair<string, double>> Figures => [];

    /// <summary>What a person should know of the result, a sentence each: that a bound asked for was not kept, that nothing could be compared. After the last decision.</summary>
    IReadOnlyList<string> Warnings => [];

    /// <summary>Bytes written to the scratch folder.</summary>
    long SpilledBytes => 0;
}

/// <summary>What a merge decided about one document.</summary>
/// <param name="Document">Its number.</param>
/// <param name="Verdict">Keep (a cluster's member that stays, or a document that is changed) or drop.</param>
/// <param name="DuplicateOf">Number of the document that stays in its place; -1 for one that is kept.</param>
/// <param name="Similarity">Measured similarity to <paramref name="DuplicateOf"/>, 0 to 1.</param>
/// <param name="Cluster">Number of the cluster's first document; -1 for none.</param>
/// <param name="ClusterSize">Documents of the cluster; 1 for none.</param>
public readonly record struct MergeDecision(long Document, Verdict Verdict, long DuplicateOf, double Similarity, long Cluster, int ClusterSize)
{
    /// <summary>What <see cref="IMergeStep.Apply"/> is to carry out on a document that stays; empty for nothing. Valid until the next decision.</summary>
    public ReadOnlyMemory<byte> Change { get; init; }
}
