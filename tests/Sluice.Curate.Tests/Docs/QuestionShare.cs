using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Core.Text;

namespace Sluice.Curate.Filter.Questions;

/// <summary>Drops documents of which too many lines are questions.</summary>
public sealed class QuestionShare(QuestionShareOptions options) : IStep
{
    /// <summary>The catalog's entry.</summary>
    public static StepDefinition Definition { get; } =
        StepDefinition.Map<QuestionShareOptions>("question-share", "our own", (options, _) => new QuestionShare(options));

    /// <inheritdoc/>
    public Verdict Apply(Document document, Measurements measurements)
    {
        TextAnalysis analysis = document.Analysis;
        int questions = 0;
        foreach (ref readonly TextSpan line in analysis.Lines)
            if (line.In(analysis.Text).EndsWith("?"u8)) questions++;
        double share = analysis.Lines.Length == 0 ? 0 : (double)questions / analysis.Lines.Length;
        measurements.Add("questions", share);
        return share > options.QuestionsMax ? Verdict.Drop("question-share.questions", share, options.QuestionsMax) : Verdict.Keep;
    }
}
