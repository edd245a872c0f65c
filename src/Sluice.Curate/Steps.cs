using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Exact;
using Sluice.Curate.Dedup.MinHash;
using Sluice.Curate.Dedup.Spans;
using Sluice.Curate.Dedup.Substring;
using Sluice.Curate.Filter.C4;
using Sluice.Curate.Filter.Classifier;
using Sluice.Curate.Filter.CodeLanguage;
using Sluice.Curate.Filter.CodeQuality;
using Sluice.Curate.Filter.FineWeb;
using Sluice.Curate.Filter.Gopher;
using Sluice.Curate.Filter.Language;
using Sluice.Curate.Filter.Sample;
using Sluice.Curate.Filter.Url;
using Sluice.Curate.Govern.Decontamination;
using Sluice.Curate.Govern.License;
using Sluice.Curate.Govern.OptOut;
using Sluice.Curate.Govern.Pii;
using Sluice.Curate.Govern.Secrets;
using Sluice.Curate.Training;

namespace Sluice.Curate;

/// <summary>The steps of this project.</summary>
public static class Steps
{
    /// <summary>All of them, in the order that recipes mostly have them in.</summary>
    public static IReadOnlyList<StepDefinition> All { get; } =
    [
        UrlFilter.Definition,
        Consent.Definition,
        IdentifyLanguage.Definition,
        IdentifyCodeLanguage.Definition,
        GopherRepetition.Definition,
        GopherQuality.Definition,
        C4Quality.Definition,
        C4Paragraph.Definition,
        C4BadWords.Definition,
        FineWebQuality.Definition,
        CodeQuality.Definition,
        ClassifierStep.Definition,
        DeduplicateExact.Definition,
        NearDuplicates.Definition,
        DeduplicateLines.Definition,
        DeduplicateSentences.Definition,
        DeduplicateSubstrings.Definition,
        Decontaminate.Definition,
        SampleStep.Definition,
        DetectLicense.Definition,
        RedactPii.Definition,
        RedactSecrets.Definition,
        FillInTheMiddle.Definition,
    ];
}
