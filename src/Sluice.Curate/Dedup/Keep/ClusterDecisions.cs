using System.Runtime.InteropServices;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Storage.Sorting;

namespace Sluice.Curate.Dedup.Keep;

/// <summary>Turns what was found (this document goes, that one stays in its place) into decisions in the order of documents, each with its cluster and the cluster's size; out of core.</summary>
/// <remarks>A cluster is one document that stays and all that go for it. No decision is given about documents of earlier releases, but they count as members.</remarks>
/// <param name="context">The merge's.</param>
/// <param name="name">Begins the names of its files in the scratch folder.</param>
/// <param name="memoryBytes">What it may hold.</param>
/// <param name="verdict">The verdict on a document that goes, by its measured similarity.</param>
sealed class ClusterDecisions(MergeContext context, string name, long memoryBytes, Func<double, Verdict> verdict) : IDisposable
{
    readonly ExternalSorter<Removal> _removals = new(context.ScratchFolder, name + "-removals", memoryBytes / 2, context.Workers, context.Cancellation);

    /// <summary>Documents that go.</summary>
    public long Removed => _removals.Count;

    /// <summary>Bytes written to the scratch folder; whole after the last decision.</summary>
    public long SpilledBytes { get; private set; }

    /// <summary>Takes a document that goes; at most once each.</summary>
    /// <param name="removed">Its number.</param>
    /// <param name="stays">Number of the document that stays in its place: one that doesn't go itself.</param>
    /// <param name="similarity">Measured similarity of the two, 0 to 1.</param>
    public void Add(long removed, long stays, double similarity) => _removals.Add(new() { Stays = (ulong)stays, Removed = removed, Similarity = similarity });

    /// <summary>The decisions, in ascending order of document. Once only.</summary>
    public IEnumerable<MergeDecision> Decide()
    {
        using ExternalSorter<Member> members = new(context.ScratchFolder, name + "-members", memoryBytes / 8 * 3, context.Workers, context.Cancellation);
        AddMembers(members);
        foreach (Member member in members.Sort())
        {
            int size = (int)Math.Min(member.ClusterSize, int.MaxValue);
            yield return member.Stays < 0
                ? new((long)member.Document, Verdict.Keep, -1, 0, member.Cluster, size)
                : new((long)member.Document, verdict(member.Similarity), member.Stays, member.Similarity, member.Cluster, size);
        }
        SpilledBytes += members.SpilledBytes;
    }

    /// <summary>Gives back memory and files.</summary>
    public void Dispose() => _removals.Dispose();

    // A cluster's size is known at its end only: the removals are read once for the sizes, and once for the members.
    void AddMembers(ExternalSorter<Member> members)
    {
        using ExternalSorter<Size> sizes = new(context.ScratchFolder, name + "-sizes", memoryBytes / 8, 1, context.Cancellation);
        Size last = default;
        foreach (Removal removal in _removals.Sort())
        {
            if (last.Removed > 0 && removal.Stays != last.Stays)
            {
                sizes.Add(last);
                last = default;
            }
            last = new() { Stays = removal.Stays, Removed = last.Removed + 1 };
        }
        if (last.Removed > 0) sizes.Add(last);

        SortedRecords<Size> sorted = sizes.Sort();
        (Size size, long cluster) = (default, 0);
        foreach (Removal removal in _removals.Sort())
        {
            if (size.Removed == 0 || size.Stays != removal.Stays)
            {
                sorted.TryRead(out size);
                cluster = Math.Min((long)size.Stays, removal.Removed); // They come in ascending order.
                if ((long)size.Stays >= context.EarlierDocuments)
                    members.Add(new() { Document = size.Stays, Stays = -1, Cluster = cluster, ClusterSize = size.Removed + 1 });
            }
            members.Add(new() { Document = (ulong)removal.Removed, Stays = (long)removal.Stays, Similarity = removal.Similarity, Cluster = cluster, ClusterSize = size.Removed + 1 });
        }
        SpilledBytes += _removals.SpilledBytes + sizes.SpilledBytes;
        _removals.Dispose();
    }

    [StructLayout(LayoutKind.Sequential)]
    struct Removal : IComparable<Removal>, ILeadingKey
    {
        public ulong Stays;
        public long Removed;
        public double Similarity;

        public readonly int CompareTo(Removal other) => Stays != other.Stays ? Stays.CompareTo(other.Stays) : Removed.CompareTo(other.Removed);
    }

    [StructLayout(LayoutKind.Sequential)]
    struct Size : IComparable<Size>, ILeadingKey
    {
        public ulong Stays;
        public long Removed;

        public readonly int CompareTo(Size other) => Stays.CompareTo(other.Stays);
    }

    [StructLayout(LayoutKind.Sequential)]
    struct Member : IComparable<Member>, ILeadingKey
    {
        public ulong Document;
        public long Stays; // -1: it stays itself.
        public double Similarity;
        public long Cluster;
        public long ClusterSize;

        public readonly int CompareTo(Member other) => Document.CompareTo(other.Document);
    }
}
