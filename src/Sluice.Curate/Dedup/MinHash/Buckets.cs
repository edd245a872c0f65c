using System.Runtime.InteropServices;
using Sluice.Core.Steps;
using Sluice.Storage.Sorting;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>The buckets: for each value of a band, the documents that have it, in their order. Made into pairs to be compared.</summary>
/// <param name="context">The merge's.</param>
/// <param name="name">Begins the names of its files in the scratch folder.</param>
/// <param name="memoryBytes">What it may hold.</param>
/// <param name="similarity">Pairs that can't reach it by their numbers of shingles are left out.</param>
sealed class Buckets(MergeContext context, string name, long memoryBytes, double similarity) : IDisposable
{
    /// <summary>Documents of a bucket that later ones are compared with: a million that share one band cost a bounded number of comparisons each. True near-duplicates share several.</summary>
    public const int HeadsMax = 64;

    readonly ExternalSorter<BandRecord> _bands = new(context.ScratchFolder, name + "-bands", memoryBytes, context.Workers, context.Cancellation);
    readonly (long Position, uint Size)[] _heads = new (long, uint)[HeadsMax];

    /// <summary>Bytes written to the scratch folder.</summary>
    public long SpilledBytes => _bands.SpilledBytes;

    /// <summary>Takes a document's bands.</summary>
    public void Add(long position, in NearDuplicateKey key, int bands, in Place place)
    {
        FilePosition file = FilePosition.Of(position, place);
        for (int band = 0; band < bands; band++) _bands.Add(new() { Band = key.Band(band), File = file });
    }

    /// <summary>Hands documents that may testify about each other to <paramref name="heads"/>, bucket by bucket.</summary>
    public void Testify(TestimonyHeads heads)
    {
        ulong band = 0;
        heads.Clear();
        SortedRecords<BandRecord> sorted = _bands.Sort();
        for (ReadOnlySpan<BandRecord> batch = sorted.NextBatch(); !batch.IsEmpty; batch = sorted.NextBatch())
        {
            context.Cancellation.ThrowIfCancellationRequested();
            foreach (ref readonly BandRecord record in batch)
            {
                if (record.Band != band)
                {
                    band = record.Band;
                    heads.Clear();
                }
                heads.Take(record.File);
            }
        }
    }

    /// <summary>Pairs each document with the first of each of its buckets, and tells where there are others between.</summary>
    /// <param name="isCopy">Documents that are left out.</param>
    /// <param name="pairs">Takes the pairs.</param>
    public void PairWithFirsts(DocumentBits isCopy, ExternalSorter<CandidatePair> pairs)
    {
        (ulong band, int seen, long first, uint firstSize) = (0, 0, 0, 0);
        SortedRecords<BandRecord> sorted = _bands.Sort();
        for (ReadOnlySpan<BandRecord> batch = sorted.NextBatch(); !batch.IsEmpty; batch = sorted.NextBatch())
        {
            context.Cancellation.ThrowIfCancellationRequested();
            foreach (ref readonly BandRecord record in batch)
            {
                if (record.Band != band) (band, seen) = (record.Band, 0);
                long position = record.File.Position;
                if (isCopy[position]) continue;
                if (++seen == 1)
                {
                    (first, firstSize) = (position, record.File.Size);
                    continue;
                }
                if (position < context.EarlierDocuments) continue;
                if (CanBeSimilar(firstSize, record.File.Size)) pairs.Add(new(position, first, isMore: seen > 2));
                else if (seen > 2) pairs.Add(CandidatePair.More(position));
            }
        }
    }

    /// <summary>Pairs each document with the heads of its buckets: the first <see cref="HeadsMax"/> that may have stayed.</summary>
    /// <param name="isCopy">Documents that are left out.</param>
    /// <param name="isGone">Documents that are no heads.</param>
    /// <param name="pairs">Takes the pairs.</param>
    public void PairWithHeads(DocumentBits isCopy, DocumentBits isGone, ExternalSorter<CandidatePair> pairs)
    {
        (ulong band, int heads) = (0, 0);
        SortedRecords<BandRecord> sorted = _bands.Sort();
        for (ReadOnlySpan<BandRecord> batch = sorted.NextBatch(); !batch.IsEmpty; batch = sorted.NextBatch())
        {
            context.Cancellation.ThrowIfCancellationRequested();
            foreach (ref readonly BandRecord record in batch)
            {
                if (record.Band != band) (band, heads) = (record.Band, 0);
                long position = record.File.Position;
                if (isCopy[position]) continue;
                if (position >= context.EarlierDocuments)
                    foreach (ref readonly (long Position, uint Size) head in _heads.AsSpan(0, heads))
                        if (CanBeSimilar(head.Size, record.File.Size)) pairs.Add(new(position, head.Position, isMore: false));
                if (heads < HeadsMax && !isGone[position]) _heads[heads++] = (position, record.File.Size);
            }
        }
    }

    /// <summary>Gives back memory and files.</summary>
    public void Dispose() => _bands.Dispose();

    /// <summary>Whether two documents can reach the similarity asked for, by their numbers of shingles.</summary>
    /// <remarks>Sets of one are equal or have nothing in common: equal ones were found before, by more bits than a shingle has here. The Jaccard is at most the smaller number of shingles by the larger; one is added, so that rounding never decides.</remarks>
    public bool CanBeSimilar(uint a, uint b) => (a != 1 || b != 1) && (a == FilePosition.SizeMax || b == FilePosition.SizeMax || Math.Min(a, b) + 1 >= similarity * Math.Max(a, b));

    // In the order of bands, then witnesses first, then positions.
    [StructLayout(LayoutKind.Sequential)]
    struct BandRecord : IComparable<BandRecord>, ILeadingKey
    {
        public ulong Band;
        public FilePosition File;

        public readonly int CompareTo(BandRecord other) => Band != other.Band ? Band.CompareTo(other.Band) : File.CompareTo(other.File);
    }
}
