using Sluice.Core.Steps;

namespace Sluice.Curate.Filter.Language;

/// <summary>YAML: <c>identify-language: { keep: [en], min-score: 0.65 }</c>.</summary>
public sealed record IdentifyLanguageOptions : IStepOptions
{
    /// <summary>A fastText model (<c>.bin</c> or <c>.ftz</c>), by path or by file name. Default: <c>lid.176.bin</c>, else <c>lid.176.ftz</c>.</summary>
    public string? Model { get; init; }

    /// <summary>Languages to keep, as the model names them; empty for every language.</summary>
    public IReadOnlyList<string> Keep { get; init; } = [];

    /// <summary>A document is kept above this score, not at it. datatrove: 0.65.</summary>
    public double MinScore { get; init; } = 0.65;

    /// <summary>Names the language and keeps every document.</summary>
    public bool LabelOnly { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (MinScore is not (>= 0 and <= 1)) yield return $"min-score is {MinScore}; use 0 to 1";
        if (LabelOnly && Keep.Count > 0) yield return "keep has no effect with label-only; give one of them";
    }
}
