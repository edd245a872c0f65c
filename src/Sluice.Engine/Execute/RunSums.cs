using Sluice.Core.Release;
using Sluice.Engine.Plan;

namespace Sluice.Engine.Execute;

/// <summary>Puts the counts of the map stages together into the sums of the run.</summary>
static class RunSums
{
    /// <summary>The sums. The gate of each later stage is the merge step before it, so the steps come out in the recipe's order.</summary>
    public static ReleaseSums Of(RunPlan plan, IReadOnlyList<StageCounts> counts, IReadOnlyList<MergeReport> merges)
    {
        List<FunnelStep> steps = [];
        foreach (MapStage stage in plan.Stages)
        {
            StageCounts of = counts[stage.Number];
            for (int step = 0; step < of.In.Length; step++)
            {
                int number = stage.StepFrom + step - 1;
                string name = number < 0 ? StageSteps.Gate : plan.Recipe.Steps[number].Definition.Name;
                string prefix = StageCounts.RuleKey(step, "");
                steps.Add(new(name, of.In[step], of.Kept[step],
                    [.. of.Dropped.Where(d => d.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(d => KeyValuePair.Create(d.Key[prefix.Length..], d.Value))])
                { Figures = step == 0 && stage.Number > 0 ? merges[stage.Number - 1].Figures : [] });
            }
        }
        return new()
        {
            Records = counts[0].Rows,
            Kept = counts[^1].Documents,
            Dropped = counts.Sum(c => c.Dropped.Values.Sum()),
            Quarantined = counts[0].Quarantined,
            Skipped = [.. counts[0].Skipped],
            Steps = steps,
            Languages = [.. counts[^1].Languages.Values.OrderByDescending(l => l.Documents).ThenBy(l => l.Language, StringComparer.Ordinal)],
        };
    }
}
