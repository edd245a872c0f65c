using System.Security.Cryptography;
using System.Text;
using Sluice.Engine.Execute;

namespace Sluice.Engine.Run;

/// <summary>Says that a task is done: its output is whole on the disk. Written last.</summary>
/// <param name="Digest">Digest of the plan (inputs, options, models, version), the stage and the task: another plan's marker never counts.</param>
/// <param name="Bytes">Size of the output.</param>
/// <param name="Counts">What it counted; null for a merge.</param>
/// <param name="Merge">What a merge tells of itself; null for a map.</param>
public sealed record TaskMarker(string Digest, long Bytes, StageCounts? Counts, MergeReport? Merge = null)
{
    /// <summary>The digest of a task.</summary>
    public static string DigestOf(string planDigest, string stage, int task) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{planDigest}\n{stage}\n{task}"))));

    /// <summary>The marker of a finished task; null where the task is to be done, or done again.</summary>
    public static TaskMarker? Read(RunFolder run, string planDigest, string stage, int task)
    {
        TaskMarker? marker = RunFolder.Read<TaskMarker>(run.MarkerFile(stage, task));
        return marker is not null && marker.Digest == DigestOf(planDigest, stage, task) && new FileInfo(run.TaskFile(stage, task)) is { Exists: true } file
            && file.Length == marker.Bytes ? marker : null;
    }

    /// <summary>Renames the finished output, then writes the marker.</summary>
    public static TaskMarker Write(RunFolder run, string planDigest, string stage, int task, string partialFile, StageCounts? counts, MergeReport? merge = null)
    {
        string file = run.TaskFile(stage, task);
        File.Move(partialFile, file, overwrite: true);
        TaskMarker marker = new(DigestOf(planDigest, stage, task), new FileInfo(file).Length, counts, merge);
        RunFolder.Write(run.MarkerFile(stage, task), marker);
        return marker;
    }
}
