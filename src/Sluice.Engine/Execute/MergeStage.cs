using Sluice.Core.Steps;
using Sluice.Engine.Index;
using Sluice.Engine.Store;
using Sluice.Storage.Compression;

namespace Sluice.Engine.Execute;

/// <summary>The barrier between two map stages: repeated ids are numbered (after the first stage), and a merge step sees the keys of all shards and decides.</summary>
static class MergeStage
{
    /// <summary>Writes the repeats, where ids are not final yet.</summary>
    public static MergeReport NumberRepeats(IReadOnlyList<string> taskFiles, string partialFile, long memoryBytes, string scratchFolder, CancellationToken cancellation)
    {
        using TaskFileWriter target = new(partialFile);
        IdRepeats.Write(taskFiles, target, scratchFolder, memoryBytes, cancellation);
        target.Finish();
        return MergeReport.None;
    }

    /// <summary>Runs a merge step over the documents of earlier releases and the keys of a stage's tasks, and writes its decisions by task.</summary>
    public static MergeReport Run(IMergeStep step, EarlierDocuments earlier, IReadOnlyList<string> taskFiles, Func<int, IdRepeats> repeats, string partialFile, long memoryBytes, int workers,
        string scratchFolder, CancellationToken cancellation)
    {
        string mergeScratch = Path.Combine(scratchFolder, "merge");
        Directory.CreateDirectory(mergeScratch);
        using TaskFileWriter target = new(partialFile);
        string earlierKeys = Path.Combine(scratchFolder, "earlier-keys");
        using IdTable ids = new(earlier.Ids(cancellation), taskFiles, repeats, scratchFolder);
        using StoredKeys keys = new([.. taskFiles, earlierKeys]);
        MergeContext context = new()
        {
            MemoryBytes = memoryBytes,
            ScratchFolder = mergeScratch,
            Workers = workers,
            Keys = keys,
            EarlierDocuments = earlier.Count,
            Cancellation = cancellation,
        };
        using IMerge merge = step.StartMerge(context);
        using (SpooledKeys spooled = new(earlierKeys)) earlier.AddTo(merge, spooled, taskFiles.Count, cancellation);
        AddKeys(merge, earlier.Count, taskFiles, cancellation);
        WriteDecisions(merge, earlier, ids, target, cancellation);
        target.Finish();
        return new(merge.Figures, merge.SpilledBytes) { Warnings = merge.Warnings };
    }

    static void AddKeys(IMerge merge, long document, IReadOnlyList<string> taskFiles, CancellationToken cancellation)
    {
        for (int task = 0; task < taskFiles.Count; task++)
        {
            cancellation.ThrowIfCancellationRequested();
            using TaskFileReader file = new(taskFiles[task]);
            using FrameEntries keys = new(file, FrameKind.Keys);
            while (keys.TryOpen(out FieldReader entry))
            {
                ReadOnlySpan<byte> key = entry.Bytes();
                keys.Close(entry);
                merge.Add(document++, key, StoredKeys.PlaceOf(task, keys.StoredOffset - key.Length));
            }
        }
    }

    static void WriteDecisions(IMerge merge, EarlierDocuments earlier, IdTable ids, TaskFileWriter target, CancellationToken cancellation)
    {
        using ZstdBlock zstd = new();
        FieldWriter writer = new();
        int task = 0, entries = 0;
        long first = 0;
        foreach (MergeDecision decision in merge.Decide())
        {
            cancellation.ThrowIfCancellationRequested();
            if (decision.Document >= ids.FirstOfTask[task + 1] || writer.Length > 1 << 20) Flush();
            while (decision.Document >= ids.FirstOfTask[task + 1]) task++;
            if (entries == 0) first = decision.Document - ids.FirstOfTask[task];
            new Decision(decision.Document - ids.FirstOfTask[task], earlier.VerdictOn(decision),
                decision.DuplicateOf < 0 ? null : ids[decision.DuplicateOf], decision.DuplicateOf < 0 ? null : decision.Similarity,
                decision.Cluster < 0 ? null : ids[decision.Cluster], decision.ClusterSize)
            { Change = decision.Change }.Write(writer);
            entries++;
        }
        Flush();

        void Flush()
        {
            target.Append(TaskFileWriter.Pack(zstd, FrameKind.Decisions, entries, writer.Written), TaskDecisions.BaseOf(task, first));
            writer.Clear();
            entries = 0;
        }
    }
}

/// <summary>What a merge tells of itself.</summary>
/// <param name="Figures">What it counted: follows from the documents alone, so a release may hold it.</param>
/// <param name="SpilledBytes">What it wrote to its scratch folder: depends on the memory.</param>
public sealed record MergeReport(IReadOnlyList<KeyValuePair<string, double>> Figures, long SpilledBytes)
{
    /// <summary>What a person should know of the result.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Seconds that it took. Not part of any release.</summary>
    public double Seconds { get; init; }

    /// <summary>Processor seconds of all its threads. Not part of any release.</summary>
    public double CpuSeconds { get; init; }

    /// <summary>Of no merge.</summary>
    public static MergeReport None { get; } = new([], 0);
}
