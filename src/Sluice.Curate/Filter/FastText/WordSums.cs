using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Sluice.Curate.Filter.FastText;

/// <summary>What a word adds to a text's sum, its vector aside.</summary>
/// <param name="Hash">fastText's hash of the word.</param>
/// <param name="Rows">Rows that were added up.</param>
/// <param name="IsLabel">Whether it counts as a label: then it adds nothing, and word n-grams leave it out.</param>
/// <param name="Slot">Where its vector is kept.</param>
readonly record struct WordSum(uint Hash, int Rows, bool IsLabel, int Slot = -1);

/// <summary>The vectors of words seen lately. Bounded, and exact: whole words are compared, so that a result never depends on what was read before.</summary>
sealed class WordSums
{
    const int KeyBytes = 24;
    const int VectorBytesMax = 2 << 20;
    readonly int _dimension;
    readonly int _shift;
    readonly Entry[] _entries;
    readonly float[] _vectors;

    public WordSums(int dimension)
    {
        _dimension = dimension;
        int entries = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, VectorBytesMax / (dimension * sizeof(float)) / 2 + 1));
        _shift = 64 - BitOperations.Log2((uint)entries);
        _entries = new Entry[entries];
        _vectors = new float[(long)entries * dimension];
    }

    /// <summary>The vector of a word that was found.</summary>
    public ReadOnlySpan<float> Sum(WordSum word) => _vectors.AsSpan(word.Slot * _dimension, _dimension);

    public bool TryGet(ReadOnlySpan<byte> word, out WordSum known)
    {
        known = default;
        if (word.Length > KeyBytes) return false;
        Key key = Key.Of(word);
        int slot = Slot(key);
        ref Entry entry = ref _entries[slot];
        if (!entry.IsTaken || entry.Key != key) return false;
        known = entry.Word with { Slot = slot };
        return true;
    }

    public void Put(ReadOnlySpan<byte> word, WordSum value, ReadOnlySpan<float> sum)
    {
        if (word.Length > KeyBytes) return;
        Key key = Key.Of(word);
        int slot = Slot(key);
        _entries[slot] = new() { Key = key, Word = value, IsTaken = true };
        sum.CopyTo(_vectors.AsSpan(slot * _dimension, _dimension));
    }

    int Slot(Key key) => (int)((key.A * 0x9E3779B97F4A7C15 ^ BitOperations.RotateLeft(key.B * 0xC2B2AE3D27D4EB4F, 29) ^ BitOperations.RotateLeft(key.C * 0x165667B19E3779F9, 47)) * 0x9E3779B97F4A7C15 >> _shift);

    struct Entry
    {
        public Key Key;
        public WordSum Word;
        public bool IsTaken;
    }

    // A word of up to 24 bytes, padded with NUL, which no word holds.
    readonly record struct Key(ulong A, ulong B, ulong C)
    {
        [SkipLocalsInit]
        public static Key Of(ReadOnlySpan<byte> word)
        {
            Span<ulong> parts = stackalloc ulong[KeyBytes / sizeof(ulong)];
            parts.Clear();
            word.CopyTo(MemoryMarshal.AsBytes(parts));
            return new(parts[0], parts[1], parts[2]);
        }
    }
}
