using System.Buffers;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Keep;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>Removes documents that are nearly equal to one that stays.</summary>
/// <remarks>The rule: documents are taken in the order of <see cref="NearDuplicatesOptions.Keep"/>; one is removed if and only if it has a verified near-duplicate
/// among those that stayed before it. So chains remove nothing, and workers and partitions change nothing. Candidates are found by MinHash bands, and compared by the
/// Jaccard of their distinct shingles (5 words of the simplified text). A document of fewer words than a shingle has none, and always stays.
/// Source: Broder 1997; the shingles are datatrove's (text simplified, then words).</remarks>
public sealed class NearDuplicates : IMergeStep
{
    /// <summary>The step's name, and the prefix of its rule.</summary>
    public const string Name = "near-duplicates";

    readonly NearDuplicatesOptions _options;
    readonly KeepRule _keep;
    readonly Banding _banding;
    readonly MinHashSignature _signature;
    readonly uint[] _slots;
    readonly Shingles _shingles = new();

    NearDuplicates(NearDuplicatesOptions options)
    {
        _options = options;
        _keep = options.KeepRule;
        _banding = options.Banding;
        _signature = new(_banding.Slots);
        _slots = new uint[_signature.PaddedSlots];
    }

    /// <summary>The step's entry in the catalog.</summary>
    public static StepDefinition Definition { get; } =
        StepDefinition.Merge<NearDuplicatesOptions>(Name, "Broder 1997; datatrove 0.10.0, MinHash deduplication", (options, _) => new NearDuplicates(options));

    /// <inheritdoc/>
    public void WriteKey(Document document, IBufferWriter<byte> key)
    {
        ReadOnlySpan<uint> shingles = _shingles.Of(document.Analysis.SimplifiedWordHashes, _options.ShingleWords);
        if (shingles.Length == 0) return;
        _signature.Sign(shingles, _slots);
        NearDuplicateKey.Write(RankOf(document), shingles, _slots, _banding, key);
    }

    /// <inheritdoc/>
    public IMerge StartMerge(MergeContext context) => new NearDuplicatesMerge(_options, context.MemoryBytes);

    // Higher ranks are taken first.
    long RankOf(Document document) => (long)(~_keep.RankOf(document) ^ 1ul << 63);
}
