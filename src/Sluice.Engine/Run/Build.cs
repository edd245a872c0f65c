using Sluice.Core;
using Sluice.Core.Recipes;
using Sluice.Core.Release;
using Sluice.Engine.Execute;
using Sluice.Engine.Plan;

namespace Sluice.Engine.Run;

/// <summary>From a recipe to a release: plans, takes the output folder, runs what an earlier call left undone.</summary>
/// <param name="format">How the release is written.</param>
/// <param name="toolVersion">Version of Sluice.</param>
public sealed class Build(IReleaseFormat format, string toolVersion)
{
    const int DiskFull = 28; // ENOSPC

    /// <summary>Called when the plan is made and the run begins.</summary>
    public event Action<RunPlan, RunProgress>? Started;

    /// <summary>Builds a release.</summary>
    /// <param name="recipe">A checked recipe.</param>
    /// <param name="options">What the command line says.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    /// <exception cref="SluiceException">Exit code 2: nothing was read. Exit code 1: what is done is kept, the same call resumes it.</exception>
    public BuildResult Run(Recipe recipe, RunOptions options, CancellationToken cancellation)
    {
        RunFolder run = new(options.Output);
        _ = MemoryPlan.Of(options);
        RefuseForeignFolder(run);
        using FileStream hold = run.Lock();
        RunPlan plan = Planner.Make(recipe, options, toolVersion, Path.Combine(run.Root, "input"), cancellation);
        RefuseOtherPlan(run, plan);
        if (RunFolder.Read<BuildResult>(run.DoneFile) is { } done && done.PlanDigest == plan.Digest && done.Files.All(f => new FileInfo(Path.Combine(run.Release, f.Name)) is { Exists: true } file && file.Length == f.Bytes))
            return done with { WasDone = true };

        RunFolder.Write(run.PlanFile, PlanRecord.Of(plan));
        RunProgress progress = new();
        Started?.Invoke(plan, progress);
        using Timer report = new(_ => WriteProgress(run, progress), null, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        try
        {
            LocalRun local = new(plan, run, format, progress);
            BuildResult result = BuildResult.Of(local.Execute(cancellation), local.Timings);
            RunFolder.Write(run.DoneFile, result);
            progress.Begin("done", 1, 1, 0, 0, []);
            WriteProgress(run, progress);
            // What the stages put out is in the release now.
            Directory.Delete(Path.Combine(run.Root, "stages"), recursive: true);
            return result;
        }
        catch (SluiceException e)
        {
            throw new SluiceException(e.Errors) { ExitCode = 1 };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string what = e.HResult == DiskFull ? "the disk is full" : "the output can't be written: " + e.Message.TrimEnd('.');
            string hint = e.HResult == DiskFull ? "free some space, then run the same command: what is done is kept" : "mend it, then run the same command: what is done is kept";
            throw new SluiceException(what, run.Release, hint) { ExitCode = 1 };
        }
    }

    static void WriteProgress(RunFolder run, RunProgress progress)
    {
        try
        {
            RunFolder.Write(run.ProgressFile, progress.Current, durable: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Progress is a courtesy; what can't be written there shows in the run itself.
        }
    }

    static void RefuseForeignFolder(RunFolder run)
    {
        if (File.Exists(run.Release)) throw new SluiceException("the output is a file, not a folder", run.Release, "choose another folder with -o");
        if (Directory.Exists(run.Release) && !Directory.Exists(run.Root) && Directory.EnumerateFileSystemEntries(run.Release).Any())
            throw new SluiceException("the output folder holds files that are not of a run of Sluice", run.Release, "choose an empty or new folder with -o");
    }

    static void RefuseOtherPlan(RunFolder run, RunPlan plan)
    {
        if (RunFolder.Read<PlanRecord>(run.PlanFile) is not { } held || held.Digest == plan.Digest) return;
        throw new SluiceException(
            $"the output folder holds the run of another plan (its digest is {held.Digest}, recipe {held.Recipe}, version {held.ToolVersion}; this one's is {plan.Digest}): recipe, inputs, models, indexes of earlier releases, options or version changed",
            run.Release, "choose another folder with -o, or delete this one; 'sluice diff' compares two releases");
    }
}
