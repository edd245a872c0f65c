using System.Numerics;
using System.Runtime.CompilerServices;

namespace Sluice.Curate.Filter;

/// <summary>A set of 64-bit hashes that is filled and emptied for each document without garbage: open addressing, linear probing, half full at most.</summary>
sealed class HashSet64
{
    const int KeptSlotsMax = 1 << 19;

    ulong[] _slots = [];
    int _shift;

    /// <summary>Empties it and makes room.</summary>
    /// <param name="itemsMax">Most hashes that will be added.</param>
    public void Clear(int itemsMax)
    {
        int slots = checked((int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, itemsMax) * 2));
        if (_slots.Length < slots || (_slots.Length > KeptSlotsMax && slots <= KeptSlotsMax)) _slots = new ulong[slots];
        else _slots.AsSpan(0, slots).Clear();
        _shift = 64 - BitOperations.Log2((uint)slots);
    }

    /// <summary>Adds a hash; false where it is there already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Add(ulong hash)
    {
        if (hash == 0) hash = 1; // 0 marks an empty slot.
        ulong[] slots = _slots;
        // Multiplied, so that hashes whose high bits say little spread too.
        int at = (int)((hash * 0x9E3779B97F4A7C15) >> _shift), mask = (1 << (64 - _shift)) - 1;
        while (true)
        {
            ulong there = slots[at];
            if (there == 0)
            {
                slots[at] = hash;
                return true;
            }
            if (there == hash) return false;
            at = (at + 1) & mask;
        }
    }
}
