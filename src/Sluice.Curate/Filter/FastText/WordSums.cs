using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Sluice.Curate.Filter.FastText;

/// <summary>What a word adds to a text's sum, its vector aside.</summary>
/// <param name="Hash">fastText's hash of the word.</param>
/// <param name="Rows">Rows that were added up; -1 for a label, which adds nothing, and which word n-grams leave out.</param>
readonly record struct WordSum(uint Hash, int Rows);

/// <summary>The vectors of words seen lately. Bounded, and exact: whole words are compared, so that a result never depends on what was read before.</summary>
/// <remarks>An entry is one piece of memory, key, facts and vector: one wait for it, which <see cref="Prefetch"/> takes off the path.</remarks>
sealed class WordSums
{
    const int BytesMax = 4 << 20;
    const int LineFloats = 16;
    readonly int _dimension;
    readonly int _stride; // Floats from one entry to the next.
    readonly int _shift;
    readonly float[] _entries;

    public WordSums(int dimension)
    {
        _dimension = dimension;
        _stride = (HeaderFloats + dimension + LineFloats - 1) / LineFloats * LineFloats;
        int entriesLog2 = BitOperations.Log2((uint)Math.Max(2, BytesMax / sizeof(float) / _stride));
        _shift = 64 - entriesLog2;
        _entries = new float[_stride << entriesLog2]; // An empty entry has the empty key, which is no word's.
    }

    static int HeaderFloats => Unsafe.SizeOf<Entry>() / sizeof(float);

    /// <summary>Where a word's entry is, if it has one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Slot(WordKey key) => (int)(key.Mixed >> _shift) * _stride;

    /// <summary>Asks for an entry's memory ahead of its use.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Prefetch(int slot)
    {
        if (!Sse.IsSupported) return;
        byte* entry = (byte*)Unsafe.AsPointer(ref _entries[slot]);
        Sse.Prefetch0(entry);
        Sse.Prefetch0(entry + LineFloats * sizeof(float));
    }

    /// <summary>Finds a word.</summary>
    /// <param name="slot">Of <see cref="Slot"/>.</param>
    /// <param name="key">The word.</param>
    /// <param name="word">Its facts.</param>
    /// <param name="sum">Its vector.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet(int slot, WordKey key, out WordSum word, out ReadOnlySpan<float> sum)
    {
        ref Entry entry = ref At(slot);
        word = entry.Word;
        sum = MemoryMarshal.CreateReadOnlySpan(ref _entries[slot + HeaderFloats], _dimension);
        return entry.Key == key;
    }

    /// <summary>Keeps a word in place of the one that is there.</summary>
    public void Put(int slot, WordKey key, WordSum word, ReadOnlySpan<float> sum)
    {
        At(slot) = new() { Key = key, Word = word };
        sum.CopyTo(_entries.AsSpan(slot + HeaderFloats, _dimension));
    }

    ref Entry At(int slot) => ref Unsafe.As<float, Entry>(ref _entries[slot]);

    struct Entry
    {
        public WordKey Key;
        public WordSum Word;
    }
}
