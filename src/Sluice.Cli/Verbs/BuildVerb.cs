using System.CommandLine;
using System.Globalization;
using Sluice.Cli.Building;
using Sluice.Core.Recipes;
using Sluice.Engine.Plan;
using Sluice.Engine.Run;

namespace Sluice.Cli.Verbs;

/// <summary><c>sluice build</c>: a recipe to a release.</summary>
sealed class BuildVerb : Verb
{
    readonly BuildCall _build = new();

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "sluice build --preset fineweb CRAWL.warc.gz -o out",
        "sluice build recipe.yaml --workers 8 --memory 4GiB",
        "sluice build --preset gopher crawl/ --limit 1000 --keep-dropped all -o trial",
    ];

    /// <inheritdoc/>
    public override bool EndsByItself => true;

    /// <inheritdoc/>
    public override void Define(Command command, IReadOnlyList<string> words) => _build.Define(command);

    /// <inheritdoc/>
    public override int Run(Call call)
    {
        Recipe recipe = _build.Recipe(call);
        RunOptions options = _build.Options(call, recipe);
        BuildResult result = BuildCall.Run(call, recipe, options);
        if (call.Json) BuildCall.PrintJson(call, result, options.Output);
        else Print(call, result, options.Output);
        return BuildCall.ExitCodeOf(result);
    }

    static void Print(Call call, BuildResult result, string output)
    {
        if (result.WasDone) call.Print("this plan was built before; nothing was left to do");
        foreach (string line in Funnel.Lines(result)) call.Print(line);
        foreach (string warning in result.Timings.Merges.SelectMany(merge => merge.Warnings)) call.Error.WriteLine($"warning: {warning}");
        if (result.Quarantined > 0)
            call.Print(string.Create(CultureInfo.InvariantCulture, $"{result.Quarantined:#,0} could not be read: see {Path.Combine(output, "quarantine", "quarantine.jsonl")} (exit code {ExitCode.DoneWithQuarantine})"));
        call.Print($"release: {output}");
    }
}
