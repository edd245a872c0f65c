using Sluice.Core.Steps;

namespace Sluice.Curate.Filter.Questions;

/// <summary>YAML: <c>question-share: { questions-max: 0.5 }</c>.</summary>
public sealed record QuestionShareOptions : IStepOptions
{
    /// <summary>Largest share of lines that end with a question mark.</summary>
    public double QuestionsMax { get; init; } = 0.5;

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (QuestionsMax is not (>= 0 and <= 1)) yield return $"questions-max is {QuestionsMax}; use 0 to 1";
    }
}
