using System.Text.Json.Serialization;
using Sluice.Core.Release;

namespace Sluice.Engine.Run;

/// <summary>What a build came to. Kept in <c>.run/done.json</c>.</summary>
public sealed record BuildResult
{
    /// <summary>Digest of the plan.</summary>
    public required string PlanDigest { get; init; }

    /// <summary>Records that can be documents.</summary>
    public required long Records { get; init; }

    /// <summary>Of these, in the release.</summary>
    public required long Kept { get; init; }

    /// <summary>Of these, dropped.</summary>
    public required long Dropped { get; init; }

    /// <summary>Of these, unreadable.</summary>
    public required long Quarantined { get; init; }

    /// <summary>Records that are no documents, by kind.</summary>
    public required IReadOnlyList<KeyValuePair<string, long>> Skipped { get; init; }

    /// <summary>The funnel.</summary>
    public required IReadOnlyList<FunnelStep> Steps { get; init; }

    /// <summary>Data files.</summary>
    public required IReadOnlyList<ReleaseFile> Files { get; init; }

    /// <summary>Seconds that each step took, summed over workers, tasks of earlier calls included; bytes read. Not part of the release.</summary>
    public required RunTimings Timings { get; init; }

    /// <summary>Whether an earlier call had built it: nothing was done.</summary>
    [JsonIgnore]
    public bool WasDone { get; init; }

    /// <summary>The result of a finished run.</summary>
    public static BuildResult Of(ReleaseSummary summary, RunTimings timings) => new()
    {
        PlanDigest = summary.PlanDigest,
        Records = summary.Records,
        Kept = summary.Kept,
        Dropped = summary.Dropped,
        Quarantined = summary.Quarantined,
        Skipped = summary.Skipped,
        Steps = summary.Steps,
        Files = summary.Files,
        Timings = timings,
    };
}

/// <summary>Where the time of a run went.</summary>
/// <param name="StoredBytes">Bytes of the sources read.</param>
/// <param name="RawBytes">The same, decompressed.</param>
/// <param name="StepSeconds">Seconds in each step, summed over workers.</param>
public sealed record RunTimings(long StoredBytes, long RawBytes, IReadOnlyList<KeyValuePair<string, double>> StepSeconds)
{
    /// <summary>The merges, in order.</summary>
    public IReadOnlyList<MergeTiming> Merges { get; init; } = [];
}

/// <summary>What a merge took.</summary>
/// <param name="Name">The step.</param>
/// <param name="Seconds">Seconds from its start to its end.</param>
/// <param name="CpuSeconds">Processor seconds of all threads.</param>
/// <param name="SpilledBytes">Bytes written to its scratch folder.</param>
public sealed record MergeTiming(string Name, double Seconds, double CpuSeconds, long SpilledBytes)
{
    /// <summary>What a person should know of its result.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
