using Sluice.Core.Recipes;
using Sluice.Core.Records;
using Sluice.Engine.Index;
using Sluice.Engine.Resources;

namespace Sluice.Engine.Plan;

/// <summary>A recipe resolved against its inputs: stages, tasks, and the digest of everything that decides the release's bytes.</summary>
public sealed record RunPlan
{
    /// <summary>The recipe.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>What the command line said.</summary>
    public required RunOptions Options { get; init; }

    /// <summary>The parts of the recipe between barriers. Each has one task a shard.</summary>
    public required IReadOnlyList<MapStage> Stages { get; init; }

    /// <summary>The input files, in order, with the source that each belongs to.</summary>
    public required IReadOnlyList<PlannedShard> Shards { get; init; }

    /// <summary>Indexes of earlier releases that merge steps compare the input with, by the step's number in the recipe; only steps that name some.</summary>
    public required IReadOnlyDictionary<int, IReadOnlyList<EarlierIndex>> Earlier { get; init; }

    /// <summary>Models and lists, for all workers.</summary>
    public required StepResources Resources { get; init; }

    /// <summary>SHA-256 (hex) over the recipe with every default, the digests of inputs, models and lists, what the command line adds, and the version.</summary>
    public required string Digest { get; init; }

    /// <summary>Text of <c>recipe.lock.yaml</c>.</summary>
    public required string Lock { get; init; }

    /// <summary>What steps have to tell before the first document: a rule that has no list, for one.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Version of Sluice.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>The indexes that the merge after a stage compares the input with.</summary>
    internal IReadOnlyList<EarlierIndex> EarlierOf(MapStage stage) => Earlier.GetValueOrDefault(stage.StepTo) ?? [];

    /// <summary>Whether any source holds repositories.</summary>
    public bool OfRepositories => Recipe.Sources.Any(source => source.Definition.HoldsRepositories);

    /// <summary>Bytes of all inputs.</summary>
    public long Bytes => Shards.Sum(s => s.Shard.Bytes);
}

/// <summary>One input file and the source that it belongs to.</summary>
public sealed record PlannedShard(RecipeSource Source, Shard Shard);
