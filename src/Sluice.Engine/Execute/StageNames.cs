using System.Globalization;
using Sluice.Engine.Run;

namespace Sluice.Engine.Execute;

/// <summary>How the stages of a run are named on the disk.</summary>
static class StageNames
{
    /// <summary>The stage after the first map stage that numbers repeated ids.</summary>
    public const string RepeatsStage = "repeats";

    /// <summary>The stage that writes the release.</summary>
    public const string Release = "release";

    /// <summary>A map stage.</summary>
    public static string Map(int number) => string.Create(CultureInfo.InvariantCulture, $"map-{number}");

    /// <summary>The merge after a map stage.</summary>
    public static string Merge(int number) => string.Create(CultureInfo.InvariantCulture, $"merge-{number}");

    /// <summary>Repeated ids in a task's output of a map stage: only the first stage's ids are not final.</summary>
    public static IdRepeats Repeats(RunFolder run, int stage, int task) => stage > 0 ? IdRepeats.None : IdRepeats.Read(run.TaskFile(RepeatsStage, 0), task);
}
