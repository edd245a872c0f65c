using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Keep;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>YAML: <c>near-duplicates: { similarity: 0.75, keep: first }</c>.</summary>
public sealed record NearDuplicatesOptions : IStepOptions
{
    const int SlotsMax = 4096;

    /// <summary>Least share of common word n-grams (Jaccard) that makes two documents near-duplicates.</summary>
    public double Similarity { get; init; } = 0.75;

    /// <summary>Words of a shingle. FineWeb: 5.</summary>
    public int ShingleWords { get; init; } = 5;

    /// <summary>Bands of the signature: two documents are compared if at least one band is equal. Default: solved from similarity, as rows.</summary>
    public int? Bands { get; init; }

    /// <summary>Hashes of a band. Default: solved from similarity, as bands.</summary>
    public int? Rows { get; init; }

    /// <summary>Which document of several stays.</summary>
    public KeepOrder Keep { get; init; } = KeepOrder.First;

    /// <summary>Metadata key of the number that best-score goes by.</summary>
    public string? Score { get; init; }

    /// <summary>File patterns that source-priority goes by, the best first; * and ? stand for any characters.</summary>
    public IReadOnlyList<string> Priority { get; init; } = [];

    /// <summary>Compares the documents' true shingles before one is removed. Without it, one equal band is enough.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>Which document stays, as these options ask for.</summary>
    internal KeepRule KeepRule => new(Keep, Score, Priority);

    /// <summary>The bands that these options ask for.</summary>
    internal Banding Banding => Bands is { } bands && Rows is { } rows ? new(bands, rows) : Banding.Solve(Similarity);

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (Similarity is not (> 0 and <= 1)) yield return $"similarity is {Similarity}; use more than 0, at most 1";
        if (ShingleWords is < 1 or > 100) yield return $"shingle-words is {ShingleWords}; use 1 to 100";
        foreach (string problem in KeepRule.Problems()) yield return problem;
        if (Bands is null != Rows is null) yield return "bands and rows go together; give both, or neither to have them solved from similarity";
        else if (Bands is < 1 || Rows is < 1 || (long)(Bands ?? 1) * (Rows ?? 1) > SlotsMax) yield return $"bands ({Bands}) times rows ({Rows}) must be 1 to {SlotsMax}";
    }
}
