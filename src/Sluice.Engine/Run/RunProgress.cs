using Sluice.Engine.Execute;

namespace Sluice.Engine.Run;

/// <summary>How far a run is: what the live display shows, and <c>.run/progress.json</c> holds for <c>sluice status</c>.</summary>
public sealed record ProgressReport
{
    /// <summary>What is being done: <c>map-0</c>, <c>merge-0</c>, …, <c>release</c>, <c>done</c>.</summary>
    public string Stage { get; init; } = "";

    /// <summary>Number of that stage, from 1.</summary>
    public int StageNumber { get; init; }

    /// <summary>Stages in all.</summary>
    public int Stages { get; init; }

    /// <summary>Tasks of the stage that are done.</summary>
    public int TasksDone { get; init; }

    /// <summary>Tasks of the stage.</summary>
    public int Tasks { get; init; }

    /// <summary>Tasks of the stage that an earlier call had finished.</summary>
    public int TasksResumed { get; init; }

    /// <summary>Input bytes of the stage.</summary>
    public long Bytes { get; init; }

    /// <summary>Of these, read.</summary>
    public long BytesRead { get; init; }

    /// <summary>Records read that can be documents.</summary>
    public long Records { get; init; }

    /// <summary>Documents that have passed the stage so far.</summary>
    public long Documents { get; init; }

    /// <summary>Records that could not be read.</summary>
    public long Quarantined { get; init; }

    /// <summary>Documents dropped so far, by step.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Dropped { get; init; } = [];

    /// <summary>Seconds since this call of the run began.</summary>
    public double Seconds { get; init; }

    /// <summary>Id of the process.</summary>
    public int ProcessId { get; init; }
}

/// <summary>Gathers what stages report.</summary>
public sealed class RunProgress
{
    readonly Lock _lock = new();
    readonly long _start = System.Diagnostics.Stopwatch.GetTimestamp();
    ProgressReport _report = new() { ProcessId = Environment.ProcessId };
    StageCounts? _counts;
    IReadOnlyList<string> _stepNames = [];

    /// <summary>The state now.</summary>
    public ProgressReport Current
    {
        get
        {
            lock (_lock)
            {
                return _report with
                {
                    Seconds = System.Diagnostics.Stopwatch.GetElapsedTime(_start).TotalSeconds,
                    BytesRead = _counts?.StoredBytes ?? _report.BytesRead,
                    Records = _counts?.Rows ?? 0,
                    Documents = _counts?.Documents ?? 0,
                    Quarantined = _counts?.Quarantined ?? 0,
                    Dropped = _counts is null ? [] : [.. _stepNames.Select((name, i) => KeyValuePair.Create(name, _counts.In[i] - _counts.Kept[i])).Where(d => d.Value > 0)],
                };
            }
        }
    }

    /// <summary>A stage begins.</summary>
    public void Begin(string stage, int number, int stages, int tasks, long bytes, IReadOnlyList<string> stepNames)
    {
        lock (_lock)
        {
            _report = _report with { Stage = stage, StageNumber = number, Stages = stages, Tasks = tasks, TasksDone = 0, TasksResumed = 0, Bytes = bytes, BytesRead = 0 };
            _stepNames = stepNames;
            _counts = stepNames.Count == 0 ? null : new(stepNames.Count);
        }
    }

    /// <summary>Something was counted.</summary>
    public void Add(StageCounts counts)
    {
        lock (_lock) _counts?.Add(counts);
    }

    /// <summary>A task is done.</summary>
    public void TaskDone(bool isResumed = false)
    {
        lock (_lock) _report = _report with { TasksDone = _report.TasksDone + 1, TasksResumed = _report.TasksResumed + (isResumed ? 1 : 0) };
    }
}
