using Sluice.Engine.Execute;

namespace Sluice.Engine.Plan;

/// <summary>The stages of a plan as people are shown them.</summary>
public static class StageList
{
    /// <summary>Names in order: <c>map-0: read, url-filter, …</c>, <c>merge-0: near-duplicates</c>, …, <c>release</c>.</summary>
    public static IReadOnlyList<string> Of(RunPlan plan)
    {
        List<string> names = [];
        foreach (MapStage stage in plan.Stages)
        {
            IEnumerable<string> steps = plan.Recipe.Steps.Skip(stage.StepFrom).Take(stage.StepTo - stage.StepFrom).Select(s => s.Definition.Name);
            if (stage.Number == 0) steps = steps.Prepend(StageSteps.Gate);
            names.Add(StageNames.Map(stage.Number) + ": " + string.Join(", ", steps));
            if (stage.MergesAfter) names.Add(StageNames.Merge(stage.Number) + ": " + plan.Recipe.Steps[stage.StepTo].Definition.Name);
        }
        names.Add(StageNames.Release);
        return names;
    }
}
