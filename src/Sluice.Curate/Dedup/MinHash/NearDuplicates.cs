using System.Buffers;
using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Keep;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>Removes documents that are nearly equal to one that stays.</summary>
/// <remarks>The rule: documents are taken in the order of <see cref="NearDuplicatesOptions.Keep"/>; one is removed if and only if it has a verified near-duplicate
/// among those that stayed before it. So chains remove nothing, and workers and partitions change nothing. Candidates are found by MinHash bands, and compared by the
/// Jaccard of their distinct shingles (5 words of the simplified text; characters where a script has no spaces; tokens of source text). A document of fewer words than a shingle has none, and always stays; of source text, equal short ones are duplicates.
/// Before that, files testify: copies of an opted-out file are dropped as <c>consent.opted-out</c>, and files that stand under a looser license than an older near-duplicate in another repository as
/// <c>license-laundering.stricter-original</c>; license texts, codes of conduct and the like take no part in that. Documents that steps before dropped as witnesses are heard, and stay for nobody.
/// Source: Broder 1997; the shingles are datatrove's (text simplified, then words).</remarks>
public sealed class NearDuplicates : IMergeStep, INotedStep
{
    /// <summary>The step's name, and the prefix of its rule.</summary>
    public const string Name = "near-duplicates";

    /// <summary>Metadata key of <see cref="LaunderingPolicy.Flag"/>.</summary>
    public const string LaunderingKey = "license-laundering";

    readonly NearDuplicatesOptions _options;
    readonly KeepRule _keep;
    readonly ulong _seed;
    readonly DocumentSketch _sketch;
    readonly ulong[] _bands;

    NearDuplicates(NearDuplicatesOptions options, ulong seed)
    {
        _options = options;
        _keep = options.KeepRule;
        _seed = seed;
        _sketch = DocumentSketch.Create(options, seed);
        _bands = new ulong[options.Banding.Bands];
    }

    /// <summary>The step's entry in the catalog.</summary>
    public static StepDefinition Definition { get; } =
        StepDefinition.Merge<NearDuplicatesOptions>(Name, "Broder 1997; datatrove 0.10.0, MinHash deduplication", (options, resources) => new NearDuplicates(options, resources.Seed));

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => BandingNotes.Of(_options.Banding, _options.Similarity, _options.Verify);

    /// <inheritdoc/>
    public IMergeIndex? Index => new NearDuplicatesIndex(_options, _seed);

    /// <inheritdoc/>
    public void WriteKey(Document document, IBufferWriter<byte> key)
    {
        ReadOnlySpan<uint> held = _sketch.Take(document.Analysis);
        if (held.IsEmpty) return;
        _sketch.HashBands(_bands);
        _keep.WriteKey(document, key);
        NearDuplicateKey.Write(_sketch.Total, held, _bands, _sketch.Only, _seed, key);
        FileFacts facts = FileFacts.Of(document);
        if (facts.IsEmpty) return;
        // Only a flag has to name the other file by itself: what is dropped names it as duplicate.
        string label = FileFacts.LabelOf(document, facts);
        facts.Write(_options.Laundering == LaunderingPolicy.Flag ? $"{label}, {document.Id}" : label, key);
    }

    /// <inheritdoc/>
    public bool TakesWitnesses => true;

    /// <inheritdoc/>
    public Verdict Apply(Document document, ReadOnlySpan<byte> change)
    {
        document.Metadata.Set(LaunderingKey, Encoding.UTF8.GetString(change));
        return Verdict.Keep;
    }

    /// <inheritdoc/>
    public IMerge StartMerge(MergeContext context) => new NearDuplicatesMerge(_options, context);
}
