using System.CommandLine;
using Sluice.Cli.Building;
using Sluice.Cli.Inspecting;
using Sluice.Core;
using Sluice.Core.Text;
using Sluice.Publish.Inspect;

namespace Sluice.Cli.Verbs;

/// <summary><c>sluice look</c>: reads documents of a release.</summary>
sealed class LookVerb : Verb
{
    const int SampleDefault = 3;
    const int SampleMost = 10_000;
    const int CharactersShown = 2_000;

    readonly Argument<string> _release = ReleaseArgument.Create();
    readonly Option<string> _droppedBy = new("--dropped-by")
    {
        Description = "Dropped documents of a rule, or of all rules of a step, instead of kept ones",
        HelpName = "RULE",
    };

    readonly Option<int> _sample = new("--sample")
    {
        Description = "How many documents, chosen by the hash of their ids",
        HelpName = "N",
        DefaultValueFactory = _ => SampleDefault,
    };

    readonly Option<bool> _full = new("--full") { Description = "Print whole texts; else their beginning (--json always has them whole)" };

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "sluice look out/quickstart",
        "sluice look out/quickstart --dropped-by gopher-quality.short-doc --sample 10",
        "sluice look out/quickstart --sample 100 --json | jq -r '.documents[].text'",
    ];

    /// <inheritdoc/>
    public override void Define(Command command, IReadOnlyList<string> words)
    {
        command.Arguments.Add(_release);
        foreach (Option option in (Option[])[_droppedBy, _sample, _full]) command.Options.Add(option);
    }

    /// <inheritdoc/>
    public override int Run(Call call)
    {
        int count = call.Get(_sample);
        if (count is < 1 or > SampleMost)
            throw new SluiceException($"--sample is {count}", hint: $"use 1 to {SampleMost}; for more, read data/*.parquet with DuckDB");
        ReleaseFolder release = call.Open(_release);
        IReadOnlyList<ShownDocument> documents = call.Get(_droppedBy) is { } rule
            ? ShownDocument.Dropped(release, rule, count, call.Cancellation)
            : ShownDocument.Kept(release, count, call.Cancellation);
        if (call.Json) PrintJson(call, documents);
        else Print(call, documents, call.Get(_full));
        return ExitCode.Done;
    }

    static void Print(Call call, IReadOnlyList<ShownDocument> documents, bool isFull)
    {
        if (documents.Count == 0) call.Print("the release holds no document");
        for (int i = 0; i < documents.Count; i++)
        {
            ShownDocument document = documents[i];
            if (i > 0) call.Print();
            call.Print(VisibleText.Line(document.Id, 300));
            if (document.Url is { } url) call.Print("  " + VisibleText.Line(url, 300));
            call.Print("  " + Facts(document));
            if (document.DuplicateOf is { } original)
                call.Print($"  duplicate of {VisibleText.Line(original, 300)}{(document.Similarity is { } similarity ? $", similarity {TextTable.Number(similarity)}" : "")}");
            if (document.Text is not { } text)
            {
                call.Print("  (a release does not hold the text of a file that must not be published)");
                continue;
            }
            foreach (string line in TerminalText.Excerpt(text, isFull ? int.MaxValue : CharactersShown)) call.Print("  | " + line);
            if (isFull || text.Length <= CharactersShown) continue;
            call.Print($"  {TextTable.Count(text.Length - CharactersShown)} more characters: --full prints them");
        }
    }

    static string Facts(ShownDocument document) => document.Rule is null
        ? $"language {VisibleText.Line(document.Language ?? "unknown", 40)}, license {VisibleText.Line(document.License ?? "", 60)}, "
            + $"{TextTable.Count(document.Text?.Length ?? 0)} characters"
        : LedgerEntryOutput.Dropped(document.Rule, document.Value, document.Threshold, document.Evidence);

    static void PrintJson(Call call, IReadOnlyList<ShownDocument> documents) => call.PrintJson(json =>
    {
        json.WriteStartArray("documents");
        foreach (ShownDocument document in documents)
        {
            json.WriteStartObject();
            json.WriteString("id", document.Id);
            json.WriteString("url", document.Url);
            json.WriteString("outcome", document.Rule is null ? "kept" : "dropped");
            if (document.Rule is null)
            {
                json.WriteString("language", document.Language);
                json.WriteString("license", document.License);
            }
            else
            {
                json.WriteString("rule", document.Rule);
                LedgerEntryOutput.WriteNumber(json, "value", document.Value);
                LedgerEntryOutput.WriteNumber(json, "threshold", document.Threshold);
                json.WriteString("evidence", document.Evidence);
                json.WriteString("duplicate-of", document.DuplicateOf);
                LedgerEntryOutput.WriteNumber(json, "similarity", document.Similarity);
            }
            json.WriteString("text", document.Text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
