using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Storage.Sorting;

namespace Sluice.Curate.Dedup.Spans;

/// <summary>Finds repeated units: occurrences sorted by hash, those that go sorted by document. What does not fit in memory is spilled.</summary>
sealed class UnitMerge : IMerge
{
    readonly UnitRules _rules;
    readonly int _runUnits;
    readonly MergeContext _context;
    readonly ExternalSorter<UnitOccurrence> _occurrences;
    readonly ExternalSorter<UnitCut> _cuts;
    readonly RecordFile<long> _places; // Where each document's key lies; later, for one that is dropped, the document in whose favor.
    readonly List<UnitOccurrence> _waiting = []; // Of one hash, until there are enough.
    readonly UnitChange _change = new();
    long _compared, _distinct, _unitsCut, _bytesCut, _changed, _dropped;

    public UnitMerge(UnitRules rules, int runUnits, MergeContext context)
    {
        (_rules, _runUnits, _context) = (rules, runUnits, context);
        _occurrences = new(context.ScratchFolder, "units", context.MemoryBytes / 2, context.Workers, context.Cancellation);
        _cuts = new(context.ScratchFolder, "cuts", context.MemoryBytes / 4, context.Workers, context.Cancellation);
        _places = new(Path.Combine(context.ScratchFolder, "places"));
    }

    public IReadOnlyList<KeyValuePair<string, double>> Figures =>
    [
        new(_rules.Compared, _compared),
        new("distinct-" + _rules.Compared, _distinct),
        new(_rules.Unit + "-cut", _unitsCut),
        new("bytes-cut", _bytesCut),
        new("documents-changed", _changed),
        new("documents-dropped", _dropped),
    ];

    public long SpilledBytes => _occurrences.SpilledBytes + _cuts.SpilledBytes + _places.Bytes;

    public void Add(long document, ReadOnlySpan<byte> key, long at)
    {
        _places.Add(at);
        ReadOnlySpan<ulong> hashes = UnitKey.Hashes(key);
        for (int unit = 0; unit < hashes.Length; unit++)
        {
            if (hashes[unit] == 0) continue;
            _occurrences.Add(new(hashes[unit], document, unit));
            if (document >= _context.EarlierDocuments) _compared++;
        }
    }

    public IEnumerable<MergeDecision> Decide()
    {
        _places.Finish();
        FindRepeats();
        _occurrences.Dispose();
        SortedRecords<UnitCut> cuts = _cuts.Sort();
        bool any = cuts.TryRead(out UnitCut cut);
        while (any)
        {
            long document = (long)cut.Document, first = cut.First;
            int runs = 0, runsOfFirst = 0, uncut = 0, units = 0;
            _change.Clear();
            for (; any && (long)cut.Document == document; any = cuts.TryRead(out cut))
            {
                _change.Add(cut.Unit);
                runs++;
                if (cut.First == first) runsOfFirst++;
                units += cut.Unit + _runUnits - Math.Max(uncut, cut.Unit);
                uncut = cut.Unit + _runUnits;
            }
            yield return Decision(document, units, runs, first, (double)runsOfFirst / runs);
        }
    }

    public void Dispose()
    {
        _occurrences.Dispose();
        _cuts.Dispose();
        _places.Dispose();
    }

    void FindRepeats()
    {
        SortedRecords<UnitOccurrence> sorted = _occurrences.Sort();
        UnitOccurrence first = default;
        long count = 0, last = -1;
        bool inInput = false, isRepeat = false;
        for (ReadOnlySpan<UnitOccurrence> batch = sorted.NextBatch(); !batch.IsEmpty; batch = sorted.NextBatch())
        {
            foreach (ref readonly UnitOccurrence occurrence in batch)
            {
                if (count == 0 || occurrence.Hash != first.Hash)
                {
                    (first, count, last, inInput, isRepeat) = (occurrence, 0, -1, false, false);
                    _waiting.Clear();
                }
                if (!inInput && occurrence.Document >= _context.EarlierDocuments)
                {
                    inInput = true;
                    _distinct++;
                }
                if (_rules.Count == CountOf.Occurrences || occurrence.Document != last) count++;
                last = occurrence.Document;
                if (isRepeat)
                {
                    Repeat(occurrence, first);
                    continue;
                }
                _waiting.Add(occurrence);
                isRepeat = count >= _rules.CountMin || _waiting.Count == UnitRules.CountMax;
                if (!isRepeat) continue;
                foreach (UnitOccurrence waiting in _waiting) Repeat(waiting, first);
            }
        }
    }

    void Repeat(in UnitOccurrence occurrence, in UnitOccurrence first)
    {
        if (occurrence.Document < _context.EarlierDocuments) return;
        bool keepsFirst = _rules.Keep == KeepOccurrences.First;
        if (keepsFirst && (_rules.Count == CountOf.Documents ? occurrence.Document == first.Document : occurrence == first)) return;
        _cuts.Add(new((ulong)occurrence.Document, occurrence.Unit, keepsFirst ? first.Document : -1));
    }

    MergeDecision Decision(long document, int units, int runs, long first, double share)
    {
        KeyLengths lengths = new(_context.Keys, _places[document]);
        _unitsCut += units;
        _bytesCut += lengths.SumOf(_change.Bytes.Span, _runUnits);
        bool isWhole = units == lengths.Units;
        if (isWhole) _dropped++;
        else _changed++;
        if (first >= 0 && isWhole)
        {
            // Where the first one is dropped itself (of overlapping spans each occurred before), the document that stays in its place. Places of keys are never negative.
            if (_places[first] is < 0 and var dropped) first = ~dropped;
            _places[document] = ~first;
        }
        // One that is cut whole, but had a span first, is dropped when the cut is carried out: it stays in the index.
        if (!isWhole || runs < lengths.Runs) return new(document, Verdict.Keep, -1, 0, -1, 1) { Change = _change.Bytes };
        return new(document, Verdict.Drop(_rules.TextLeft, 0, _rules.TextLeftMin), first, first < 0 ? 0 : share, -1, 1);
    }
}
