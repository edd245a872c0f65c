using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Sluice.Cli.Building;
using Sluice.Core;
using Sluice.Core.Recipes;
using Sluice.Core.Text;
using Sluice.Curate.Filter.Language;
using Sluice.Engine.Plan;
using Sluice.Engine.Run;
using Sluice.Publish.Inspect;

namespace Sluice.Cli.Verbs;

/// <summary><c>sluice quickstart</c>: a real release from the sample crawl that ships with the project.</summary>
sealed class QuickstartVerb : Verb
{
    const string Preset = "fineweb";
    const int DocumentsShown = 3;
    const int CharactersShown = 420;

    readonly Option<string> _output = new("--output", "-o") { Description = "Folder of the release [default: out/quickstart]", HelpName = "DIR" };

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["sluice quickstart", "sluice quickstart -o /tmp/first"];

    /// <inheritdoc/>
    public override bool EndsByItself => true;

    /// <inheritdoc/>
    public override void Define(Command command, IReadOnlyList<string> words) => command.Options.Add(_output);

    /// <inheritdoc/>
    public override int Run(Call call)
    {
        string crawl = FindSampleCrawl();
        string output = call.Get(_output) ?? Path.Combine("out", "quickstart");
        Recipe recipe = Presets.Read(Preset, BuildCall.Sources([crawl], "warc")) with { Name = "quickstart" };
        recipe = recipe with { Steps = [.. recipe.Steps.Select(WithShippedModel)] };
        RemoveEarlier(output);
        long start = Stopwatch.GetTimestamp();
        BuildResult result = BuildCall.Run(call, recipe, new RunOptions { Output = output });
        if (call.Json)
        {
            BuildCall.PrintJson(call, result, output);
            return ExitCode.Done;
        }
        call.Print(string.Create(CultureInfo.InvariantCulture,
            $"Sluice made a dataset from the sample crawl ({crawl}) with the preset {Preset}, in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s. The funnel:"));
        call.Print();
        foreach (string line in Funnel.Lines(result)) call.Print(line);
        IReadOnlyList<ShownDocument> documents = ShownDocument.Kept(ReleaseFolder.Open(output), DocumentsShown, call.Cancellation);
        PrintDocuments(call, documents, result);
        PrintNext(call, output, documents[0], result);
        // The record that can't be read is there on purpose, so quarantine is no reason for another exit code here.
        return ExitCode.Done;
    }

    // FineWeb's own model is not Sluice's to ship; a small one of our own is, so that quickstart needs no download.
    static RecipeStep WithShippedModel(RecipeStep step) =>
        step.Options is IdentifyLanguageOptions options ? step with { Options = options with { Model = IdentifyLanguage.ShippedModel } } : step;

    static string FindSampleCrawl()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string crawl = Path.Combine(folder.FullName, "examples", "sample-crawl");
            // Origins name files as the source is spelled: relative, so that the release is the same in every checkout.
            if (Directory.Exists(crawl)) return Path.GetRelativePath(Environment.CurrentDirectory, crawl);
        }
        throw new SluiceException("the sample crawl is missing: examples/sample-crawl of the project", null, "run quickstart from a checkout of the project");
    }

    // A quickstart of another version or place is made anew; any other folder is left alone.
    static void RemoveEarlier(string output)
    {
        RunFolder run = new(output);
        if (RunFolder.Read<PlanRecord>(run.PlanFile) is { Recipe: "quickstart" } && !run.IsHeld()) Directory.Delete(run.Release, recursive: true);
    }

    static void PrintDocuments(Call call, IReadOnlyList<ShownDocument> documents, BuildResult result)
    {
        call.Print();
        call.Print(string.Create(CultureInfo.InvariantCulture, $"{documents.Count} of its {result.Kept} documents:"));
        foreach (ShownDocument document in documents)
        {
            call.Print();
            call.Print("  " + VisibleText.Line(document.Url ?? document.Id, 110));
            foreach (string line in TerminalText.Excerpt(document.Text ?? "", CharactersShown)) call.Print("  | " + line);
        }
    }

    static void PrintNext(Call call, string output, ShownDocument shown, BuildResult result)
    {
        string dropped = result.Steps.SelectMany(s => s.Rules).Where(r => r.Key.StartsWith("gopher", StringComparison.Ordinal)).Select(r => r.Key).FirstOrDefault("gopher-quality.short-doc");
        call.Print();
        if (result.Quarantined > 0) call.Print(string.Create(CultureInfo.InvariantCulture, $"{result.Quarantined} could not be read, on purpose: {Path.Combine(output, "quarantine", "quarantine.jsonl")} says where and why."));
        call.Print("Next:");
        foreach ((string command, string what) in (ReadOnlySpan<(string, string)>)[
            ($"./sluice look {output} --dropped-by {dropped}", "read what a rule dropped"),
            ($"./sluice why {output} {shown.Url}", "the life of one record"),
            ($"./sluice stats {output}", "languages, domains, rules"),
            ($"./sluice verify {output}", "checksums, and the sums of the ledger"),
            ("./sluice presets fineweb > recipe.yaml", "a recipe to change"),
            ("./sluice build --preset fineweb CRAWL.warc.gz -o out/mine", "your own crawl")])
            call.Print($"  {command,-76} {what}");
    }
}
