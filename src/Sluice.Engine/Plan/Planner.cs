using System.Security.Cryptography;
using System.Text;
using Sluice.Core;
using Sluice.Core.Recipes;
using Sluice.Core.Records;
using Sluice.Core.Steps;
using Sluice.Engine.Execute;
using Sluice.Engine.Index;
using Sluice.Engine.Recipes;
using Sluice.Engine.Resources;
using Sluice.Storage.Files;

namespace Sluice.Engine.Plan;

/// <summary>Resolves a recipe against its inputs. Whatever can be checked is checked here, before the first record is read.</summary>
public static class Planner
{
    /// <summary>Makes the plan.</summary>
    /// <param name="recipe">A checked recipe.</param>
    /// <param name="options">What the command line says.</param>
    /// <param name="toolVersion">Version of Sluice.</param>
    /// <param name="spoolFolder">Where standard input is stored, and digests of inputs are remembered.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="SluiceException">An input, a model or a list is missing; nothing was read.</exception>
    public static RunPlan Make(Recipe recipe, RunOptions options, string toolVersion, string spoolFolder, CancellationToken cancellation)
    {
        StepResources resources = new(recipe.Seed, options.Models);
        IReadOnlyList<MapStage> stages = MapStage.Of(recipe);
        List<SluiceError> errors = [];
        // Made once here so that what a step lacks is said before a byte is read; workers make their own.
        List<string> notes = [];
        SortedDictionary<int, IReadOnlyList<EarlierIndex>> earlier = [];
        foreach (MapStage stage in stages)
        {
            Collect(errors, () =>
            {
                StageSteps steps = StageSteps.Create(recipe, stage, resources);
                notes.AddRange(steps.All.OfType<INotedStep>().SelectMany(step => step.Notes));
                if (steps.Merge?.Index is not { Against.Count: > 0 } index) return;
                RecipeStep merge = recipe.Steps[stage.StepTo];
                earlier.Add(stage.StepTo, EarlierIndex.Find(index, merge.Definition.Name, IndexFolder.OccurrenceOf(recipe, stage.StepTo), merge.Where, cancellation));
                notes.AddRange(earlier[stage.StepTo].Select(one => FormattableString.Invariant($"{merge.Definition.Name}: {one.Summary.Documents:#,0} documents of {one.Given} come before the input")));
            });
        }
        IReadOnlyList<(RecipeSource Source, FoundInput Input)> inputs = FindInputs(recipe, errors, cancellation);
        string output = Path.GetFullPath(options.Output) + Path.DirectorySeparatorChar;
        if (inputs.FirstOrDefault(i => i.Input.Path.StartsWith(output, StringComparison.Ordinal)).Input is { Path.Length: > 0 } inside)
            errors.Add(new($"the output folder holds an input: {inside.Name}", options.Output, "build into a folder outside the input"));
        if (errors.Count > 0) throw new SluiceException(errors);
        IReadOnlyList<PlannedShard> shards = [.. ShardDigests.Of(inputs, spoolFolder, cancellation)];
        string digested = RecipeWriter.Write(recipe with { Release = recipe.Release with { To = null } });
        string lockSection = LockSection(shards, resources, earlier.Values.SelectMany(list => list), options, toolVersion);
        string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(digested + lockSection)));
        return new()
        {
            Recipe = recipe,
            Options = options,
            Stages = stages,
            Shards = shards,
            Earlier = earlier,
            Resources = resources,
            Digest = digest,
            Lock = $"{digested}{RecipeReader.LockKey}:\n  plan-digest: {digest}\n{lockSection}",
            Notes = notes,
            ToolVersion = toolVersion,
        };
    }

    static List<(RecipeSource Source, FoundInput Input)> FindInputs(Recipe recipe, List<SluiceError> errors, CancellationToken cancellation)
    {
        List<(RecipeSource Source, FoundInput Input)> inputs = [];
        foreach (RecipeSource source in recipe.Sources)
        {
            Collect(errors, () => inputs.AddRange((source.Definition.Find(source.Patterns, source.Options, cancellation)
                ?? InputFiles.Find(source.Patterns, source.Definition.FileSuffixes).Select(file => new FoundInput(file.Path, file.Name, 0, null))).Select(input => (source, input))));
        }
        return inputs;
    }

    // Whatever is wrong is reported together.
    static void Collect(List<SluiceError> errors, Action check)
    {
        try
        {
            check();
        }
        catch (SluiceException e)
        {
            errors.AddRange(e.Errors);
        }
    }

    static string LockSection(IEnumerable<PlannedShard> shards, StepResources resources, IEnumerable<EarlierIndex> earlier, RunOptions options, string toolVersion)
    {
        StringBuilder yaml = new();
        yaml.Append("  tool: sluice\n  tool-version: ").Append(YamlText.Of(toolVersion)).Append('\n');
        if (options.Limit is { } limit) yaml.Append("  limit: ").Append(YamlText.Of(limit)).Append('\n');
        yaml.Append("  keep-dropped: ").Append(YamlText.Of(options.KeepDropped)).Append('\n');
        yaml.Append("  inputs:\n");
        foreach (PlannedShard shard in shards)
            yaml.Append("    - { file: ").Append(YamlText.Of(shard.Shard.Name)).Append(", bytes: ").Append(YamlText.Of(shard.Shard.Bytes))
                .Append(", sha256: ").Append(Convert.ToHexStringLower(shard.Shard.Digest)).Append(" }\n");
        IReadOnlyList<ResourceFile> models = resources.Used;
        yaml.Append(models.Count == 0 ? "  models: []\n" : "  models:\n");
        foreach (ResourceFile model in models)
            yaml.Append("    - { file: ").Append(YamlText.Of(model.Name)).Append(", bytes: ").Append(YamlText.Of(model.Bytes)).Append(", sha256: ").Append(model.Sha256).Append(" }\n");
        EarlierIndex[] indexes = [.. earlier];
        if (indexes.Length > 0) yaml.Append("  indexes:\n");
        foreach (EarlierIndex index in indexes)
        {
            yaml.Append("    - { step: ").Append(YamlText.Of(index.Summary.Header.Step)).Append(", release: ").Append(YamlText.Of(index.Given)).Append(", documents: ").Append(YamlText.Of(index.Summary.Documents))
                .Append(", sha256: ").Append(index.Summary.Sha256).Append(" }\n");
        }
        return yaml.ToString();
    }
}
