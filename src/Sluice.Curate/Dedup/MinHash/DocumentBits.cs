namespace Sluice.Curate.Dedup.MinHash;

/// <summary>A bit for each document's position: all that the merge holds in memory by the number of documents.</summary>
sealed class DocumentBits(long count)
{
    readonly ulong[] _bits = new ulong[count / 64 + 1];

    public bool this[long position] => (_bits[position >> 6] >> (int)position & 1) != 0;

    public void Set(long position) => _bits[position >> 6] |= 1UL << (int)position;

    /// <summary>Sets all bits that another has.</summary>
    public void Add(DocumentBits other)
    {
        for (int word = 0; word < _bits.Length; word++) _bits[word] |= other._bits[word];
    }

    public void Clear(long position) => _bits[position >> 6] &= ~(1UL << (int)position);
}
