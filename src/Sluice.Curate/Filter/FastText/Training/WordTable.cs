using Sluice.Core;

namespace Sluice.Curate.Filter.FastText.Training;

/// <summary>Every different word (or label) of the training texts, numbered as they first occur, with its count.</summary>
sealed class WordTable
{
    const int BytesMax = 1 << 30;
    byte[] _bytes = new byte[1 << 12];
    int[] _ends = new int[1 << 8];
    uint[] _hashes = new uint[1 << 8];
    long[] _counts = new long[1 << 8];
    int[] _slots = NewSlots(1 << 10);

    public int Count { get; private set; }

    public ReadOnlySpan<byte> Word(int number)
    {
        int start = number == 0 ? 0 : _ends[number - 1];
        return _bytes.AsSpan(start, _ends[number] - start);
    }

    /// <summary>fastText's hash.</summary>
    public uint Hash(int number) => _hashes[number];

    public long CountOf(int number) => _counts[number];

    /// <summary>Counts a word, and gives its number.</summary>
    /// <exception cref="SluiceException">There are more different words than memory should hold.</exception>
    public int Add(ReadOnlySpan<byte> word)
    {
        uint hash = FastTextDictionary.Hash(word);
        int mask = _slots.Length - 1, slot = First(hash, mask);
        for (int number; (number = _slots[slot]) >= 0; slot = slot + 1 & mask)
        {
            if (_hashes[number] != hash || !Word(number).SequenceEqual(word)) continue;
            _counts[number]++;
            return number;
        }
        _slots[slot] = Count;
        Append(word, hash);
        if (Count * 2 > _slots.Length) Rehash();
        return Count - 1;
    }

    void Append(ReadOnlySpan<byte> word, uint hash)
    {
        int start = Count == 0 ? 0 : _ends[Count - 1], end = checked(start + word.Length);
        if (end > BytesMax) throw new SluiceException($"the training texts have more than {BytesMax >> 20} MiB of different words", null, "train on fewer texts") { ExitCode = 1 };
        if (end > _bytes.Length) Array.Resize(ref _bytes, Math.Max(end, _bytes.Length * 2));
        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, Count * 2);
            Array.Resize(ref _hashes, Count * 2);
            Array.Resize(ref _counts, Count * 2);
        }
        word.CopyTo(_bytes.AsSpan(start));
        (_ends[Count], _hashes[Count], _counts[Count]) = (end, hash, 1);
        Count++;
    }

    void Rehash()
    {
        _slots = NewSlots(_slots.Length * 2);
        int mask = _slots.Length - 1;
        for (int number = 0; number < Count; number++)
        {
            int slot = First(_hashes[number], mask);
            while (_slots[slot] >= 0) slot = slot + 1 & mask;
            _slots[slot] = number;
        }
    }

    static int First(uint hash, int mask) => (int)(hash * 0x9E3779B1u ^ hash >> 15) & mask;

    static int[] NewSlots(int count)
    {
        int[] slots = new int[count];
        slots.AsSpan().Fill(-1);
        return slots;
    }

    /// <summary>The numbers by falling count; equal counts by their bytes, so that the order of texts doesn't matter.</summary>
    public int[] MostFrequentFirst(long countMin)
    {
        int[] numbers = [.. Enumerable.Range(0, Count).Where(number => _counts[number] >= countMin)];
        Array.Sort(numbers, (a, b) => _counts[a] != _counts[b] ? _counts[b].CompareTo(_counts[a]) : Word(a).SequenceCompareTo(Word(b)));
        return numbers;
    }
}
