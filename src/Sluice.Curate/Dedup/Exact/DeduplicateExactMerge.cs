using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Curate.Dedup.Exact;

/// <summary>Keeps the first document of each key. In memory: 64 bytes or less for a distinct document.</summary>
sealed class DeduplicateExactMerge(long memoryBytes) : IMerge
{
    const string Rule = DeduplicateExact.Name + ".text";
    const int EntriesFirst = 1 << 12;

    readonly List<(long Number, int First)> _removed = [];
    First[] _firsts = new First[EntriesFirst];
    int[] _slots = new int[EntriesFirst * 2]; // Index of the first, plus one; 0 is empty.
    int _count;
    long _missed;

    static int EntryBytes => Unsafe.SizeOf<First>() + 2 * sizeof(int);

    // At the worst instant: a table that is full is held beside one of twice its size.
    long BytesToAdd => _firsts.Length * (long)EntryBytes * (_count == _firsts.Length ? 3 : 1)
        + _removed.Capacity * (long)Unsafe.SizeOf<(long, int)>() * (_removed.Count == _removed.Capacity ? 3 : 1);

    public void Add(long document, ReadOnlySpan<byte> key, long at)
    {
        UInt128 hash = MemoryMarshal.Read<UInt128>(key);
        if (_missed > 0 || BytesToAdd > memoryBytes)
        {
            _missed++;
            return;
        }
        if (_count == _firsts.Length) Grow();
        ref int slot = ref _slots[Slot(hash)];
        if (slot == 0)
        {
            _firsts[_count++] = new() { Hash = hash, Number = document, Copies = 1 };
            slot = _count;
            return;
        }
        _firsts[slot - 1].Copies++;
        _removed.Add((document, slot - 1));
    }

    public IEnumerable<MergeDecision> Decide()
    {
        if (_missed == 0) return Decisions();
        long documents = (long)BitOperations.RoundUpToPowerOf2((ulong)(_count + _removed.Count + _missed));
        ByteSize needed = new(documents / 2 * 3 * (EntryBytes + Unsafe.SizeOf<(long, int)>() * 2) / (1 << 20) + 1 << 20);
        throw new SluiceException($"deduplicate-exact has {new ByteSize(memoryBytes)} of memory, and needs up to {needed}", null, "give the run more with --memory") { ExitCode = 1 };
    }

    public void Dispose() { }

    // Both the removed and the firsts are in ascending order of number.
    IEnumerable<MergeDecision> Decisions()
    {
        int removed = 0;
        for (int first = 0; first < _count; first++)
        {
            if (_firsts[first].Copies == 1) continue;
            for (; removed < _removed.Count && _removed[removed].Number < _firsts[first].Number; removed++) yield return Drop(_removed[removed]);
            yield return new(_firsts[first].Number, Verdict.Keep, -1, 0, _firsts[first].Number, _firsts[first].Copies);
        }
        for (; removed < _removed.Count; removed++) yield return Drop(_removed[removed]);
    }

    MergeDecision Drop((long Number, int First) removed)
    {
        ref First first = ref _firsts[removed.First];
        return new(removed.Number, Verdict.Drop(Rule), first.Number, 1, first.Number, first.Copies);
    }

    void Grow()
    {
        Array.Resize(ref _firsts, _count * 2);
        _slots = new int[_firsts.Length * 2];
        for (int first = 0; first < _count; first++) _slots[Slot(_firsts[first].Hash)] = first + 1;
    }

    // The slot of a hash, or the empty one where it would go.
    int Slot(UInt128 hash)
    {
        int mask = _slots.Length - 1;
        for (int slot = (int)(uint)(ulong)hash & mask; ; slot = slot + 1 & mask)
            if (_slots[slot] == 0 || _firsts[_slots[slot] - 1].Hash == hash) return slot;
    }

    struct First
    {
        public UInt128 Hash;
        public long Number;
        public int Copies;
    }
}
