using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Core.Text;

namespace Sluice.Curate.Filter.C4;

/// <summary>Drops pages without three long paragraphs: mC4's test for pages in any language.</summary>
/// <remarks>
/// <para>Why: the sentence rules of <c>c4-quality</c> suit English only; mC4 asked for three lines of 200 characters instead.</para>
/// <para>Known problems: a line is a paragraph here, so text that was hard-wrapped fails; scripts that say much in few characters (Chinese) are judged too
/// hard.</para>
/// <para>Example: <c>c4-paragraph: { paragraph-length-min: 100 }</c></para>
/// <para>Source: Xue et al. 2021 (mT5), arXiv:2010.11934, section 3.1; datatrove's C4ParagraphFilter, whose reason has no name, only the words "&lt; 3
/// paragraphs".</para>
/// </remarks>
public sealed class C4Paragraph(C4ParagraphOptions options) : IStep
{
    /// <summary>The catalog's entry.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Map<C4ParagraphOptions>("c4-paragraph",
        "mC4 (Xue et al. 2021, arXiv:2010.11934), as datatrove's C4ParagraphFilter", (options, _) => new C4Paragraph(options));

    /// <inheritdoc/>
    public Verdict Apply(Document document, Measurements measurements)
    {
        int paragraphs = 0;
        foreach (ref readonly TextSpan line in document.Analysis.NewlineLines)
            if (line.CodePoints >= options.ParagraphLengthMin) paragraphs++;
        measurements.Add("too-few-paragraphs", paragraphs);
        return paragraphs >= options.ParagraphsMin ? Verdict.Keep : Verdict.Drop("c4-paragraph.too-few-paragraphs", paragraphs, options.ParagraphsMin);
    }
}
