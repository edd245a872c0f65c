using Sluice.Core;
using Sluice.Core.Release;
using Sluice.Engine.Ledger;
using Sluice.Engine.Store;

namespace Sluice.Engine.Execute;

/// <summary>The documents of one data file of the release: consecutive ones of the last map stage.</summary>
/// <param name="Task">Task of the first document.</param>
/// <param name="Skip">Documents of that task before it.</param>
/// <param name="Rows">Documents.</param>
/// <param name="TextBytes">Their text.</param>
sealed record DataShard(int Task, long Skip, long Rows, long TextBytes)
{
    /// <summary>Cuts the kept documents into files: a file is full when its text reaches the size. At least one file, so that a release can be loaded even when nothing was kept.</summary>
    /// <param name="taskFiles">Outputs of the last stage.</param>
    /// <param name="textBytesMax">Text of a file.</param>
    /// <param name="wholeTasks">Whether the documents of a task stay together, since they are arranged together.</param>
    /// <param name="cancellation">Stops it.</param>
    public static IReadOnlyList<DataShard> Cut(IReadOnlyList<string> taskFiles, long textBytesMax, bool wholeTasks, CancellationToken cancellation)
    {
        List<DataShard> shards = [];
        DataShard current = new(0, 0, 0, 0);
        for (int task = 0; task < taskFiles.Count; task++)
        {
            cancellation.ThrowIfCancellationRequested();
            long document = 0;
            foreach (LedgerRow row in KeptRows.Of(taskFiles[task]))
            {
                if (current.TextBytes >= textBytesMax && !(wholeTasks && document > 0))
                {
                    shards.Add(current);
                    current = new(task, document, 0, 0);
                }
                current = current with { Rows = current.Rows + 1, TextBytes = current.TextBytes + row.TextBytes };
                document++;
            }
        }
        shards.Add(current);
        return shards;
    }

    /// <summary>The rows of the file: its documents, each task's arranged where the release has a layout.</summary>
    public IEnumerable<ReleasedDocument> Documents(IReadOnlyList<string> taskFiles, Func<int, IdRepeats> repeatsOf, IRepositoryLayout? layout, CancellationToken cancellation)
    {
        if (layout is null) return Documents(taskFiles, repeatsOf);
        int end = Task;
        for (long left = Rows; left > 0; end++) left -= KeptRows.Of(taskFiles[end]).LongCount();
        return Enumerable.Range(Task, end - Task).SelectMany(task => layout.Arrange(new DataShard(task, 0, KeptRows.Of(taskFiles[task]).LongCount(), 0).Documents(taskFiles, repeatsOf), cancellation));
    }

    // One instance is used for all.
    IEnumerable<ReleasedDocument> Documents(IReadOnlyList<string> taskFiles, Func<int, IdRepeats> repeatsOf)
    {
        Document document = new();
        ReleasedDocument released = new();
        using MetadataJson json = new();
        long left = Rows, skip = Skip;
        for (int task = Task; task < taskFiles.Count && left > 0; task++, skip = 0)
        {
            using TaskFileReader file = new(taskFiles[task]);
            using FrameEntries documents = new(file, FrameKind.Documents);
            IdRepeats repeats = repeatsOf(task);
            RepeatedStrings repeated = default;
            for (; left > 0 && documents.TryOpen(out FieldReader entry); skip--)
            {
                if (!DocumentCodec.TryRead(ref entry, document, ref repeated, out long row)) throw new InvalidDataException("the last stage has a witness, and no merge follows it");
                documents.Close(entry);
                if (skip > 0) continue;
                left--;
                document.Id = repeats.Apply(documents.Base + row, document.Id);
                Fill(released, document, json);
                yield return released;
            }
        }
    }

    static void Fill(ReleasedDocument released, Document document, MetadataJson json)
    {
        released.Id = document.Id;
        released.Text = document.TextMemory;
        released.Origin = document.Origin;
        released.Url = document.Url;
        released.Date = document.Date;
        released.Mime = document.Mime;
        released.PayloadDigest = document.PayloadDigest;
        released.License = TextOf("license") ?? "NOASSERTION";
        released.Repository = TextOf("repository");
        released.Commit = TextOf("commit");
        released.Path = document.Path;
        released.Swhid = TextOf("swhid");
        released.CodeLanguage = TextOf("code-language");
        released.Language = document.Language;
        released.LanguageScore = document.LanguageScore;
        released.ClusterId = document.ClusterId;
        released.ClusterSize = document.ClusterSize;
        released.MetadataJson = json.Of(document.Metadata);

        string? TextOf(string key) => document.Metadata.TryGet(key, out MetadataValue value) ? value.Text : null;
    }
}
