using System.Runtime.InteropServices;
using Sluice.Core.Steps;
using Sluice.Storage.Sorting;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>Documents with the same set of shingles: while it is settled who stays, only the first of them, the leader, is compared with others.</summary>
/// <remarks>A copy has every candidate that its leader has, at the same similarity, and the leader itself: it always goes, and nothing goes for it. So a million copies cost a million steps, not pairs.</remarks>
sealed class EqualSets(MergeContext context, string name, long memoryBytes) : IDisposable
{
    readonly ExternalSorter<SetRecord> _sets = new(context.ScratchFolder, name + "-sets", memoryBytes / 4 * 3, context.Workers, context.Cancellation);
    readonly ExternalSorter<CopyRecord> _copies = new(context.ScratchFolder, name + "-copies", memoryBytes / 4, context.Workers, context.Cancellation);

    /// <summary>Bytes written to the scratch folder.</summary>
    public long SpilledBytes { get; private set; }

    /// <summary>Takes a document.</summary>
    public void Add(long position, in NearDuplicateKey key, in Place place) => _sets.Add(new() { High = key.SetHigh, Low = key.SetLow, File = FilePosition.Of(position, place) });

    /// <summary>Hands equal documents that may testify about each other to <paramref name="heads"/>, set by set.</summary>
    /// <param name="heads">Pairs them.</param>
    /// <param name="isOut">Takes a bit for each witness.</param>
    /// <param name="isRepeated">Takes a bit for each opted-out witness but the first of its set.</param>
    public void Testify(TestimonyHeads heads, DocumentBits isOut, DocumentBits isRepeated)
    {
        (ulong high, ulong low) = (0, 0);
        bool isOptedOut = false;
        heads.Clear();
        foreach (SetRecord record in _sets.Sort())
        {
            if (record.High != high || record.Low != low)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                heads.Clear();
                (high, low, isOptedOut) = (record.High, record.Low, false);
            }
            if (record.File.IsWitness)
            {
                isOut.Set(record.File.Position);
                if (isOptedOut) isRepeated.Set(record.File.Position);
                isOptedOut |= record.File.Class == FileFacts.OptedOutClass;
            }
            heads.Take(record.File);
        }
    }

    /// <summary>Finds all copies.</summary>
    /// <param name="isOut">Documents that are neither copies nor leaders; null for none.</param>
    /// <param name="isCopy">Takes a bit for each.</param>
    public void Find(DocumentBits? isOut, DocumentBits isCopy)
    {
        SetRecord leader = new() { File = FilePosition.None };
        foreach (SetRecord record in _sets.Sort())
        {
            long position = record.File.Position;
            if (isOut is not null && isOut[position]) continue;
            if (leader.File.IsNone || leader.High != record.High || leader.Low != record.Low)
            {
                leader = record;
                continue;
            }
            isCopy.Set(position);
            if (position >= context.EarlierDocuments) _copies.Add(new() { Leader = (ulong)leader.File.Position, Copy = position });
        }
        SpilledBytes += _sets.SpilledBytes;
        _sets.Dispose();
    }

    /// <summary>The copies, in ascending order of their leaders, then their own; without those of earlier releases.</summary>
    public SortedRecords<CopyRecord> InOrder()
    {
        SortedRecords<CopyRecord> sorted = _copies.Sort();
        SpilledBytes += _copies.SpilledBytes;
        return sorted;
    }

    /// <summary>Gives back memory and files.</summary>
    public void Dispose()
    {
        _sets.Dispose();
        _copies.Dispose();
    }

    [StructLayout(LayoutKind.Sequential)]
    struct SetRecord : IComparable<SetRecord>, ILeadingKey
    {
        public ulong High;
        public ulong Low;
        public FilePosition File;

        public readonly int CompareTo(SetRecord other) => High != other.High ? High.CompareTo(other.High) : Low != other.Low ? Low.CompareTo(other.Low) : File.CompareTo(other.File);
    }
}

/// <summary>A document whose shingles are those of another.</summary>
[StructLayout(LayoutKind.Sequential)]
struct CopyRecord : IComparable<CopyRecord>, ILeadingKey
{
    /// <summary>Position of the first document with these shingles.</summary>
    public ulong Leader;

    /// <summary>Its own position.</summary>
    public long Copy;

    public readonly int CompareTo(CopyRecord other) => Leader != other.Leader ? Leader.CompareTo(other.Leader) : Copy.CompareTo(other.Copy);
}
