using Sluice.Core.Steps;

namespace Sluice.Curate.Filter.FineWeb;

/// <summary>What the end of a line is.</summary>
public enum LineEnd
{
    /// <summary>Its last character, white space too, as in datatrove.</summary>
    LastCharacter,

    /// <summary>Its last character but for white space, closing quotes and closing brackets: <c>"Yes."</c> ends with a point.</summary>
    BeforeClosing,
}

/// <summary>Options of <c>fineweb-quality</c>.</summary>
public sealed record FineWebQualityOptions : IStepOptions
{
    /// <summary>Least share of lines that end with a terminal mark.</summary>
    public double LinePunctRatioMin { get; init; } = 0.12;

    /// <summary>Whether documents without any such line are spared.</summary>
    public bool LinePunctSpareZero { get; init; }

    /// <summary>What the end of a line is.</summary>
    public LineEnd LineEnd { get; init; } = LineEnd.LastCharacter;

    /// <summary>Greatest share of short lines; 1 or more turns the rule off.</summary>
    public double ShortLineRatioMax { get; init; } = 0.67;

    /// <summary>Most characters of a short line.</summary>
    public int ShortLineLength { get; init; } = 30;

    /// <summary>Greatest share of characters in repeated lines; 1 or more turns the rule off.</summary>
    public double CharDupRatioMax { get; init; } = 0.01;

    /// <summary>Most line breaks for each token.</summary>
    public double ListRatioMax { get; init; } = 0.3;

    /// <summary>Language whose words are counted, whatever the document's own is: <c>en</c> for datatrove's default. Not given: the document's, English where
    /// that is unknown.</summary>
    public string? Language { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (LinePunctRatioMin is not (>= 0 and <= 1)) yield return $"line-punct-ratio-min is {LinePunctRatioMin}; use 0 (off) to 1";
        if (!(ShortLineRatioMax >= 0)) yield return $"short-line-ratio-max is {ShortLineRatioMax}; use 0 or more";
        if (ShortLineLength < 0) yield return $"short-line-length is {ShortLineLength}; use 0 or more";
        if (!(CharDupRatioMax >= 0)) yield return $"char-dup-ratio-max is {CharDupRatioMax}; use 0 or more";
        if (!(ListRatioMax >= 0)) yield return $"list-ratio-max is {ListRatioMax}; use 0 or more";
    }
}
