using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Keep;
using Sluice.Storage.Sorting;

namespace Sluice.Curate.Dedup.Exact;

/// <summary>Sorts the documents by key; of each key the first stays.</summary>
sealed class ExactMerge<T> : IMerge where T : unmanaged, IExactRecord<T>
{
    readonly MergeContext _context;
    readonly ExternalSorter<T> _byHash;
    readonly ClusterDecisions _clusters;
    long _documents, _distinct;

    // While the keys are read, half the memory is theirs, and half that of the removals; after that all is the decisions'.
    public ExactMerge(MergeContext context, Verdict drop)
    {
        _context = context;
        _byHash = new(context.ScratchFolder, "hashes", context.MemoryBytes / 2, context.Workers, context.Cancellation);
        _clusters = new(context, "exact", context.MemoryBytes, _ => drop);
    }

    public IReadOnlyList<KeyValuePair<string, double>> Figures =>
        [new("documents-compared", _byHash.Count), new("documents-distinct", _distinct), new("documents-removed", _clusters.Removed)];

    // Only a URL can be missing.
    public IReadOnlyList<string> Warnings => _documents > 0 && _byHash.Count == 0 ? [$"{DeduplicateExact.Name}: no document has a URL, so none was compared"] : [];

    public long SpilledBytes => _byHash.SpilledBytes + _clusters.SpilledBytes;

    public void Add(long document, ReadOnlySpan<byte> key, long at)
    {
        _documents++;
        if (!key.IsEmpty) _byHash.Add(T.Of(key, document, document < _context.EarlierDocuments));
    }

    public IEnumerable<MergeDecision> Decide()
    {
        AddRemovals();
        _byHash.Dispose();
        return _clusters.Decide();
    }

    public void Dispose()
    {
        _byHash.Dispose();
        _clusters.Dispose();
    }

    void AddRemovals()
    {
        T stays = default;
        SortedRecords<T> sorted = _byHash.Sort();
        for (ReadOnlySpan<T> batch = sorted.NextBatch(); !batch.IsEmpty; batch = sorted.NextBatch())
        {
            foreach (ref readonly T record in batch)
            {
                if (_distinct == 0 || !record.HasHashOf(stays))
                {
                    stays = record;
                    _distinct++;
                }
                else if (record.Document >= _context.EarlierDocuments) _clusters.Add(record.Document, stays.Document, 1);
            }
        }
    }
}
