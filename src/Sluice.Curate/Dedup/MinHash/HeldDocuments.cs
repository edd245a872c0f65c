namespace Sluice.Curate.Dedup.MinHash;

/// <summary>The documents that a merge holds: number, shingles and, where they are needed later, bands, packed, and how many bytes that takes.</summary>
/// <param name="bands">Bands held of each document; 0 for none.</param>
sealed class HeldDocuments(int bands)
{
    const int ChunkValues = 1 << 20;
    const int DocumentsFirst = 1024;

    readonly List<uint[]> _chunks = [];
    Held[] _documents = new Held[DocumentsFirst];
    int _chunk = -1;
    int _usedInChunk;
    long _chunkBytes;

    /// <summary>Documents held; they are named by their index here.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of all arrays.</summary>
    public long Bytes => _chunkBytes + (long)_documents.Length * DocumentBytes;

    /// <summary>Bytes of a document, its shingles and bands aside.</summary>
    public static int DocumentBytes => System.Runtime.CompilerServices.Unsafe.SizeOf<Held>();

    public ref Held this[int document] => ref _documents[document];

    public ReadOnlySpan<uint> Bands(int document) => _chunks[_documents[document].Chunk].AsSpan(_documents[document].Start, bands);

    public ReadOnlySpan<uint> Shingles(int document)
    {
        ref Held held = ref _documents[document];
        return _chunks[held.Chunk].AsSpan(held.Start + bands, held.Shingles);
    }

    /// <summary>Bytes at the worst instant of adding this document: what is held, what is new, and what is copied.</summary>
    public long BytesToAdd(int shingles)
    {
        long chunk = FitsChunk(bands + shingles) ? 0 : Math.Max(bands + shingles, ChunkValues) * (long)sizeof(uint);
        return Bytes + chunk + (Count < _documents.Length ? 0 : 2L * _documents.Length * DocumentBytes);
    }

    public void Add(long number, NearDuplicateKey key)
    {
        if (Count == _documents.Length) Array.Resize(ref _documents, Count * 2);
        int values = bands + key.Shingles.Length;
        if (!FitsChunk(values)) NextChunk(values);
        Span<uint> to = _chunks[_chunk].AsSpan(_usedInChunk, values);
        key.Bands[..bands].CopyTo(to);
        key.Shingles.CopyTo(to[bands..]);
        _documents[Count++] = new() { Number = number, Rank = key.Rank, Total = key.Total, Chunk = _chunk, Start = _usedInChunk, Shingles = key.Shingles.Length, ClusterSize = 1, ClusterFirst = number };
        _usedInChunk += values;
    }

    /// <summary>Forgets the document added last.</summary>
    public void RemoveLast() => _usedInChunk = _documents[--Count].Start;

    bool FitsChunk(int values) => _chunk >= 0 && _usedInChunk + values <= _chunks[_chunk].Length;

    void NextChunk(int values)
    {
        uint[] chunk = new uint[Math.Max(values, ChunkValues)];
        _chunkBytes += chunk.Length * (long)sizeof(uint);
        _chunks.Add(chunk);
        (_chunk, _usedInChunk) = (_chunks.Count - 1, 0);
    }
}

/// <summary>One document that a merge holds.</summary>
struct Held
{
    /// <summary>Its number in the input.</summary>
    public long Number;

    /// <summary>Documents of a higher rank are taken first.</summary>
    public long Rank;

    /// <summary>Number of the first document of its cluster.</summary>
    public long ClusterFirst;

    /// <summary>Documents of its cluster, itself included.</summary>
    public int ClusterSize;

    /// <summary>Distinct shingles; more than <see cref="Shingles"/> in a giant document.</summary>
    public uint Total;

    public int Chunk;
    public int Start;
    public int Shingles;
}
