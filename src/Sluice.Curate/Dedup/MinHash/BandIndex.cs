namespace Sluice.Curate.Dedup.MinHash;

/// <summary>Finds the documents that share a band: an open table for each band, eight bytes an entry.</summary>
/// <remarks>A bucket (the documents of one band's value) takes the first <see cref="BucketDocumentsMax"/> documents only, so that a million that share one band, but
/// are no near-duplicates, cost a bounded number of comparisons each. True near-duplicates share several bands.</remarks>
sealed class BandIndex
{
    /// <summary>Documents of a bucket that are found through it.</summary>
    public const int BucketDocumentsMax = 256;

    const int EntriesFirst = 1 << 10;
    readonly Entry[][] _tables;
    readonly int[] _counts;

    /// <param name="bands">Bands of a document.</param>
    public BandIndex(int bands)
    {
        _counts = new int[bands];
        _tables = new Entry[bands][];
        for (int band = 0; band < bands; band++) _tables[band] = new Entry[EntriesFirst];
        Bytes = bands * (long)EntriesFirst * EntryBytes;
    }

    /// <summary>Bytes of an entry; a table is 3/8 to 3/4 full.</summary>
    public static int EntryBytes => System.Runtime.CompilerServices.Unsafe.SizeOf<Entry>();

    /// <summary>Bytes of the tables.</summary>
    public long Bytes { get; private set; }

    /// <summary>Bytes at the worst instant of adding one more document.</summary>
    public long BytesToAdd
    {
        get
        {
            long grown = 0, copied = 0;
            for (int band = 0; band < _counts.Length; band++)
            {
                if (!IsFull(band)) continue;
                grown += _tables[band].Length;
                copied = Math.Max(copied, _tables[band].Length);
            }
            return Bytes + (grown + copied) * EntryBytes;
        }
    }

    /// <summary>Lists the documents that share a band with these, as often as they share one.</summary>
    public void AddCandidates(ReadOnlySpan<uint> bands, List<int> candidates)
    {
        for (int band = 0; band < bands.Length; band++)
        {
            Entry[] table = _tables[band];
            uint value = bands[band];
            for (int at = Start(value, table); table[at].IsTaken; at = Next(at, table))
                if (table[at].Value == value) candidates.Add(table[at].Document);
        }
    }

    /// <summary>Makes a document known by its bands.</summary>
    public void Add(int document, ReadOnlySpan<uint> bands)
    {
        for (int band = 0; band < bands.Length; band++)
        {
            if (IsFull(band)) Grow(band);
            if (Insert(_tables[band], new(bands[band], document))) _counts[band]++;
        }
    }

    static bool Insert(Entry[] table, Entry entry)
    {
        int at = Start(entry.Value, table), bucket = 0;
        for (; table[at].IsTaken; at = Next(at, table))
            if (table[at].Value == entry.Value && ++bucket == BucketDocumentsMax) return false;
        table[at] = entry;
        return true;
    }

    // From an empty entry on, so that a bucket's documents come in the order in which they were added.
    void Grow(int band)
    {
        Entry[] old = _tables[band], table = new Entry[old.Length * 2];
        int empty = Array.FindIndex(old, entry => !entry.IsTaken);
        for (int n = 1; n <= old.Length; n++)
        {
            Entry entry = old[empty + n & (old.Length - 1)];
            if (entry.IsTaken) Insert(table, entry);
        }
        _tables[band] = table;
        Bytes += old.Length * (long)EntryBytes;
    }

    bool IsFull(int band) => _counts[band] >= _tables[band].Length / 4 * 3;

    static int Start(uint value, Entry[] table) => (int)(value * 0x9E3779B1u >> 1) & (table.Length - 1);

    static int Next(int at, Entry[] table) => at + 1 & (table.Length - 1);

    // The document is stored plus one: an entry of zeros is empty.
    readonly struct Entry(uint value, int document)
    {
        readonly int _documentPlusOne = document + 1;

        public uint Value { get; } = value;

        public int Document => _documentPlusOne - 1;

        public bool IsTaken => _documentPlusOne != 0;
    }
}
