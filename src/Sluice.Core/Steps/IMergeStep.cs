using System.Buffers;

namespace Sluice.Core.Steps;

/// <summary>A step that must see all shards before it can judge (deduplication): keys from documents, one merge, then removal.</summary>
public interface IMergeStep
{
    /// <summary>Writes what the merge needs to know of a document: a few bytes, never its text. Called by many workers, each with its own instance.</summary>
    void WriteKey(Document document, IBufferWriter<byte> key);

    /// <summary>Starts the merge.</summary>
    /// <param name="memoryBytes">What the merge may hold in memory.</param>
    /// <param name="scratchFolder">An empty folder for what does not fit.</param>
    IMerge StartMerge(long memoryBytes, string scratchFolder);
}

/// <summary>The merge of one <see cref="IMergeStep"/>: takes every key in input order, then decides.</summary>
public interface IMerge : IDisposable
{
    /// <summary>Takes the key of the next document. Documents are numbered from 0 in input order (shard, then record).</summary>
    void Add(long document, ReadOnlySpan<byte> key);

    /// <summary>Decides, in ascending order of document. Documents left out are kept and belong to no cluster.</summary>
    IEnumerable<MergeDecision> Decide();
}

/// <summary>What a merge decided about one document.</summary>
/// <param name="Document">Its number.</param>
/// <param name="Verdict">Keep (a cluster's member that stays) or drop.</param>
/// <param name="DuplicateOf">Number of the document that stays in its place; -1 for one that is kept.</param>
/// <param name="Similarity">Measured similarity to <paramref name="DuplicateOf"/>, 0 to 1.</param>
/// <param name="Cluster">Number of the cluster's first document; -1 for none.</param>
/// <param name="ClusterSize">Documents of the cluster; 1 for none.</param>
public readonly record struct MergeDecision(long Document, Verdict Verdict, long DuplicateOf, double Similarity, long Cluster, int ClusterSize);
