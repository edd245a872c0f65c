using System.Buffers.Binary;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Bloom;

namespace Sluice.Curate.Dedup.Spans;

/// <summary>Cuts units that a Bloom filter has seen before: one pass, in input order, nothing sorted. Which document had them first is not known.</summary>
/// <remarks>What it decided waits on the disk: number, length and change of each document that something is cut from, one after the other.</remarks>
sealed class UnitBloomMerge : IMerge
{
    const int HeaderBytes = sizeof(long) + sizeof(int);
    const int BufferBytes = 1 << 16;
    const ulong Spread = 0xD6E8FEB86659FD93; // Odd, so that no two hashes of 64 bits make the same key of 128.

    readonly UnitRules _rules;
    readonly MergeContext _context;
    readonly long _items;
    readonly double _rate;
    readonly BloomFilter _filter;
    readonly FileStream _decided;
    readonly UnitChange _change = new();
    long _compared, _unitsCut, _bytesCut, _changed, _dropped;
    double _rateMeasured;

    /// <exception cref="SluiceException">The memory does not hold the filter.</exception>
    public UnitBloomMerge(UnitRules rules, MergeContext context, long items, double rate)
    {
        (_rules, _context, _items, _rate) = (rules, context, items, rate);
        _filter = BloomFilter.Within(context.MemoryBytes - BufferBytes, items, rate);
        _decided = new(Path.Combine(context.ScratchFolder, "decided"), FileMode.Create, FileAccess.ReadWrite, FileShare.None, BufferBytes, FileOptions.DeleteOnClose);
    }

    public IReadOnlyList<KeyValuePair<string, double>> Figures =>
    [
        new(_rules.Compared, _compared),
        new(_rules.Unit + "-cut", _unitsCut),
        new("bytes-cut", _bytesCut),
        new("documents-changed", _changed),
        new("documents-dropped", _dropped),
        new("bloom-items-asked", _items),
        new("bloom-items", _filter.Count),
        new("bloom-rate-asked", _rate),
        new("bloom-rate-measured", _rateMeasured),
    ];

    public IReadOnlyList<string> Warnings => _filter.Warnings(DeduplicateLines.Name, _items, _rate, _rateMeasured);

    public long SpilledBytes => _decided.Length;

    public void Add(long document, ReadOnlySpan<byte> key, long at)
    {
        _context.Cancellation.ThrowIfCancellationRequested();
        ReadOnlySpan<ulong> hashes = UnitKey.Hashes(key);
        bool isEarlier = document < _context.EarlierDocuments;
        int cut = 0;
        _change.Clear();
        for (int unit = 0; unit < hashes.Length; unit++)
        {
            if (hashes[unit] == 0) continue;
            bool isNew = _filter.Add(new(hashes[unit] * Spread, hashes[unit]));
            if (isEarlier) continue;
            _compared++;
            if (isNew) continue;
            _change.Add(unit);
            cut++;
        }
        if (cut == 0) return;
        _unitsCut += cut;
        _bytesCut += new KeyLengths(_context.Keys, at).SumOf(_change.Bytes.Span, 1);
        bool isWhole = cut == hashes.Length;
        if (isWhole) _dropped++;
        else _changed++;
        Write(document, isWhole ? [] : _change.Bytes.Span);
    }

    public IEnumerable<MergeDecision> Decide()
    {
        _rateMeasured = _filter.MeasureRate();
        Verdict drop = Verdict.Drop(_rules.TextLeft, 0, _rules.TextLeftMin);
        byte[] header = new byte[HeaderBytes], change = [];
        _decided.Flush();
        _decided.Position = 0;
        while (_decided.Position < _decided.Length)
        {
            _decided.ReadExactly(header);
            long document = BinaryPrimitives.ReadInt64LittleEndian(header);
            int length = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(sizeof(long)));
            if (change.Length < length) change = new byte[Math.Max(length, 2 * change.Length)];
            _decided.ReadExactly(change.AsSpan(0, length));
            yield return new(document, length == 0 ? drop : Verdict.Keep, -1, 0, -1, 1) { Change = change.AsMemory(0, length) };
        }
    }

    public void Dispose()
    {
        _filter.Dispose();
        _decided.Dispose();
    }

    void Write(long document, ReadOnlySpan<byte> change)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        BinaryPrimitives.WriteInt64LittleEndian(header, document);
        BinaryPrimitives.WriteInt32LittleEndian(header[sizeof(long)..], change.Length);
        _decided.Write(header);
        _decided.Write(change);
    }
}
