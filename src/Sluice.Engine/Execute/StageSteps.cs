using Sluice.Core.Recipes;
using Sluice.Core.Steps;

namespace Sluice.Engine.Execute;

/// <summary>One worker's instances of a map stage's steps, and of the merge step that follows it.</summary>
/// <param name="GateName">Name of step 0: <c>read</c>, or the merge step before the stage.</param>
/// <param name="Steps">The stage's steps; step 1 and on.</param>
/// <param name="Names">Their names.</param>
/// <param name="StepFrom">Number of the stage's first step in the recipe.</param>
/// <param name="MergeBefore">The merge step before the stage; null for the first stage.</param>
/// <param name="Merge">The merge step that follows; null where the release follows.</param>
sealed record StageSteps(string GateName, IReadOnlyList<IStep> Steps, IReadOnlyList<string> Names, int StepFrom, IMergeStep? MergeBefore, IMergeStep? Merge)
{
    /// <summary>Steps with the gate.</summary>
    public int Count => Steps.Count + 1;

    /// <summary>The steps, and the merge step that follows.</summary>
    public IEnumerable<object> All => Merge is null ? Steps : [.. Steps, Merge];

    /// <summary>Name of a step, the gate being 0.</summary>
    public string NameOf(int step) => step == 0 ? GateName : Names[step - 1];

    /// <summary>How many steps of the recipe a document had passed that went at a step of the stage.</summary>
    public int PassedBefore(int step) => step == 0 ? Math.Max(0, StepFrom - 1) : StepFrom + step - 1;

    /// <summary>The gate of the first stage.</summary>
    public const string Gate = "read";

    /// <summary>Makes the instances of one stage.</summary>
    public static StageSteps Create(Recipe recipe, Plan.MapStage stage, IStepResources resources)
    {
        List<IStep> steps = [];
        List<string> names = [];
        for (int at = stage.StepFrom; at < stage.StepTo; at++)
        {
            steps.Add(recipe.Steps[at].Definition.Create(recipe.Steps[at].Options, resources));
            names.Add(recipe.Steps[at].Definition.Name);
        }
        RecipeStep? before = stage.StepFrom > 0 ? recipe.Steps[stage.StepFrom - 1] : null;
        RecipeStep? merge = stage.MergesAfter ? recipe.Steps[stage.StepTo] : null;
        return new(before?.Definition.Name ?? Gate, steps, names, stage.StepFrom, before?.Definition.CreateMerge(before.Options, resources),
            merge?.Definition.CreateMerge(merge.Options, resources));
    }
}
