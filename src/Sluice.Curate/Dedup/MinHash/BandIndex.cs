namespace Sluice.Curate.Dedup.MinHash;

/// <summary>Finds the documents that share a band: an open table for each band, four bytes an entry.</summary>
/// <remarks>A bucket (the documents of one band's value) takes the first <see cref="BucketDocumentsMax"/> documents only, so that a million that share one band, but
/// are no near-duplicates, cost a bounded number of comparisons each. True near-duplicates share several bands.</remarks>
sealed class BandIndex
{
    /// <summary>Documents of a bucket that are found through it.</summary>
    public const int BucketDocumentsMax = 256;

    const int Empty = -1;
    const int EntriesFirst = 1 << 10;
    readonly HeldDocuments _documents;
    readonly int[][] _tables;
    readonly int[] _counts;

    /// <param name="documents">Holds the bands of every document that is named here.</param>
    /// <param name="bands">Bands of a document.</param>
    public BandIndex(HeldDocuments documents, int bands)
    {
        _documents = documents;
        _counts = new int[bands];
        _tables = new int[bands][];
        for (int band = 0; band < bands; band++) _tables[band] = NewTable(EntriesFirst);
        Bytes = bands * (long)EntriesFirst * sizeof(int);
    }

    /// <summary>Bytes of the tables.</summary>
    public long Bytes { get; private set; }

    /// <summary>Bytes at the worst instant of adding one more document.</summary>
    public long BytesToAdd => Array.Exists(_counts, count => IsFull(count, _tables[0].Length)) ? Bytes * 3 : Bytes;

    /// <summary>Lists the indexed documents that share a band with a held one, as often as they share one.</summary>
    public void AddCandidates(int document, List<int> candidates)
    {
        ReadOnlySpan<uint> own = _documents.Bands(document);
        for (int band = 0; band < own.Length; band++)
        {
            int[] table = _tables[band];
            for (int at = Start(own[band], table); table[at] != Empty; at = Next(at, table))
                if (_documents.Bands(table[at])[band] == own[band]) candidates.Add(table[at]);
        }
    }

    /// <summary>Makes a held document known.</summary>
    public void Add(int document)
    {
        ReadOnlySpan<uint> own = _documents.Bands(document);
        for (int band = 0; band < own.Length; band++)
        {
            if (IsFull(_counts[band], _tables[band].Length)) Grow(band);
            if (Insert(_tables[band], band, document, own[band])) _counts[band]++;
        }
    }

    bool Insert(int[] table, int band, int document, uint value)
    {
        int at = Start(value, table), bucket = 0;
        for (; table[at] != Empty; at = Next(at, table))
            if (_documents.Bands(table[at])[band] == value && ++bucket == BucketDocumentsMax) return false;
        table[at] = document;
        return true;
    }

    // From an empty entry on, so that a bucket's documents come in the order in which they were added.
    void Grow(int band)
    {
        int[] old = _tables[band], table = NewTable(old.Length * 2);
        int empty = Array.IndexOf(old, Empty);
        for (int n = 1; n <= old.Length; n++)
        {
            int document = old[empty + n & (old.Length - 1)];
            if (document != Empty) Insert(table, band, document, _documents.Bands(document)[band]);
        }
        _tables[band] = table;
        Bytes += old.Length * (long)sizeof(int);
    }

    static bool IsFull(int count, int length) => count >= length / 4 * 3;

    static int Start(uint value, int[] table) => (int)(value * 0x9E3779B1u >> 1) & (table.Length - 1);

    static int Next(int at, int[] table) => at + 1 & (table.Length - 1);

    static int[] NewTable(int length)
    {
        int[] table = new int[length];
        table.AsSpan().Fill(Empty);
        return table;
    }
}
