using Sluice.Engine.Plan;

namespace Sluice.Engine.Run;

/// <summary><c>.run/plan.json</c>: which plan a folder holds the run of.</summary>
/// <param name="Digest">Digest of the plan.</param>
/// <param name="Recipe">Name of the recipe.</param>
/// <param name="ToolVersion">Version of Sluice.</param>
/// <param name="Shards">Input files.</param>
/// <param name="Bytes">Bytes of all inputs.</param>
/// <param name="Stages">Names of the stages, in order.</param>
public sealed record PlanRecord(string Digest, string Recipe, string ToolVersion, int Shards, long Bytes, IReadOnlyList<string> Stages)
{
    /// <summary>The record of a plan.</summary>
    public static PlanRecord Of(RunPlan plan) => new(plan.Digest, plan.Recipe.Name, plan.ToolVersion, plan.Shards.Count, plan.Bytes, StageList.Of(plan));
}
