using System.Buffers.Binary;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Bloom;
using Sluice.Storage.Sorting;

namespace Sluice.Curate.Dedup.Exact;

/// <summary>Removes documents whose key a Bloom filter has seen before: one pass, nothing sorted. Which document stays in their place is not known.</summary>
/// <remarks>What it decided waits on the disk, a bit a document.</remarks>
sealed class BloomMerge : IMerge
{
    const int BitsOfNumber = 64;

    readonly MergeContext _context;
    readonly BloomFilter _filter;
    readonly Verdict _drop;
    readonly double _rate;
    readonly long _items;
    readonly RecordFile<long> _dropped;
    long _documents;
    long _compared;
    long _removed;
    ulong _bits;
    double _fill;
    double _rateMeasured;

    public BloomMerge(MergeContext context, long items, double rate, Verdict drop)
    {
        (_context, _items, _rate, _drop) = (context, items, rate, drop);
        _filter = BloomFilter.Within(context.MemoryBytes, items, rate);
        _dropped = new(Path.Combine(context.ScratchFolder, "dropped"));
    }

    public IReadOnlyList<KeyValuePair<string, double>> Figures =>
    [
        new("documents-compared", _compared), new("documents-removed", _removed), new("bloom-items-asked", _items), new("bloom-items", _filter.Count),
        new("bloom-rate-asked", _rate), new("bloom-rate-measured", _rateMeasured), new("bloom-rate-of-fill", _filter.RateOf(_fill)), new("bloom-fill", _fill),
    ];

    public IReadOnlyList<string> Warnings => _filter.Warnings(DeduplicateExact.Name, _items, _rate, _rateMeasured);

    public long SpilledBytes => _dropped.Bytes;

    public void Add(long document, ReadOnlySpan<byte> key, long at)
    {
        while (_documents < document) Push(false); // None are left out, but nothing depends on it.
        if (key.IsEmpty)
        {
            Push(false);
            return;
        }
        _compared++;
        bool isNew = _filter.Add(BinaryPrimitives.ReadUInt128BigEndian(key));
        bool isDropped = !isNew && document >= _context.EarlierDocuments;
        if (isDropped) _removed++;
        Push(isDropped);
    }

    public IEnumerable<MergeDecision> Decide()
    {
        long documents = _documents;
        while (_documents % BitsOfNumber != 0) Push(false);
        _dropped.Finish();
        _fill = _filter.Fill;
        _rateMeasured = _filter.MeasureRate();
        long[] numbers = new long[1024];
        for (long first = 0; first < documents; first += numbers.Length * (long)BitsOfNumber)
        {
            int count = _dropped.Read(first / BitsOfNumber, numbers);
            for (int bit = 0; bit < count * BitsOfNumber; bit++)
                if (((ulong)numbers[bit / BitsOfNumber] >> bit % BitsOfNumber & 1) != 0) yield return new(first + bit, _drop, -1, 0, -1, 1);
        }
    }

    public void Dispose()
    {
        _filter.Dispose();
        _dropped.Dispose();
    }

    void Push(bool isDropped)
    {
        if (isDropped) _bits |= 1ul << (int)(_documents % BitsOfNumber);
        if (++_documents % BitsOfNumber != 0) return;
        _dropped.Add((long)_bits);
        _bits = 0;
    }
}
