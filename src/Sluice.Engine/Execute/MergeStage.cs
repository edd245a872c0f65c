using Sluice.Core.Steps;
using Sluice.Engine.Store;
using Sluice.Storage.Compression;

namespace Sluice.Engine.Execute;

/// <summary>The barrier between two map stages: repeated ids are numbered (after the first stage), and a merge step sees the keys of all shards and decides.</summary>
static class MergeStage
{
    /// <summary>Writes the repeats, where ids are not final yet.</summary>
    public static void NumberRepeats(IReadOnlyList<string> taskFiles, string partialFile, long memoryBytes)
    {
        using TaskFileWriter target = new(partialFile);
        IdRepeats.Write(taskFiles, target, memoryBytes);
        target.Finish();
    }

    /// <summary>Runs a merge step over the keys of a stage's tasks, and writes its decisions by task.</summary>
    public static void Run(IMergeStep step, IReadOnlyList<string> taskFiles, Func<int, IdRepeats> repeats, string partialFile, long memoryBytes, string scratchFolder,
        CancellationToken cancellation)
    {
        using IdTable ids = new(taskFiles, repeats);
        using TaskFileWriter target = new(partialFile);
        Directory.CreateDirectory(scratchFolder);
        try
        {
            using IMerge merge = step.StartMerge(memoryBytes, scratchFolder);
            AddKeys(merge, taskFiles, cancellation);
            WriteDecisions(merge, ids, target, cancellation);
        }
        finally
        {
            Directory.Delete(scratchFolder, recursive: true);
        }
        target.Finish();
    }

    static void AddKeys(IMerge merge, IReadOnlyList<string> taskFiles, CancellationToken cancellation)
    {
        long document = 0;
        foreach (string path in taskFiles)
        {
            cancellation.ThrowIfCancellationRequested();
            using TaskFileReader file = new(path);
            using FrameEntries keys = new(file, FrameKind.Keys);
            while (keys.TryOpen(out FieldReader entry))
            {
                merge.Add(document++, entry.Bytes());
                keys.Close(entry);
            }
        }
    }

    static void WriteDecisions(IMerge merge, IdTable ids, TaskFileWriter target, CancellationToken cancellation)
    {
        using ZstdBlock zstd = new();
        FieldWriter writer = new();
        int task = 0, entries = 0;
        foreach (MergeDecision decision in merge.Decide())
        {
            cancellation.ThrowIfCancellationRequested();
            if (decision.Document >= ids.FirstOfTask[task + 1] || writer.Length > 1 << 20) Flush();
            while (decision.Document >= ids.FirstOfTask[task + 1]) task++;
            new Decision(decision.Document - ids.FirstOfTask[task], decision.Verdict,
                decision.DuplicateOf < 0 ? null : ids[decision.DuplicateOf], decision.DuplicateOf < 0 ? null : decision.Similarity,
                decision.Cluster < 0 ? null : ids[decision.Cluster], decision.ClusterSize).Write(writer);
            entries++;
        }
        Flush();

        void Flush()
        {
            target.Append(TaskFileWriter.Pack(zstd, FrameKind.Decisions, entries, writer.Written), task);
            writer.Clear();
            entries = 0;
        }
    }
}
