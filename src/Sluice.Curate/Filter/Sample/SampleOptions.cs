using Sluice.Core.Steps;

namespace Sluice.Curate.Filter.Sample;

/// <summary>Options of <c>sample</c>.</summary>
public sealed record SampleOptions : IStepOptions
{
    /// <summary>Share of documents to keep, 0 to 1.</summary>
    public double Rate { get; init; } = 0.5;

    /// <summary>Any text: two samples with different ones draw different numbers under the same seed of the recipe.</summary>
    public string Salt { get; init; } = "";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (Rate is not (>= 0 and <= 1)) yield return $"rate is {Rate}; use 0 to 1";
    }
}
