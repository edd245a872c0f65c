using System.Numerics;
using System.Runtime.CompilerServices;
using Sluice.Core.Text;

namespace Sluice.Curate.Filter.Gopher;

/// <summary>Finds the most frequent word n-gram of a text, the first seen of those as frequent. Occurrences may overlap.</summary>
/// <remarks>N-grams are told apart by a 64-bit hash of their words' hashes. Time O(words); allocates nothing once its table has grown.</remarks>
sealed class TopNGram
{
    const int KeptSlotsMax = 1 << 18;
    const int SketchLog = 12;

    readonly int[] _sketch = new int[1 << SketchLog];
    Slot[] _slots = [];
    int _shift;

    struct Slot
    {
        public ulong Hash;
        public int Count, First;
    }

    /// <summary>Number of its first word; -1 where the text has fewer than n words.</summary>
    public int First { get; private set; }

    /// <summary>How often it occurs.</summary>
    public int Count { get; private set; }

    /// <summary>Counts the n-grams of a text.</summary>
    /// <param name="words">All words.</param>
    /// <param name="n">Words of an n-gram, 1 or more.</param>
    public void Find(ReadOnlySpan<Word> words, int n)
    {
        (First, Count) = (-1, 0);
        int grams = words.Length - n + 1;
        if (grams <= 0) return;
        Clear(grams);
        for (int i = 0; i < grams; i++)
        {
            ulong hash = words[i].Hash;
            for (int k = 1; k < n; k++) hash = Join(hash, words[i + k].Hash);
            ref Slot slot = ref SlotOf(hash);
            if (slot.Count == 0) (slot.Hash, slot.First) = (hash, i);
            int count = ++slot.Count;
            if (count > Count || (count == Count && slot.First < First)) (Count, First) = (count, slot.First);
        }
    }

    /// <summary>A number that the most frequent pair of words occurs no more often than, found faster than the pair: pairs that share a counter count
    /// together.</summary>
    public int PairOccurrencesMax(ReadOnlySpan<Word> words)
    {
        if (words.Length < 2) return 0;
        int[] sketch = _sketch;
        Array.Clear(sketch);
        int most = 0;
        ulong left = words[0].Hash;
        for (int i = 1; i < words.Length; i++)
        {
            ulong right = words[i].Hash;
            most = Math.Max(most, ++sketch[Join(left, right) >> (64 - SketchLog)]);
            left = right;
        }
        return most;
    }

    ref Slot SlotOf(ulong hash)
    {
        Slot[] slots = _slots;
        int at = (int)((hash * 0x9E3779B97F4A7C15) >> _shift), mask = (1 << (64 - _shift)) - 1;
        while (slots[at].Count != 0 && slots[at].Hash != hash) at = (at + 1) & mask;
        return ref slots[at];
    }

    void Clear(int itemsMax)
    {
        int slots = checked((int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, itemsMax) * 2));
        if (_slots.Length < slots || (_slots.Length > KeptSlotsMax && slots <= KeptSlotsMax)) _slots = new Slot[slots];
        else _slots.AsSpan(0, slots).Clear();
        _shift = 64 - BitOperations.Log2((uint)slots);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Join(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left ^ 0x2D358DCCAA6C78A5, right ^ 0x8BB84B93962EACC9, out ulong low);
        return high ^ low;
    }
}
