using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Bloom;
using Sluice.Curate.Dedup.Keep;

namespace Sluice.Curate.Dedup.Exact;

/// <summary>YAML: <c>deduplicate-exact: { by: url, keep: newest }</c>.</summary>
public sealed record DeduplicateExactOptions : IStepOptions
{
    /// <summary>What makes two documents equal.</summary>
    public ExactBy By { get; init; } = ExactBy.Text;

    /// <summary>Which document of several stays. Default: newest by url, else first.</summary>
    public KeepOrder? Keep { get; init; }

    /// <summary>Metadata key of the number that best-score goes by.</summary>
    public string? Score { get; init; }

    /// <summary>File patterns that source-priority goes by, the best first; * and ? stand for any characters.</summary>
    public IReadOnlyList<string> Priority { get; init; } = [];

    /// <summary>Distinct documents that a Bloom filter is made for: the first of each key stays, nothing is sorted, and which document stayed is not known. Default: no filter.</summary>
    public long? BloomItems { get; init; }

    /// <summary>Share of documents that the Bloom filter may remove although there was none like them, once it holds bloom-items.</summary>
    public double BloomRate { get; init; } = 0.001;

    /// <summary>Whether the release keeps an index of the documents that stayed, for against: 16 bytes a document, and its id.</summary>
    public bool Index { get; init; } = true;

    /// <summary>Earlier releases whose documents come before all others and always stay: folders, or index files.</summary>
    public IReadOnlyList<string> Against { get; init; } = [];

    /// <summary>Which document stays, as these options ask for.</summary>
    internal KeepRule KeepRule => new(Keep ?? (By == ExactBy.Url && BloomItems is null ? KeepOrder.Newest : KeepOrder.First), Score, Priority);

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        foreach (string problem in KeepRule.Problems()) yield return problem;
        if (BloomItems is < 1 or > BloomFilter.ItemsMax) yield return $"bloom-items is {BloomItems}; use 1 to {BloomFilter.ItemsMax}";
        if (BloomRate is not (> 0 and < 1)) yield return $"bloom-rate is {BloomRate}; use more than 0, less than 1";
        if (BloomItems is not null && KeepRule.HasKeys) yield return $"bloom-items keeps the first of equal documents; keep: {KebabCase.From(Keep.ToString()!)} goes without it";
    }
}
