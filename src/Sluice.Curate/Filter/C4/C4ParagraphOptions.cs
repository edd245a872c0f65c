using Sluice.Core.Steps;

namespace Sluice.Curate.Filter.C4;

/// <summary>Options of <c>c4-paragraph</c>.</summary>
public sealed record C4ParagraphOptions : IStepOptions
{
    /// <summary>Fewest long lines of a kept page.</summary>
    public int ParagraphsMin { get; init; } = 3;

    /// <summary>Fewest characters (Unicode code points) of a long line.</summary>
    public int ParagraphLengthMin { get; init; } = 200;

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (ParagraphsMin < 0) yield return $"paragraphs-min is {ParagraphsMin}; use 0 or more";
        if (ParagraphLengthMin < 0) yield return $"paragraph-length-min is {ParagraphLengthMin}; use 0 or more";
    }
}
