using Sluice.Core.Steps;

namespace Sluice.Curate.Dedup.Exact;

/// <summary>What makes two documents equal.</summary>
public enum ExactBy
{
    /// <summary>The same bytes of text.</summary>
    Text,

    /// <summary>The same words, whatever their case, accents, digits and punctuation.</summary>
    NormalizedText,
}

/// <summary>YAML: <c>deduplicate-exact: { by: text }</c>.</summary>
public sealed record DeduplicateExactOptions : IStepOptions
{
    /// <summary>What makes two documents equal.</summary>
    public ExactBy By { get; init; } = ExactBy.Text;
}
