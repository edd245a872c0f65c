using System.Runtime.InteropServices;
using Sluice.Storage.Sorting;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>Where each document's shingles lie among the keys, by its number; in a file of 16 bytes a document.</summary>
/// <remarks>Use: <see cref="Add"/> in ascending order of number, <see cref="Finish"/>, read. Reading is for several threads at once.</remarks>
sealed class DocumentPlaces(string path) : IDisposable
{
    readonly RecordFile<Place> _file = new(path);

    /// <summary>One more than the highest number added.</summary>
    public long Count => _file.Count;

    /// <summary>Bytes of the file.</summary>
    public long Bytes => _file.Bytes;

    /// <summary>Takes the next document.</summary>
    /// <exception cref="IOException">The disk is full, or failed.</exception>
    public void Add(long document, Place place)
    {
        while (_file.Count < document) _file.Add(default);
        _file.Add(place);
    }

    /// <summary>Ends adding.</summary>
    public void Finish() => _file.Finish();

    /// <summary>The places of documents that follow each other; empty ones for documents that were left out.</summary>
    /// <returns>How many there were, up to the target's length.</returns>
    public int Read(long firstDocument, Span<Place> places) => _file.Read(firstDocument, places);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}

/// <summary>Where a document's shingles lie.</summary>
/// <param name="At">Their place among the keys.</param>
/// <param name="HeldAndFacts">How many are held, and what is most asked for of the file's facts.</param>
/// <param name="Total">How many it has.</param>
[StructLayout(LayoutKind.Sequential)]
readonly record struct Place(long At, uint HeldAndFacts, uint Total)
{
    const int HeldBits = 24;
    const uint WitnessBit = 1u << 28;
    const uint FactsBit = 1u << 29;

    /// <param name="at">Their place among the keys.</param>
    /// <param name="held">How many are held.</param>
    /// <param name="total">How many it has.</param>
    /// <param name="facts">The file's facts; empty for none.</param>
    public Place(long at, int held, uint total, in FileFacts facts)
        : this(at, (uint)held | (uint)facts.Class << HeldBits | (facts.IsWitness ? WitnessBit : 0) | (facts.IsEmpty ? 0 : FactsBit), total) { }

    /// <summary>How many are held; 0 for a document without any.</summary>
    public uint Held => HeldAndFacts & (1u << HeldBits) - 1;

    /// <summary><see cref="FileFacts.Class"/>.</summary>
    public int Class => (int)(HeldAndFacts >> HeldBits) & 15;

    /// <summary>Whether the document was dropped by a step before.</summary>
    public bool IsWitness => (HeldAndFacts & WitnessBit) != 0;

    /// <summary>Whether <see cref="FileFacts"/> follow the shingles.</summary>
    public bool HasFacts => (HeldAndFacts & FactsBit) != 0;

    /// <summary>Where they do.</summary>
    public long FactsAt => At + Held * sizeof(uint);
}
