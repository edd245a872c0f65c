using Sluice.Core.Steps;
using Sluice.Ingest.Extract;

namespace Sluice.Ingest;

/// <summary>The steps of this project, for the catalog.</summary>
public static class IngestSteps
{
    /// <summary>Every step.</summary>
    public static IReadOnlyList<StepDefinition> All { get; } =
    [
        StepDefinition.Map<ExtractHtmlOptions>(ExtractHtmlStep.Name, "Sluice; charset and tokens: WHATWG Encoding and HTML standards", (options, _) => new ExtractHtmlStep(options)),
    ];
}
