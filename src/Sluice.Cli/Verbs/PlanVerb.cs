using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Sluice.Cli.Building;
using Sluice.Core.Recipes;
using Sluice.Engine.Plan;

namespace Sluice.Cli.Verbs;

/// <summary><c>sluice plan</c>: what a build would do.</summary>
sealed class PlanVerb : Verb
{
    readonly BuildCall _build = new();

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["sluice plan recipe.yaml", "sluice plan --preset fineweb crawl/*.warc.gz"];

    /// <inheritdoc/>
    public override void Define(Command command, IReadOnlyList<string> words) => _build.Define(command);

    /// <inheritdoc/>
    public override int Run(Call call)
    {
        Recipe recipe = _build.Recipe(call);
        RunOptions options = _build.Options(call, recipe, outputDefault: ".");
        string scratch = Directory.CreateTempSubdirectory("sluice-plan-").FullName;
        try
        {
            RunPlan plan = Planner.Make(recipe, options, CommandLine.Version, scratch, call.Cancellation);
            if (call.Json) PrintJson(call, plan);
            else Print(call, plan);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
        return ExitCode.Done;
    }

    static void Print(Call call, RunPlan plan)
    {
        call.Print(string.Create(CultureInfo.InvariantCulture, $"plan {plan.Digest}"));
        call.Print(string.Create(CultureInfo.InvariantCulture, $"{plan.Shards.Count} input {(plan.Shards.Count == 1 ? "file" : "files")}, {ProgressDisplay.Bytes(plan.Bytes)}; one task a file in each map stage"));
        foreach (string stage in StageList.Of(plan)) call.Print("  " + stage);
        foreach (string note in plan.Notes) call.Print("note: " + note);
        call.Print();
        call.Print("the recipe with every default, and the digests that the release will carry:");
        call.Print();
        call.Print(plan.Lock.TrimEnd('\n'));
    }

    static void PrintJson(Call call, RunPlan plan)
    {
        using (Utf8JsonWriter json = new(call.Output, new() { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("plan-digest", plan.Digest);
            json.WriteString("recipe", plan.Recipe.Name);
            json.WriteNumber("bytes", plan.Bytes);
            json.WriteStartArray("stages");
            foreach (string stage in StageList.Of(plan)) json.WriteStringValue(stage);
            json.WriteEndArray();
            json.WriteStartArray("notes");
            foreach (string note in plan.Notes) json.WriteStringValue(note);
            json.WriteEndArray();
            json.WriteStartArray("inputs");
            foreach (PlannedShard shard in plan.Shards)
            {
                json.WriteStartObject();
                json.WriteString("source", shard.Source.Definition.Name);
                json.WriteString("file", shard.Shard.Name);
                json.WriteNumber("bytes", shard.Shard.Bytes);
                json.WriteString("sha256", Convert.ToHexStringLower(shard.Shard.Digest));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteString("lock", plan.Lock);
            json.WriteEndObject();
        }
        call.Print();
    }
}
