using Sluice.Core.Steps;

namespace Sluice.Curate.Filter.Language;

/// <summary>YAML: <c>identify-language: { keep: [en], min-score: 0.65 }</c>.</summary>
public sealed record IdentifyLanguageOptions : IStepOptions
{
    /// <summary>A fastText model (<c>.bin</c> or <c>.ftz</c>), by path or by file name. Default: <c>lid.176.bin</c>, else <c>lid.176.ftz</c>.</summary>
    public string? Model { get; init; }

    /// <summary>Languages to keep, as the model names them or by their ISO codes; empty for every language.</summary>
    public IReadOnlyList<string> Keep { get; init; } = [];

    /// <summary>A document is kept above this score, not at it. datatrove: 0.65.</summary>
    public double MinScore { get; init; } = 0.65;

    /// <summary>Names the language and keeps every document.</summary>
    public bool LabelOnly { get; init; }

    /// <summary>A text with fewer letters is <c>und</c>, score 0. 0, as datatrove has it: every text with a word gets a language, if the model has no label for texts without one.</summary>
    public int LettersMin { get; init; }

    /// <summary>Also names the languages of the paragraphs (lines), with the share of the letters that each has: <c>languages</c>, as in <c>en=0.81 fr=0.19</c>. Costs as much again.</summary>
    public bool Paragraphs { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (MinScore is not (>= 0 and <= 1)) yield return $"min-score is {MinScore}; use 0 to 1";
        if (LettersMin < 0) yield return $"letters-min is {LettersMin}; use 0 or more";
        if (LabelOnly && Keep.Count > 0) yield return "keep has no effect with label-only; give one of them";
    }
}
