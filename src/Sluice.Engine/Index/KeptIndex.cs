using System.Buffers;
using Sluice.Core.Steps;
using Sluice.Engine.Execute;
using Sluice.Engine.Store;
using Sluice.Storage.Compression;
using Sluice.Storage.Files;

namespace Sluice.Engine.Index;

/// <summary>Writes the index of a merge step from what the stages put out: the documents that stayed at the step, whatever later steps did with them.</summary>
/// <remarks>A document that a later step dropped belongs in it: had the next crawl been there all at once, that document would have stayed in place of its copies just the same.</remarks>
static class KeptIndex
{
    const int DocumentsAtOnce = 1 << 12;

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <param name="path">Where.</param>
    /// <param name="index">The step's.</param>
    /// <param name="header">What the file says of itself.</param>
    /// <param name="taskFiles">Outputs of the stage before the merge, in shard order.</param>
    /// <param name="repeats">Repeats of a task; none where ids are final.</param>
    /// <param name="mergeFile">Output of the merge.</param>
    /// <param name="cancellation">Stops it.</param>
    public static void Write(string path, IMergeIndex index, IndexHeader header, IReadOnlyList<string> taskFiles, Func<int, IdRepeats> repeats, string mergeFile, CancellationToken cancellation)
    {
        using AtomicFile target = new(path);
        IndexWriter writer = new(target.Stream, header);
        ArrayBufferWriter<byte> entry = new();
        using ZstdBlock zstd = new();
        for (int task = 0; task < taskFiles.Count; task++)
        {
            using TaskDecisions decisions = new(mergeFile, task);
            IdRepeats repeatsOfTask = repeats(task);
            using TaskFileReader file = new(taskFiles[task]);
            using FrameEntries ids = new(file, FrameKind.Ids), keys = new(file, FrameKind.Keys);
            Queue<Decision> decided = new();
            for (long document = 0; ids.TryOpen(out FieldReader id) && keys.TryOpen(out FieldReader key); document++)
            {
                if (document % DocumentsAtOnce == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                    foreach (Decision about in decisions.About(document, DocumentsAtOnce, zstd))
                        if (!about.Verdict.IsKept || !about.Change.IsEmpty) decided.Enqueue(about);
                }
                StoredId stored = StoredId.Read(ref id);
                long row = ids.Base + stored.Row;
                ids.Close(id);
                ReadOnlySpan<byte> bytes = key.Bytes();
                keys.Close(key);
                Decision? decision = decided.TryPeek(out Decision? next) && next.Document == document ? decided.Dequeue() : null;
                if (decision is { Verdict.IsKept: false } || (stored.IsWitness && !index.KeepsWitness(bytes))) continue;
                entry.ResetWrittenCount();
                if (decision is null) index.WriteEntry(bytes, entry);
                else index.WriteEntry(bytes, decision.Change.Span, entry);
                writer.Add(repeatsOfTask.Apply(row, stored.Id), entry.WrittenSpan);
            }
        }
        writer.Finish();
        target.Commit();
    }
}
