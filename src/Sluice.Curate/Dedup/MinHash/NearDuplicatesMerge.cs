using System.Numerics;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Keep;
using Sluice.Storage.Sorting;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>Takes documents in their order and removes those with a near-duplicate among those that stayed; out of core, but for three bits a document (five where files testify).</summary>
/// <remarks>Before all, witnesses and licenses are heard (<see cref="Testimonies"/>): documents that go for them are neither compared nor stay. Then, copies (equal sets of shingles) are put aside: they go anyway. Then each document is compared with the first of each of its buckets: that settles most of those that go, and of those that
/// stay. Last, with what may have stayed of each bucket, so that the most similar one is found. Both passes go by ascending position, so whether an earlier document stays is known by then.</remarks>
sealed class NearDuplicatesMerge : IMerge
{
    const string Rule = NearDuplicates.Name + ".near-duplicate";

    readonly NearDuplicatesOptions _options;
    readonly MergeContext _context;
    readonly int _bands;
    readonly int _keepBytes;
    readonly Positions _positions;
    readonly DocumentPlaces _places;
    readonly EqualSets _sets;
    readonly ClusterDecisions _decisions;
    readonly Buckets _buckets;
    readonly Testimonies _testimonies;
    uint _classes; // A bit for each class of facts that a document has.
    bool _hasWitnesses;
    long _documents, _candidatePairs, _verified, _avoided, _pairBytes;

    public NearDuplicatesMerge(NearDuplicatesOptions options, MergeContext context)
    {
        (_options, _context) = (options, context);
        _bands = options.Banding.Bands;
        KeepRule keep = options.KeepRule;
        _keepBytes = keep.HasKeys ? KeepKey.Bytes : 0;
        Directory.CreateDirectory(context.ScratchFolder);
        _positions = new(keep, context, "near-order", context.MemoryBytes / 4);
        _places = new(Path.Combine(context.ScratchFolder, "near-places"));
        _sets = new(context, "near", context.MemoryBytes / 8);
        _buckets = new(context, "near", context.MemoryBytes / 2, options.Verify ? options.Similarity : 0);
        _testimonies = new(options, context, _positions, _places, "near", context.MemoryBytes / 16);
        _decisions = new(context, "near", context.MemoryBytes / 8, similarity => options.Verify
            ? Verdict.Drop(Rule, similarity, options.Similarity)
            : new() { Rule = Rule, Value = similarity });
    }

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, double>> Figures =>
    [
        new("documents", _documents),
        new("candidate-pairs", _candidatePairs),
        new("pairs-verified", _verified),
        new("false-merges-avoided", _avoided),
        new("documents-removed", _decisions.Removed),
        .. _testimonies.OptedOut > 0 ? new KeyValuePair<string, double>[] { new("copies-of-opted-out", _testimonies.OptedOut) } : [],
        .. _testimonies.Laundered > 0 ? new KeyValuePair<string, double>[] { new("stricter-originals", _testimonies.Laundered) } : [],
    ];

    /// <inheritdoc/>
    public long SpilledBytes => _places.Bytes + _positions.SpilledBytes + _sets.SpilledBytes + _buckets.SpilledBytes + _pairBytes + _decisions.SpilledBytes + _testimonies.SpilledBytes;

    double Least => _options.Verify ? _options.Similarity : double.Epsilon; // Two documents with nothing in common met by a chance match.

    public void Add(long document, ReadOnlySpan<byte> key, long at)
    {
        if (key.IsEmpty) return;
        if (document >= FilePosition.PositionsMax) throw new SluiceException($"near-duplicates takes up to {FilePosition.PositionsMax} documents", null, "split the input") { ExitCode = 1 };
        NearDuplicateKey read = new(key[_keepBytes..], _bands);
        _positions.Add(document, key[.._keepBytes]);
        FileFacts facts = read.Facts.IsEmpty ? default : FileFacts.Read(read.Facts, out _);
        Place place = new(at + _keepBytes + NearDuplicateKey.BytesBeforeShingles(_bands), read.Shingles.Length, read.Total, facts);
        _places.Add(document, place);
        _classes |= 1u << facts.Class;
        _hasWitnesses |= facts.IsWitness;
        if (document >= _context.EarlierDocuments && !facts.IsWitness) _documents++;
        if (_positions.IsIdentity) Distribute(document, read, place);
    }

    public IEnumerable<MergeDecision> Decide()
    {
        _places.Finish();
        if (!_positions.IsIdentity) DistributeAll();
        DocumentBits isCopy = new(_places.Count), isGone = new(_places.Count), isOpen = new(_places.Count);
        SetReader reader = new(_context.Keys, _positions, _places, _context.MemoryBytes / 16);
        DocumentBits? isOut = Hear(reader);
        _sets.Find(isOut, isCopy);
        if (isOut is not null) isCopy.Add(isOut);
        Settle(isCopy, isGone, isOpen, reader);
        FindMostSimilar(isCopy, isGone, isOpen, reader);
        return isOut is null ? _decisions.Decide() : Join(_decisions.Decide(), _testimonies.Decide());
    }

    // Null where there is nobody to be heard.
    DocumentBits? Hear(SetReader reader)
    {
        bool ofLicenses = _options.Laundering != LaunderingPolicy.Off && BitOperations.PopCount(_classes & ~(1u << FileFacts.NoClass | 1u << FileFacts.OptedOutClass)) > 1;
        if (!_hasWitnesses && !ofLicenses) return null;
        DocumentBits isOut = new(_places.Count), isRepeated = new(_places.Count);
        using ExternalSorter<CandidatePair> pairs = NewPairs("near-testimonies");
        _sets.Testify(new(_context, ofLicenses, (_, _) => true, isRepeated, pairs), isOut, isRepeated);
        if (ofLicenses || (_classes >> FileFacts.OptedOutClass & 1) != 0) _buckets.Testify(new(_context, ofLicenses, _buckets.CanBeSimilar, isRepeated, pairs));
        _testimonies.Hear(pairs.Sort(), reader);
        _testimonies.Settle(isOut);
        _pairBytes += pairs.SpilledBytes;
        return isOut;
    }

    // Both ascend. A document that is told of has no other decision, unless it is only flagged.
    static IEnumerable<MergeDecision> Join(IEnumerable<MergeDecision> decisions, IEnumerable<MergeDecision> testimonies)
    {
        using IEnumerator<MergeDecision> told = testimonies.GetEnumerator();
        bool isTold = told.MoveNext();
        foreach (MergeDecision decision in decisions)
        {
            for (; isTold && told.Current.Document < decision.Document; isTold = told.MoveNext()) yield return told.Current;
            if (isTold && told.Current.Document == decision.Document)
            {
                yield return decision.Verdict.IsKept ? decision with { Change = told.Current.Change } : decision;
                isTold = told.MoveNext();
            }
            else yield return decision;
        }
        for (; isTold; isTold = told.MoveNext()) yield return told.Current;
    }

    public void Dispose()
    {
        _positions.Dispose();
        _places.Dispose();
        _sets.Dispose();
        _buckets.Dispose();
        _testimonies.Dispose();
        _decisions.Dispose();
    }

    void Distribute(long position, in NearDuplicateKey key, in Place place)
    {
        _sets.Add(position, key, place);
        _buckets.Add(position, key, _bands, place);
    }

    // Positions are known after the last document only: what the buckets need is read again.
    void DistributeAll()
    {
        const int BatchDocuments = 1024;
        _positions.Sort();
        int before = NearDuplicateKey.BytesBeforeShingles(_bands);
        byte[] key = new byte[before];
        Place[] places = new Place[BatchDocuments];
        long[] positions = new long[BatchDocuments];
        for (long document = 0; document < _places.Count; document += BatchDocuments)
        {
            _context.Cancellation.ThrowIfCancellationRequested();
            int count = _places.Read(document, places);
            _positions.ReadPositions(document, positions.AsSpan(0, count));
            for (int n = 0; n < count; n++)
            {
                if (places[n].Held == 0) continue;
                _context.Keys.Read(places[n].At - before, key);
                Distribute(positions[n], new(key, _bands), places[n]);
            }
        }
    }

    // What the first of each bucket tells: a document near one that stays for certain goes for certain; one that has no other candidates, or none that it is near, stays. The rest is open.
    void Settle(DocumentBits isCopy, DocumentBits isGone, DocumentBits isOpen, SetReader reader)
    {
        using ExternalSorter<CandidatePair> pairs = NewPairs("near-firsts");
        _buckets.PairWithFirsts(isCopy, pairs);
        foreach (CandidateGroup group in CandidateGroup.Of(pairs.Sort(), _context.Cancellation))
        {
            bool goes = false, isOpenNear = false;
            int compared = 0;
            foreach (long earlier in group.Earlier)
            {
                if (isGone[earlier] || (group.IsMore && isOpen[earlier])) continue;
                compared++;
                if (reader.Similarity(group.Later, earlier, Least) < Least) continue;
                if (isOpen[earlier])
                {
                    isOpenNear = true;
                    continue;
                }
                goes = true;
                break;
            }
            if (goes) isGone.Set(group.Later);
            else if (group.IsMore || isOpenNear) isOpen.Set(group.Later);
            else _verified += compared;
        }
        _pairBytes += pairs.SpilledBytes;
    }

    void FindMostSimilar(DocumentBits isCopy, DocumentBits isGone, DocumentBits isOpen, SetReader reader)
    {
        using ExternalSorter<CandidatePair> pairs = NewPairs("near-heads");
        DecideCopies(isCopy, isGone, isOpen, pairs);
        _buckets.PairWithHeads(isCopy, isGone, pairs);
        foreach (CandidateGroup group in CandidateGroup.Of(pairs.Sort(), _context.Cancellation))
        {
            bool isSettled = !isGone[group.Later] && !isOpen[group.Later], hasCandidate = false;
            (long best, double bestSimilarity) = (-1, 0);
            _candidatePairs += group.Earlier.Length;
            foreach (long earlier in group.Earlier)
            {
                if (isGone[earlier]) continue;
                hasCandidate = true;
                if (isSettled) break;
                _verified++;
                double similarity = reader.Similarity(group.Later, earlier, Math.Max(Least, bestSimilarity));
                if (similarity >= Least && similarity > bestSimilarity) (best, bestSimilarity) = (earlier, similarity); // Of equally similar ones the first.
            }
            isOpen.Clear(group.Later);
            if (best < 0)
            {
                if (hasCandidate) _avoided++;
                continue;
            }
            isGone.Set(group.Later);
            _decisions.Add(_positions.DocumentAt(group.Later), _positions.DocumentAt(best), bestSimilarity);
        }
        _pairBytes += pairs.SpilledBytes;
    }

    // A copy of a document that stays goes for it. One of a document that goes, or may go, goes too, but perhaps for another: some may have come between that are more similar.
    void DecideCopies(DocumentBits isCopy, DocumentBits isGone, DocumentBits isOpen, ExternalSorter<CandidatePair> pairs)
    {
        foreach (CopyRecord copy in _sets.InOrder())
        {
            long leader = (long)copy.Leader;
            if (!isGone[leader] && !isOpen[leader])
            {
                _candidatePairs++;
                _decisions.Add(_positions.DocumentAt(copy.Copy), _positions.DocumentAt(leader), 1);
                continue;
            }
            isCopy.Clear(copy.Copy);
            isGone.Set(copy.Copy);
            pairs.Add(new(copy.Copy, leader, isMore: false));
        }
    }

    ExternalSorter<CandidatePair> NewPairs(string name) => new(_context.ScratchFolder, name, _context.MemoryBytes / 8, _context.Workers, _context.Cancellation) { IsDistinct = true };
}
