using System.Numerics;

namespace Sluice.Curate.Govern.License.Texts;

/// <summary>Numbers of the words of the license texts, from 1 in order of addition; 0 is any other word.</summary>
sealed class WordNumbers
{
    (uint Hash, int Number)[] _slots = new (uint, int)[1 << 16];
    int _count;

    /// <summary>Numbers given out, and one.</summary>
    public int Limit => _count + 1;

    public int Find(uint hash)
    {
        for (uint slot = hash * 0x9E3779B1 >> (32 - BitOperations.Log2((uint)_slots.Length)); ; slot = (slot + 1) & (uint)(_slots.Length - 1))
        {
            (uint found, int number) = _slots[slot];
            if (number == 0 || found == hash) return number;
        }
    }

    public int Add(uint hash)
    {
        if (Find(hash) is var number and not 0) return number;
        if (_count * 2 >= _slots.Length)
        {
            var old = _slots;
            _slots = new (uint, int)[old.Length * 2];
            foreach ((uint Hash, int Number) slot in old)
                if (slot.Number != 0) Put(slot.Hash, slot.Number);
        }
        Put(hash, ++_count);
        return _count;
    }

    void Put(uint hash, int number)
    {
        uint slot = hash * 0x9E3779B1 >> (32 - BitOperations.Log2((uint)_slots.Length));
        while (_slots[slot].Number != 0) slot = (slot + 1) & (uint)(_slots.Length - 1);
        _slots[slot] = (hash, number);
    }
}
