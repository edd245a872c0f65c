using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Keep;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>Takes documents in their order and removes those with a near-duplicate among those that stayed. In memory.</summary>
sealed class NearDuplicatesMerge : IMerge
{
    const string Rule = NearDuplicates.Name + ".near-duplicate";

    readonly NearDuplicatesOptions _options;
    readonly int _bands;
    readonly long _memoryBytes;
    readonly HeldDocuments _held;
    readonly BandIndex _index;
    readonly List<int> _candidates = [];
    readonly List<Removed> _removed = [];
    long _bytesMissed;

    public NearDuplicatesMerge(NearDuplicatesOptions options, long memoryBytes)
    {
        _options = options;
        _bands = options.Banding.Bands;
        _memoryBytes = memoryBytes;
        _held = new(DecidesAtOnce ? 0 : _bands);
        _index = new(_bands);
    }

    bool DecidesAtOnce => _options.Keep == KeepOrder.First;

    long Bytes => _held.Bytes + _index.Bytes + RemovedBytes;

    long RemovedBytes => _removed.Capacity * (long)System.Runtime.CompilerServices.Unsafe.SizeOf<Removed>();

    public void Add(long document, ReadOnlySpan<byte> key, long at)
    {
        if (key.IsEmpty) return;
        NearDuplicateKey read = NearDuplicateKey.Read(key, _bands);
        if (_bytesMissed > 0 || _held.BytesToAdd(read.Shingles.Length) + _index.BytesToAdd + RemovedBytes * 2 > _memoryBytes)
        {
            _bytesMissed += key.Length + 2 * HeldDocuments.DocumentBytes + 3L * _bands * BandIndex.EntryBytes; // In tables that may be a third full.
            return;
        }
        _held.Add(document, read);
        if (DecidesAtOnce && !Stays(_held.Count - 1, read.Bands)) _held.RemoveLast();
    }

    public IEnumerable<MergeDecision> Decide()
    {
        if (_bytesMissed > 0)
        {
            ByteSize needed = new((Bytes * 2 + _bytesMissed) / (1 << 20) + 8 << 20);
            throw new SluiceException($"near-duplicates has {new ByteSize(_memoryBytes)} of memory, and needs up to {needed} to compare all documents", null,
                "give the run more with --memory, or put steps that drop documents before near-duplicates")
            { ExitCode = 1 };
        }
        if (!DecidesAtOnce) TakeByRank();
        _removed.Sort((a, b) => a.Number.CompareTo(b.Number));
        return Decisions();
    }

    public void Dispose() { }

    // Highest rank first, then input order.
    void TakeByRank()
    {
        int[] order = [.. Enumerable.Range(0, _held.Count)];
        Array.Sort(order, (a, b) => _held[b].Rank.CompareTo(_held[a].Rank) is not 0 and var byRank ? byRank : a.CompareTo(b));
        foreach (int document in order)
            if (!Stays(document, _held.Bands(document))) _held[document].ClusterSize = 0;
    }

    // Whether no document that stayed is a near-duplicate; then it is one of those that stayed.
    bool Stays(int document, ReadOnlySpan<uint> bands)
    {
        _candidates.Clear();
        _index.AddCandidates(bands, _candidates);
        (int best, double similarity) = MostSimilar(document);
        if (best < 0)
        {
            _index.Add(document, bands);
            return true;
        }
        ref Held stayed = ref _held[best];
        stayed.ClusterSize++;
        stayed.ClusterFirst = Math.Min(stayed.ClusterFirst, _held[document].Number);
        _removed.Add(new(_held[document].Number, best, similarity));
        return false;
    }

    // Of equally similar documents the one that was taken first.
    (int Document, double Similarity) MostSimilar(int document)
    {
        (int best, double bestSimilarity) = (-1, 0);
        double least = _options.Verify ? _options.Similarity : 0;
        _candidates.Sort();
        for (int n = 0; n < _candidates.Count; n++)
        {
            int candidate = _candidates[n];
            if (n > 0 && candidate == _candidates[n - 1]) continue;
            double similarity = Similarity(document, candidate, Math.Max(least, bestSimilarity));
            if (similarity < least || similarity == 0) continue; // Two documents with nothing in common met by a chance match of 32 bits.
            bool isBetter = similarity > bestSimilarity || (similarity == bestSimilarity && IsTakenBefore(candidate, best));
            if (isBetter) (best, bestSimilarity) = (candidate, similarity);
        }
        return (best, bestSimilarity);
    }

    bool IsTakenBefore(int a, int b) => _held[a].Rank != _held[b].Rank ? _held[a].Rank > _held[b].Rank : a < b;

    // Of giant documents the smallest hashes are held: they are compared up to the least of the largest hashes held.
    double Similarity(int a, int b, double atLeast)
    {
        ReadOnlySpan<uint> ofA = _held.Shingles(a), ofB = _held.Shingles(b);
        uint limit = Math.Min(HeldLimit(a, ofA), HeldLimit(b, ofB));
        return limit == uint.MaxValue ? Jaccard.Of(ofA, ofB, atLeast) : Jaccard.Of(UpTo(limit, ofA), UpTo(limit, ofB), atLeast);
    }

    uint HeldLimit(int document, ReadOnlySpan<uint> shingles) => _held[document].Total > shingles.Length ? shingles[^1] : uint.MaxValue;

    static ReadOnlySpan<uint> UpTo(uint limit, ReadOnlySpan<uint> shingles)
    {
        int at = shingles.BinarySearch(limit);
        return shingles[..(at < 0 ? ~at : at + 1)];
    }

    // Both the removed and the held come in ascending order of number.
    IEnumerable<MergeDecision> Decisions()
    {
        int removed = 0;
        for (int document = 0; document < _held.Count; document++)
        {
            if (_held[document].ClusterSize < 2) continue;
            for (; removed < _removed.Count && _removed[removed].Number < _held[document].Number; removed++) yield return Decision(_removed[removed]);
            yield return Decision(document);
        }
        for (; removed < _removed.Count; removed++) yield return Decision(_removed[removed]);
    }

    MergeDecision Decision(int stayed)
    {
        ref Held held = ref _held[stayed];
        return new(held.Number, Verdict.Keep, -1, 0, held.ClusterFirst, held.ClusterSize);
    }

    MergeDecision Decision(Removed removed)
    {
        ref Held stayed = ref _held[removed.Stayed];
        Verdict verdict = _options.Verify
            ? Verdict.Drop(Rule, removed.Similarity, _options.Similarity)
            : new() { Rule = Rule, Value = removed.Similarity };
        return new(removed.Number, verdict, stayed.Number, removed.Similarity, stayed.ClusterFirst, stayed.ClusterSize);
    }

    readonly record struct Removed(long Number, int Stayed, double Similarity);
}
