namespace Sluice.Curate.Dedup.MinHash;

/// <summary>The documents that a merge holds: number, bands and shingles, packed, and how many bytes that takes.</summary>
sealed class HeldDocuments(int bands)
{
    const int ChunkShingles = 1 << 20;
    const int DocumentsFirst = 1024;

    readonly List<uint[]> _chunks = [];
    uint[] _bands = new uint[DocumentsFirst * bands];
    Held[] _documents = new Held[DocumentsFirst];
    int _chunk = -1;
    int _usedInChunk;
    long _chunkBytes;

    /// <summary>Documents held; they are named by their index here.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of all arrays.</summary>
    public long Bytes => _chunkBytes + (long)_documents.Length * DocumentBytes;

    long DocumentBytes => System.Runtime.CompilerServices.Unsafe.SizeOf<Held>() + (long)bands * sizeof(uint);

    public ref Held this[int document] => ref _documents[document];

    public ReadOnlySpan<uint> Bands(int document) => _bands.AsSpan(document * bands, bands);

    public ReadOnlySpan<uint> Shingles(int document)
    {
        ref Held held = ref _documents[document];
        return _chunks[held.Chunk].AsSpan(held.Start, held.Shingles);
    }

    /// <summary>Bytes at the worst instant of adding this document: what is held, what is new, and what is copied.</summary>
    public long BytesToAdd(int shingles)
    {
        long chunk = FitsChunk(shingles) ? 0 : Math.Max(shingles, ChunkShingles) * (long)sizeof(uint);
        return Bytes + chunk + (Count < _documents.Length ? 0 : 2L * _documents.Length * DocumentBytes);
    }

    public void Add(long number, NearDuplicateKey key)
    {
        if (Count == _documents.Length)
        {
            Array.Resize(ref _documents, Count * 2);
            Array.Resize(ref _bands, Count * 2 * bands);
        }
        if (!FitsChunk(key.Shingles.Length)) NextChunk(key.Shingles.Length);
        key.Shingles.CopyTo(_chunks[_chunk].AsSpan(_usedInChunk));
        key.Bands.CopyTo(_bands.AsSpan(Count * bands));
        _documents[Count++] = new() { Number = number, Rank = key.Rank, Total = key.Total, Chunk = _chunk, Start = _usedInChunk, Shingles = key.Shingles.Length, ClusterSize = 1, ClusterFirst = number };
        _usedInChunk += key.Shingles.Length;
    }

    /// <summary>Forgets the document added last.</summary>
    public void RemoveLast() => _usedInChunk = _documents[--Count].Start;

    bool FitsChunk(int shingles) => _chunk >= 0 && _usedInChunk + shingles <= _chunks[_chunk].Length;

    void NextChunk(int shingles)
    {
        uint[] chunk = new uint[Math.Max(shingles, ChunkShingles)];
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
