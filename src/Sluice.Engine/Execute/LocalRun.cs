using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Sluice.Core;
using Sluice.Core.Recipes;
using Sluice.Core.Records;
using Sluice.Core.Release;
using Sluice.Core.Steps;
using Sluice.Engine.Index;
using Sluice.Engine.Plan;
using Sluice.Engine.Run;
using Sluice.Storage.Files;

namespace Sluice.Engine.Execute;

/// <summary>Runs a plan to a release with threads of one process. Tasks whose completion marker is there are not done again.</summary>
/// <remarks>Stages: map 0 reads the sources; a merge follows each map stage but the last; then the release is written. Between stages everything is on the disk.</remarks>
public sealed class LocalRun(RunPlan plan, RunFolder run, IReleaseFormat format, RunProgress progress)
{
    /// <summary>Dropped documents of a rule that are kept with their text.</summary>
    internal const int SamplesPerRule = 200;

    const int WorkerStackBytes = 16 << 20;
    const long CommittedBytesKeptMax = 64 << 20;

    readonly List<MergeReport> _merges = [];
    readonly MemoryPlan _memory = MemoryPlan.Of(plan.Options);

    /// <summary>Where the time went; after <see cref="Execute"/>.</summary>
    public RunTimings Timings { get; private set; } = new(0, 0, []);

    /// <summary>Does what is left to do.</summary>
    /// <exception cref="SluiceException">The run can't go on; what is done is kept.</exception>
    /// <exception cref="OperationCanceledException">Stopped by the caller; what is done is kept.</exception>
    public ReleaseSummary Execute(CancellationToken cancellation)
    {
        _memory.Apply();
        int stages = (plan.Stages.Count * 2) + 1;
        List<StageCounts> counts = [];
        foreach (MapStage stage in plan.Stages)
        {
            counts.Add(RunMap(stage, stages, cancellation));
            RunMerge(stage, stages, cancellation);
        }
        Timings = TimingsOf(counts);
        return new ReleaseStage(plan, run, format, progress, counts, _merges).Execute(stages, cancellation);
    }

    RunTimings TimingsOf(List<StageCounts> counts)
    {
        List<KeyValuePair<string, double>> seconds = [];
        foreach (MapStage stage in plan.Stages)
            for (int step = 0; step < counts[stage.Number].StepTicks.Length; step++)
                seconds.Add(new(step > 0 ? plan.Recipe.Steps[stage.StepFrom + step - 1].Definition.Name : stage.Number == 0 ? "read and store" : "load and store",
                    counts[stage.Number].StepTicks[step] / (double)System.Diagnostics.Stopwatch.Frequency));
        return new(counts[0].StoredBytes, counts[0].RawBytes, seconds)
        {
            Merges = [.. plan.Stages.Where(stage => stage.MergesAfter).Select((stage, i) =>
                new MergeTiming(plan.Recipe.Steps[stage.StepTo].Definition.Name, _merges[i].Seconds, _merges[i].CpuSeconds, _merges[i].SpilledBytes) { Warnings = _merges[i].Warnings })],
        };
    }

    StageCounts RunMap(MapStage stage, int stages, CancellationToken cancellation)
    {
        string name = StageNames.Map(stage.Number);
        Directory.CreateDirectory(run.StageFolder(name));
        StageSteps shape = StageSteps.Create(plan.Recipe, stage, plan.Resources);
        long bytes = stage.Number == 0 ? plan.Bytes : plan.Shards.Select((_, task) => new FileInfo(run.TaskFile(StageNames.Map(stage.Number - 1), task)).Length).Sum();
        progress.Begin(name, (stage.Number * 2) + 1, stages, plan.Shards.Count, bytes, [.. Enumerable.Range(0, shape.Count).Select(shape.NameOf)]);

        StageCounts total = new(shape.Count);
        DroppedSample sample = new(plan.Options.KeepDropped switch { KeepDropped.None => 0, KeepDropped.All => int.MaxValue, _ => SamplesPerRule });
        ConcurrentBag<BatchOutput> outputs = [];
        MemoryGate gate = new(_memory.LargeDocumentBytes);
        // With a limit, how many records a task may take depends on the tasks before it.
        int openMax = plan.Options.Limit is null ? _memory.Workers : 1;
        using MapScheduler scheduler = new(Pending(), openMax, inFlightMax: (2 * _memory.Workers) + 2, Finish);
        RunWorkers(scheduler, () => new MapWorker(StageSteps.Create(plan.Recipe, stage, plan.Resources), sample, gate, outputs), cancellation);
        return total;

        IEnumerable<MapTask> Pending()
        {
            for (int task = 0; task < plan.Shards.Count; task++)
            {
                if (TaskMarker.Read(run, plan.Digest, name, task) is { Counts: { } done })
                {
                    lock (total) total.Add(done);
                    progress.Add(done);
                    progress.TaskDone(isResumed: true);
                    continue;
                }
                yield return Open(stage, task, sample, total);
            }
        }

        void Finish(MapTask task)
        {
            TaskMarker.Write(run, plan.Digest, name, task.Number, task.PartialFile, task.Counts);
            lock (total) total.Add(task.Counts);
            progress.TaskDone();
        }
    }

    MapTask Open(MapStage stage, int task, DroppedSample sample, StageCounts total)
    {
        PlannedShard planned = plan.Shards[task];
        long rowsMax = stage.Number > 0 || plan.Options.Limit is not { } limit ? long.MaxValue : limit - total.Rows;
        PipelineSettings settings = new(stage.Number == 0, planned.Shard.Digest, plan.Recipe.Steps.Count, plan.Recipe.Seed,
            stage.Number == 0 ? plan.Recipe.Limits.TextBytesMax.Bytes : long.MaxValue);
        string partial = run.TaskFile(StageNames.Map(stage.Number), task) + AtomicFile.PartialSuffix;
        int steps = stage.StepTo - stage.StepFrom + 1;
        if (stage.Number == 0) return new(task, settings, sample, () => OpenSource(planned, task), partial, steps, rowsMax, progress);
        string before = StageNames.Map(stage.Number - 1), merge = StageNames.Merge(stage.Number - 1);
        return new(task, settings, sample, () => new Store.StoredDocuments(run.TaskFile(before, task), StageNames.Repeats(run, stage.Number - 1, task),
            new TaskDecisions(run.TaskFile(merge, 0), task), Store.StoredRepository.Read(run.RepositoryFile(task))), partial, steps, rowsMax, progress);
    }

    IShardReader OpenSource(PlannedShard planned, int task)
    {
        IShardReader reader = planned.Source.Definition.Open(planned.Shard, planned.Source.Options);
        if (reader.Repository is { } repository) Store.StoredRepository.Write(run.RepositoryFile(task), repository);
        return reader;
    }

    void RunWorkers(MapScheduler scheduler, Func<MapWorker> createWorker, CancellationToken cancellation)
    {
        Thread[] threads = new Thread[_memory.Workers];
        for (int i = 0; i < threads.Length; i++)
        {
            MapWorker worker = createWorker();
            threads[i] = new(() => { using (worker) scheduler.Work(worker, cancellation); }, WorkerStackBytes) { IsBackground = true, Name = FormattableString.Invariant($"worker {i}") };
        }
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        if (scheduler.Failure is { } failure) ExceptionDispatchInfo.Throw(failure);
    }

    void RunMerge(MapStage stage, int stages, CancellationToken cancellation)
    {
        string name = StageNames.Merge(stage.Number);
        IReadOnlyList<string> taskFiles = [.. plan.Shards.Select((_, task) => run.TaskFile(StageNames.Map(stage.Number), task))];
        Directory.CreateDirectory(run.StageFolder(name));
        progress.Begin(name, (stage.Number * 2) + 2, stages, 1, 0, []);
        if (stage.Number == 0) Once(StageNames.RepeatsStage, (partial, scratch) => MergeStage.NumberRepeats(taskFiles, partial, _memory.MergeBytes, scratch, cancellation));
        if (stage.MergesAfter)
        {
            RecipeStep step = plan.Recipe.Steps[stage.StepTo];
            IMergeStep merge = step.Definition.CreateMerge(step.Options, plan.Resources);
            EarlierDocuments earlier = new(merge.Index, plan.EarlierOf(stage));
            _merges.Add(Once(name, (partial, scratch) => MergeStage.Run(merge, earlier, taskFiles, task => StageNames.Repeats(run, stage.Number, task),
                partial, _memory.MergeBytes, _memory.Workers, scratch, cancellation)));
        }
        progress.TaskDone();
    }

    // The scratch folder is empty at the start, whatever a killed run left there, and gone at the end.
    MergeReport Once(string stage, Func<string, string, MergeReport> write)
    {
        if (TaskMarker.Read(run, plan.Digest, stage, 0) is { } done) return done.Merge ?? MergeReport.None;
        // Merges keep their buffers outside the heap: what the map before left in it goes back first.
        if (GC.GetGCMemoryInfo().TotalCommittedBytes > CommittedBytesKeptMax) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        string scratch = Path.Combine(run.StageFolder(stage), "scratch");
        if (Directory.Exists(scratch)) Directory.Delete(scratch, recursive: true);
        Directory.CreateDirectory(scratch);
        string partial = run.TaskFile(stage, 0) + AtomicFile.PartialSuffix;
        // Nothing else runs meanwhile: what the process spends, the merge spends.
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        TimeSpan spent = Environment.CpuUsage.TotalTime;
        MergeReport report;
        try
        {
            report = write(partial, scratch);
            report = report with
            {
                Seconds = System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds,
                CpuSeconds = (Environment.CpuUsage.TotalTime - spent).TotalSeconds,
            };
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
        TaskMarker.Write(run, plan.Digest, stage, 0, partial, null, report);
        return report;
    }
}
