using Sluice.Core.Recipes;

namespace Sluice.Engine.Plan;

/// <summary>A part of the recipe between two barriers: each shard goes through it alone.</summary>
/// <param name="Number">0 for the stage that reads the sources.</param>
/// <param name="StepFrom">First step of the recipe.</param>
/// <param name="StepTo">Step after the last.</param>
/// <param name="MergesAfter">Whether the recipe's step <paramref name="StepTo"/> is a merge; else the release follows.</param>
public sealed record MapStage(int Number, int StepFrom, int StepTo, bool MergesAfter)
{
    /// <summary>Cuts a recipe at its merge steps.</summary>
    public static IReadOnlyList<MapStage> Of(Recipe recipe)
    {
        List<MapStage> stages = [];
        int from = 0;
        for (int at = 0; at <= recipe.Steps.Count; at++)
        {
            bool merges = at < recipe.Steps.Count && recipe.Steps[at].Definition.IsMerge;
            if (!merges && at < recipe.Steps.Count) continue;
            stages.Add(new(stages.Count, from, at, merges));
            from = at + 1;
        }
        return stages;
    }
}
