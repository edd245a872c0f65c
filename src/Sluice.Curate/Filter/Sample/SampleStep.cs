using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Core.Text;

namespace Sluice.Curate.Filter.Sample;

/// <summary>Keeps a share of the documents, drawn by a hash of the document's id: the same documents in every run, on every machine, in any order.</summary>
/// <remarks>
/// <para>Why: a small release to look at, or one rate for each language. datatrove's SamplerFilter draws from a random generator whose sequence is the same in
/// every task, so what is kept depends on how files are dealt to tasks; here it depends on the document and the recipe's seed alone.</para>
/// <para>Known problems: two samples in one recipe draw the same numbers, so the smaller one is part of the larger, unless they have different <c>salt</c>.
/// A repeated id draws the same number each time.</para>
/// <para>Example: <c>sample: { rate: 0.01 }</c></para>
/// </remarks>
public sealed class SampleStep(SampleOptions options, ulong recipeSeed) : IStep
{
    readonly ulong _seed = TextHash.Of(Encoding.UTF8.GetBytes(options.Salt), recipeSeed);

    /// <summary>The catalog's entry.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Map<SampleOptions>("sample",
        "Uniform sampling by hash of the document id; stands for datatrove's SamplerFilter", (options, resources) => new SampleStep(options, resources.Seed));

    /// <inheritdoc/>
    public Verdict Apply(Document document, Measurements measurements)
    {
        double draw = HashDraw.Of(document.Id, _seed);
        measurements.Add("rate", draw);
        return draw < options.Rate ? Verdict.Keep : Verdict.Drop("sample.rate", draw, options.Rate);
    }
}
