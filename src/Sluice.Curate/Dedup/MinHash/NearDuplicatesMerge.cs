using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Keep;
using Sluice.Storage.Sorting;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>Takes documents in their order and removes those with a near-duplicate among those that stayed; out of core, but for three bits a document.</summary>
/// <remarks>First, copies (equal sets of shingles) are put aside: they go anyway. Then each document is compared with the first of each of its buckets: that settles most of those that go, and of those that
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
    ];

    /// <inheritdoc/>
    public long SpilledBytes => _places.Bytes + _positions.SpilledBytes + _sets.SpilledBytes + _buckets.SpilledBytes + _pairBytes + _decisions.SpilledBytes;

    double Least => _options.Verify ? _options.Similarity : double.Epsilon; // Two documents with nothing in common met by a chance match.

    public void Add(long document, ReadOnlySpan<byte> key, long at)
    {
        if (key.IsEmpty) return;
        if (document >= Buckets.PositionsMax) throw new SluiceException($"near-duplicates takes up to {Buckets.PositionsMax} documents", null, "split the input") { ExitCode = 1 };
        NearDuplicateKey read = new(key[_keepBytes..], _bands);
        _positions.Add(document, key[.._keepBytes]);
        _places.Add(document, new(at + _keepBytes + NearDuplicateKey.BytesBeforeShingles(_bands), (uint)read.Shingles.Length, read.Total));
        if (document >= _context.EarlierDocuments) _documents++;
        if (_positions.IsIdentity) Distribute(document, read);
    }

    public IEnumerable<MergeDecision> Decide()
    {
        _places.Finish();
        if (!_positions.IsIdentity) DistributeAll();
        DocumentBits isCopy = new(_places.Count), isGone = new(_places.Count), isOpen = new(_places.Count);
        _sets.Find(isCopy);
        SetReader reader = new(_context.Keys, _positions, _places, _context.MemoryBytes / 16);
        Settle(isCopy, isGone, isOpen, reader);
        FindMostSimilar(isCopy, isGone, isOpen, reader);
        return _decisions.Decide();
    }

    public void Dispose()
    {
        _positions.Dispose();
        _places.Dispose();
        _sets.Dispose();
        _buckets.Dispose();
        _decisions.Dispose();
    }

    void Distribute(long position, in NearDuplicateKey key)
    {
        _sets.Add(position, key);
        _buckets.Add(position, key, _bands);
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
                Distribute(positions[n], new(key, _bands));
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
