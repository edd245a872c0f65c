using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Keep;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>Which hash functions make shingles and signatures.</summary>
public enum HashFamily
{
    /// <summary>Sluice's own: the fastest, keyed by the recipe's seed.</summary>
    Sluice,

    /// <summary>Datatrove's signatures, with its default hash (xxHash, 64 bits; FineWeb-2's), so that they can be compared with its own. Words only.</summary>
    Datatrove,

    /// <summary>Datatrove's signatures as FineWeb has them: SHA-1, 64 bits.</summary>
    DatatroveSha1,

    /// <summary>Datatrove's signatures with 32 bits of SHA-1.</summary>
    DatatroveSha1Bits32,
}

/// <summary>What is done about files that stand under a looser license than their older near-duplicate elsewhere.</summary>
public enum LaunderingPolicy
{
    /// <summary>They are dropped, by <c>license-laundering.stricter-original</c>, with both dates and licenses as evidence.</summary>
    Refuse,

    /// <summary>They stay, with the evidence in the metadata <c>license-laundering</c>.</summary>
    Flag,

    /// <summary>Nothing is looked for.</summary>
    Off,
}

/// <summary>YAML: <c>near-duplicates: { similarity: 0.75, keep: first }</c>.</summary>
public sealed record NearDuplicatesOptions : IStepOptions
{
    const int SlotsMax = 4096;

    /// <summary>Least share of common shingles (Jaccard) that makes two documents near-duplicates.</summary>
    public double Similarity { get; init; } = 0.75;

    /// <summary>What shingles are made of.</summary>
    public ShingleUnit ShingleOf { get; init; } = ShingleUnit.Auto;

    /// <summary>Words (or characters, where they stand for words) of a shingle. FineWeb: 5.</summary>
    public int ShingleWords { get; init; } = 5;

    /// <summary>Which hash functions make shingles and signatures.</summary>
    public HashFamily Hash { get; init; } = HashFamily.Sluice;

    /// <summary>Bands of the signature: two documents are compared if at least one band is equal. Default: solved from similarity, as rows; 14 of 8 with datatrove's hashes.</summary>
    public int? Bands { get; init; }

    /// <summary>Hashes of a band. Default: as for bands.</summary>
    public int? Rows { get; init; }

    /// <summary>Which document of several stays.</summary>
    public KeepOrder Keep { get; init; } = KeepOrder.First;

    /// <summary>Metadata key of the number that best-score goes by.</summary>
    public string? Score { get; init; }

    /// <summary>File patterns that source-priority goes by, the best first; * and ? stand for any characters.</summary>
    public IReadOnlyList<string> Priority { get; init; } = [];

    /// <summary>Compares the documents' true shingles before one is removed. Without it, one equal band is enough.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>Whether the release keeps an index of its documents' shingles (some 3 bytes a word), for <c>against</c> of later builds.</summary>
    public bool Index { get; init; } = true;

    /// <summary>Earlier releases, or their index files: what is near a document of theirs is removed here.</summary>
    public IReadOnlyList<string> Against { get; init; } = [];

    /// <summary>What becomes of a file that has a near-duplicate in another repository with an older date and a license of a stricter category.</summary>
    public LaunderingPolicy Laundering { get; init; } = LaunderingPolicy.Refuse;

    /// <summary>Which document stays, as these options ask for.</summary>
    internal KeepRule KeepRule => new(Keep, Score, Priority);

    /// <summary>The bands that these options ask for.</summary>
    internal Banding Banding => Bands is { } bands && Rows is { } rows ? new(bands, rows) : Hash == HashFamily.Sluice ? Banding.Solve(Similarity) : Banding.Datatrove;

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (Similarity is not (> 0 and <= 1)) yield return $"similarity is {Similarity}; use more than 0, at most 1";
        if (ShingleWords is < 1 or > 100) yield return $"shingle-words is {ShingleWords}; use 1 to 100";
        foreach (string problem in KeepRule.Problems()) yield return problem;
        if (Hash != HashFamily.Sluice && ShingleOf is (ShingleUnit.Characters or ShingleUnit.CodeTokens))
            yield return $"shingle-of is {(ShingleOf == ShingleUnit.Characters ? "characters" : "code-tokens")}, and datatrove's hashes are of words; use hash: sluice, or words";
        if (Bands is null != Rows is null) yield return "bands and rows go together; give both, or neither to have them solved from similarity";
        else if (Bands is < 1 || Rows is < 1 || (long)(Bands ?? 1) * (Rows ?? 1) > SlotsMax) yield return $"bands ({Bands}) times rows ({Rows}) must be 1 to {SlotsMax}";
    }
}
