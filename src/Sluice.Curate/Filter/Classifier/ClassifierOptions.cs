using Sluice.Core.Steps;

namespace Sluice.Curate.Filter.Classifier;

/// <summary>What a classifier judges.</summary>
public enum ClassifierUnit
{
    /// <summary>The whole document, which is kept or dropped.</summary>
    Document,

    /// <summary>Each line that is not blank: those that fail are taken out of the text. Extracted text has a paragraph a line.</summary>
    Paragraph,
}

/// <summary>YAML: <c>classifier: { model: quality.ftz, label: hq, min-score: 0.5 }</c>.</summary>
public sealed record ClassifierOptions : IStepOptions
{
    /// <summary>A fastText model (<c>.bin</c> or <c>.ftz</c>), by path or by file name. Needed.</summary>
    public string? Model { get; init; }

    /// <summary>The label whose score counts, without <c>__label__</c>. Needed.</summary>
    public string? Label { get; init; }

    /// <summary>What scores below is dropped. Where neither this nor <c>max-score</c> is given: 0.5.</summary>
    public double? MinScore { get; init; }

    /// <summary>What scores above is dropped: for labels of what is not wanted.</summary>
    public double? MaxScore { get; init; }

    /// <summary>What is judged.</summary>
    public ClassifierUnit By { get; init; } = ClassifierUnit.Document;

    /// <summary>Key under which the score is written into the metadata; by paragraph, the mean of the paragraphs' scores.</summary>
    public string MetadataKey { get; init; } = "classifier-score";

    /// <summary>Writes the score and keeps every document and paragraph.</summary>
    public bool LabelOnly { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (MinScore is not (null or (>= 0 and <= 1))) yield return $"min-score is {MinScore}; use 0 to 1";
        if (MaxScore is not (null or (>= 0 and <= 1))) yield return $"max-score is {MaxScore}; use 0 to 1";
        if (MinScore > MaxScore) yield return $"min-score ({MinScore}) is above max-score ({MaxScore})";
        if (LabelOnly && (MinScore ?? MaxScore) is not null) yield return "min-score and max-score have no effect with label-only; give one of them";
        if (string.IsNullOrWhiteSpace(MetadataKey)) yield return "metadata-key is empty";
    }
}
