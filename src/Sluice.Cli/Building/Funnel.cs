using System.Globalization;
using Sluice.Cli.Inspecting;
using Sluice.Core.Release;
using Sluice.Engine.Run;

namespace Sluice.Cli.Building;

/// <summary>The funnel as text: how many documents reached each step, and how many it dropped by which rules.</summary>
static class Funnel
{
    /// <summary>The lines of a build.</summary>
    public static IEnumerable<string> Lines(BuildResult result) => Lines(new ReleaseSums
    {
        Records = result.Records,
        Kept = result.Kept,
        Dropped = result.Dropped,
        Quarantined = result.Quarantined,
        Skipped = result.Skipped,
        Steps = result.Steps,
        Languages = [],
    });

    /// <summary>The lines of a finished release.</summary>
    public static IEnumerable<string> Lines(ReleaseSums result)
    {
        int width = result.Steps.Max(s => s.Name.Length);
        yield return string.Create(CultureInfo.InvariantCulture, $"{"step".PadRight(width)} {"in",11} {"dropped",11} {"kept",11}  dropped most by");
        foreach (FunnelStep step in result.Steps)
        {
            string rules = string.Join(", ", step.Rules.OrderByDescending(r => r.Value).ThenBy(r => r.Key, StringComparer.Ordinal).Take(3)
                .Select(r => string.Create(CultureInfo.InvariantCulture, $"{(r.Key.StartsWith(step.Name + ".", StringComparison.Ordinal) ? r.Key[(step.Name.Length + 1)..] : r.Key)} {r.Value:#,0}")));
            yield return string.Create(CultureInfo.InvariantCulture, $"{step.Name.PadRight(width)} {step.In,11:#,0} {step.Dropped,11:#,0} {step.Kept,11:#,0}  {rules}").TrimEnd();
            if (step.Figures.Count > 0) yield return "  " + string.Join(", ", step.Figures.Select(figure => $"{figure.Key} {TextTable.Figure(figure.Value)}"));
        }
        yield return "";
        string skipped = result.Skipped.Count == 0 ? "" : "; records of other kinds: " + string.Join(", ", result.Skipped.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Key} {s.Value:#,0}")));
        yield return string.Create(CultureInfo.InvariantCulture, $"{result.Records:#,0} records = {result.Kept:#,0} kept + {result.Dropped:#,0} dropped + {result.Quarantined:#,0} quarantined{skipped}");
    }
}
