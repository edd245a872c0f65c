using System.Text.Json;
using Sluice.Core.Steps;
using Sluice.Curate.Filter.C4;
using Sluice.Curate.Filter.FineWeb;
using Sluice.Curate.Filter.Gopher;

namespace Sluice.Curate.Tests.Agreement;

public sealed class FiltersAgreeWithDatatroveTests
{
    public static TheoryData<string, string> Filters => new()
    {
        { "gopher-repetition", "gopher_repetition" },
        { "gopher-quality", "gopher_quality" },
        { "c4-quality", "c4_quality" },
        { "c4-quality-fineweb", "c4_quality_fineweb" },
        { "c4-paragraph", "c4_paragraph" },
        { "fineweb-quality", "fineweb_quality" },
    };

    static IStep Make(string name) => name switch
    {
        "gopher-repetition" => new GopherRepetition(new()),
        "gopher-quality" => new GopherQuality(new()),
        "c4-quality" => new C4Quality(new()),
        "c4-quality-fineweb" => new C4Quality(new() { TerminalPunctuation = false }),
        "c4-paragraph" => new C4Paragraph(new()),
        _ => new FineWebQuality(new()),
    };

    static string StepName(string name) => name.Replace("-fineweb", "", StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Filters))]
    public void Real_documents_get_the_same_verdict_text_and_statistics(string name, string field)
    {
        GoldenScore score = GoldenScore.Of(Make(name), GoldenRows.Documents, field, StepName(name));
        Assert.True(score is { Keep: >= 0.995, Rule: >= 0.99, Text: >= 0.99 or 0, Stats: >= 0.99 or 0 },
            $"keep {score.Keep:P2}, rule {score.Rule:P2}, text {score.Text:P2}, statistics {score.Stats:P3}\n{score.Disagreements}");
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public void Corner_cases_get_the_same_verdict_and_text(string name, string field)
    {
        GoldenScore score = GoldenScore.Of(Make(name), GoldenRows.Read("edge_cases"), field, StepName(name));
        Assert.True(score is { Keep: 1, Rule: 1, Text: 1 or 0, Stats: 1 or 0 }, score.Disagreements);
    }

    [Theory] // Stopping at the first failed rule, and what it saves, must not show.
    [MemberData(nameof(Filters))]
    public void Verdicts_are_the_same_whether_all_is_measured_or_not(string name, string field)
    {
        IEnumerable<JsonElement> rows = GoldenRows.Documents.Where((_, i) => i % 3 == 0);
        GoldenScore measured = GoldenScore.Of(Make(name), rows, field, StepName(name)), lazy = GoldenScore.Of(Make(name), rows, field, StepName(name), measures: false);
        Assert.Equal((measured.Keep, measured.Rule, measured.Text), (lazy.Keep, lazy.Rule, lazy.Text));
    }
}
