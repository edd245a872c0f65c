namespace Sluice.Ingest.Extract.Html;

/// <summary>The names on one page that no table knows, each with a number: equal names have equal numbers.</summary>
sealed class HtmlNames
{
    /// <summary>The number of the first name; those below are of <see cref="HtmlTag"/> and <see cref="HtmlAttributeName"/>.</summary>
    public const int First = 256;

    // Names made to collide would be slow to tell apart: past this many they count as new.
    const int ProbesMax = 64;
    const int KeptSlots = 1 << 10;
    const int KeptBytesMax = 1 << 16;

    int[] _slots = new int[KeptSlots]; // Number less First plus one; 0 for none.
    (int Start, int Length, uint Hash)[] _names = new (int, int, uint)[KeptSlots / 2];
    byte[] _bytes = new byte[1 << 12];
    int _count;
    int _byteCount;

    public ReadOnlySpan<byte> this[int number] => _bytes.AsSpan(_names[number - First].Start, _names[number - First].Length);

    public void Clear()
    {
        if (_count == 0) return;
        if (_slots.Length > KeptSlots) (_slots, _names) = (new int[KeptSlots], new (int, int, uint)[KeptSlots / 2]);
        else Array.Clear(_slots);
        if (_bytes.Length > KeptBytesMax) _bytes = new byte[1 << 12];
        _count = _byteCount = 0;
    }

    /// <summary>The number of a name; capitals count as small letters, NUL as U+FFFD.</summary>
    public int NumberOf(ReadOnlySpan<byte> name)
    {
        int start = _byteCount;
        while (_bytes.Length - start < name.Length * 3) Array.Resize(ref _bytes, _bytes.Length * 2);
        uint hash = 2166136261;
        int at = start;
        foreach (byte b in name)
        {
            if (b == 0)
            {
                "\uFFFD"u8.CopyTo(_bytes.AsSpan(at));
                at += 3;
                hash = (hash ^ 0xFFFD) * 16777619;
                continue;
            }
            byte lower = b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b;
            _bytes[at++] = lower;
            hash = (hash ^ lower) * 16777619;
        }
        ReadOnlySpan<byte> lowered = _bytes.AsSpan(start, at - start);
        int mask = _slots.Length - 1;
        int slot = (int)((hash * 0x9E3779B1) >> 8) & mask;
        for (int probes = 0; _slots[slot] != 0; slot = (slot + 1) & mask, probes++)
        {
            int found = _slots[slot] - 1;
            if (_names[found].Hash == hash && lowered.SequenceEqual(this[found + First])) return found + First;
            if (probes == ProbesMax) break;
        }
        _byteCount = at;
        if (_count == _names.Length) Grow();
        _names[_count] = (start, at - start, hash);
        Place(_count, hash);
        return First + _count++;
    }

    void Place(int index, uint hash)
    {
        int mask = _slots.Length - 1;
        int slot = (int)((hash * 0x9E3779B1) >> 8) & mask;
        for (int probes = 0; _slots[slot] != 0 && probes < ProbesMax; probes++) slot = (slot + 1) & mask;
        if (_slots[slot] == 0) _slots[slot] = index + 1;
    }

    void Grow()
    {
        Array.Resize(ref _names, _names.Length * 2);
        _slots = new int[_slots.Length * 2];
        for (int i = 0; i < _count; i++) Place(i, _names[i].Hash);
    }
}
