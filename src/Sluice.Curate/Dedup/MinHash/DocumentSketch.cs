using Sluice.Core.Text;
using Sluice.Curate.Dedup.MinHash.Datatrove;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>What is kept of a document to compare it by: its distinct shingles, and its signature. Buffers are reused from document to document.</summary>
public abstract class DocumentSketch
{
    /// <summary>Shingles held of a document. Of a longer one (six megabytes of text) the smallest hashes are a fair sample: the Jaccard's standard error is below 0.0005.</summary>
    public const int ShinglesHeldMax = 1 << 20;

    /// <summary>The sketch that a step's options ask for.</summary>
    /// <param name="options">Checked options.</param>
    /// <param name="seed">The recipe's seed.</param>
    public static DocumentSketch Create(NearDuplicatesOptions options, ulong seed) => options.Hash switch
    {
        HashFamily.Sluice => new OwnSketch(options, seed),
        HashFamily.Datatrove => new DatatroveSketch(options, DatatroveHash.XxHash64),
        HashFamily.DatatroveSha1 => new DatatroveSketch(options, DatatroveHash.Sha1Bits64),
        _ => new DatatroveSketch(options, DatatroveHash.Sha1Bits32),
    };

    /// <summary>Distinct shingles of the document taken last; more than are held of a giant one.</summary>
    public uint Total { get; protected set; }

    /// <summary>64 bits of the shingle of a document that has only one; 0 for others. Among millions of such documents 32 bits are shared by chance.</summary>
    public ulong Only { get; protected set; }

    /// <summary>Takes a document.</summary>
    /// <returns>The shingles held: ascending, distinct, at most <see cref="ShinglesHeldMax"/>; valid until the next call. None for a text of fewer words than a shingle.</returns>
    public abstract ReadOnlySpan<uint> Take(TextAnalysis analysis);

    /// <summary>Whether the signature follows from <see cref="Total"/> and the shingles held alone (<see cref="Sign"/>), so that an index need not keep it.</summary>
    public abstract bool IsSignedByHeldShingles { get; }

    /// <summary>Signs by held shingles, as <see cref="Take"/> did.</summary>
    /// <exception cref="NotSupportedException"><see cref="IsSignedByHeldShingles"/> is false.</exception>
    public abstract void Sign(ReadOnlySpan<uint> held);

    /// <summary>The signature of the document taken or signed last, shape [slots].</summary>
    public abstract IEnumerable<ulong> Signature { get; }

    /// <summary>The hash of each band of that signature, its number included: equal in two documents if and only if the rows are (but for one in 2^64).</summary>
    /// <param name="bands">Shape [bands]; overwritten.</param>
    public abstract void HashBands(Span<ulong> bands);

    /// <summary>The hash of one band's rows.</summary>
    private protected static ulong HashBand(int band, ReadOnlySpan<byte> rows) => TextHash.Of(rows, (ulong)band + 1);

    /// <summary>The part of all shingles that is held.</summary>
    private protected static ReadOnlySpan<uint> Held(ReadOnlySpan<uint> shingles) => shingles[..Math.Min(shingles.Length, ShinglesHeldMax)];
}
