using System.Globalization;
using System.Text;
using Sluice.Core.Recipes;
using Sluice.Core.Release;
using Sluice.Engine.Index;
using Sluice.Engine.Ledger;
using Sluice.Engine.Plan;
using Sluice.Engine.Run;
using Sluice.Engine.Store;
using Sluice.Storage.Files;

namespace Sluice.Engine.Execute;

/// <summary>Writes the release from what the stages put out: data, ledger, samples, quarantine, lock file, card, checksums. Everything in input order, so the bytes never depend on workers.</summary>
sealed class ReleaseStage(RunPlan plan, RunFolder run, IReleaseFormat format, RunProgress progress, IReadOnlyList<StageCounts> counts, IReadOnlyList<MergeReport> merges)
{
    /// <summary>Rows of a ledger file.</summary>
    const long LedgerRowsMax = 2_000_000;

    const string ChecksumsFile = "checksums.txt";

    readonly IRepositoryLayout? _layout = format.LayoutOf(plan.Recipe.Release);
    readonly ReleaseSums _sums = RunSums.Of(plan, counts, merges);

    /// <summary>Writes what is not written yet.</summary>
    public ReleaseSummary Execute(int stages, CancellationToken cancellation)
    {
        IReadOnlyList<DataShard> shards = DataShard.Cut(LastStageFiles, plan.Recipe.Release.ShardSize.Bytes, wholeTasks: _layout is not null, cancellation);
        int ledgers = (int)Math.Max(1, (_sums.Records + LedgerRowsMax - 1) / LedgerRowsMax);
        progress.Begin(StageNames.Release, stages, stages, shards.Count + 4, 0, []);
        foreach (string folder in new[] { "data", "ledger", "samples", "quarantine" }) Directory.CreateDirectory(Path.Combine(run.Release, folder));
        Directory.CreateDirectory(run.StageFolder(StageNames.Release));

        List<ReleaseFile> files = [];
        for (int i = 0; i < shards.Count; i++)
        {
            files.Add(WriteData(i, shards, cancellation));
            progress.TaskDone();
        }
        Once("ledger", () => WriteLedgers(ledgers, cancellation));
        progress.TaskDone();
        Once("samples", () => WriteSamples(cancellation));
        progress.TaskDone();
        foreach (MapStage stage in plan.Stages.Where(stage => stage.MergesAfter)) Once(StageNames.Merge(stage.Number) + "-index", () => WriteIndex(stage, cancellation));
        progress.TaskDone();
        ReleaseSummary summary = Summarize(files);
        AtomicFile.WriteAllBytes(Path.Combine(run.Release, "recipe.lock.yaml"), Encoding.UTF8.GetBytes(plan.Lock));
        if (plan.OfRepositories) Once("attribution", () => format.WriteAttribution(run.Release, Repositories(), summary, cancellation));
        format.Describe(run.Release, summary, cancellation);
        WriteChecksums(cancellation);
        progress.TaskDone();
        return summary;
    }

    IReadOnlyList<string> LastStageFiles => FilesOf(plan.Stages.Count - 1);

    IReadOnlyList<string> FilesOf(int stage) => [.. plan.Shards.Select((_, task) => run.TaskFile(StageNames.Map(stage), task))];

    ReleaseFile WriteData(int index, IReadOnlyList<DataShard> shards, CancellationToken cancellation)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"data/train-{index:00000}-of-{shards.Count:00000}.parquet");
        string marker = run.MarkerFile(StageNames.Release, index);
        string path = Path.Combine(run.Release, name);
        string digest = TaskMarker.DigestOf(plan.Digest, StageNames.Release, index);
        if (RunFolder.Read<DataMarker>(marker) is { } done && done.Digest == digest && new FileInfo(path) is { Exists: true } file && file.Length == done.File.Bytes) return done.File;
        string partial = path + AtomicFile.PartialSuffix;
        long rows = 0, textBytes = 0;
        IEnumerable<ReleasedDocument> documents = shards[index].Documents(LastStageFiles, task => StageNames.Repeats(run, plan.Stages.Count - 1, task), _layout, cancellation);
        format.WriteDocuments(partial, documents.Select(Counted), plan.OfRepositories, cancellation);
        AtomicFile.Move(partial, path);
        ReleaseFile written = new(name, rows, textBytes, new FileInfo(path).Length, Convert.ToHexStringLower(FileDigest.Sha256(path, cancellation)));
        RunFolder.Write(marker, new DataMarker(digest, written));
        return written;

        ReleasedDocument Counted(ReleasedDocument document)
        {
            rows++;
            textBytes += document.Text.Length;
            return document;
        }
    }

    // The ledger's files are read from the stages in one go, each cut after so many rows.
    void WriteLedgers(int ledgers, CancellationToken cancellation)
    {
        IReadOnlyList<string> steps = [.. plan.Recipe.Steps.Select(s => s.Definition.Name)];
        using QuarantineFile quarantine = new(Path.Combine(run.Release, "quarantine", "quarantine.jsonl"));
        using IEnumerator<LedgerRow> rows = Rows(quarantine, cancellation).GetEnumerator();
        for (int i = 0; i < ledgers; i++)
        {
            string path = Path.Combine(run.Release, string.Create(CultureInfo.InvariantCulture, $"ledger/ledger-{i:00000}-of-{ledgers:00000}.parquet"));
            format.WriteLedger(path + AtomicFile.PartialSuffix, Take(rows, LedgerRowsMax), steps, _sums, cancellation);
            AtomicFile.Move(path + AtomicFile.PartialSuffix, path);
        }
        quarantine.Commit();
    }

    static IEnumerable<LedgerRow> Take(IEnumerator<LedgerRow> rows, long count)
    {
        while (count-- > 0 && rows.MoveNext()) yield return rows.Current;
    }

    IEnumerable<LedgerRow> Rows(QuarantineFile quarantine, CancellationToken cancellation)
    {
        for (int task = 0; task < plan.Shards.Count; task++)
        {
            IReadOnlyList<string> files = [.. plan.Stages.Select(stage => run.TaskFile(StageNames.Map(stage.Number), task))];
            foreach (LedgerRow row in LedgerWalk.Rows(files, StageNames.Repeats(run, 0, task)))
            {
                cancellation.ThrowIfCancellationRequested();
                if (row.Outcome == Outcome.Quarantined) quarantine.Write(row);
                yield return row;
            }
        }
    }

    void WriteSamples(CancellationToken cancellation)
    {
        int perRule = plan.Options.KeepDropped switch { KeepDropped.None => 0, KeepDropped.All => int.MaxValue, _ => LocalRun.SamplesPerRule };
        DroppedSampleWriter.Write(Path.Combine(run.Release, "samples"), [.. plan.Stages.SelectMany(stage => FilesOf(stage.Number)
            .Select((path, task) => (path, StageNames.Repeats(run, stage.Number, task))))], perRule, cancellation);
    }

    void WriteIndex(MapStage stage, CancellationToken cancellation)
    {
        RecipeStep step = plan.Recipe.Steps[stage.StepTo];
        if (step.Definition.CreateMerge(step.Options, plan.Resources).Index is not { IsKept: true } index) return;
        string path = IndexFolder.FileOf(run.Release, step.Definition.Name, IndexFolder.OccurrenceOf(plan.Recipe, stage.StepTo));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        KeptIndex.Write(path, index, IndexFolder.HeaderOf(plan.Recipe, stage.StepTo, index), FilesOf(stage.Number), task => StageNames.Repeats(run, stage.Number, task),
            run.TaskFile(StageNames.Merge(stage.Number), 0), cancellation);
    }

    IEnumerable<RepositoryUse> Repositories()
    {
        IReadOnlyList<string> files = LastStageFiles;
        for (int task = 0; task < files.Count; task++)
            if (StoredRepository.Read(run.RepositoryFile(task)) is { } repository) yield return new(repository, KeptRows.Of(files[task]));
    }

    void Once(string part, Action write)
    {
        string marker = Path.Combine(run.StageFolder(StageNames.Release), part + ".done");
        string digest = TaskMarker.DigestOf(plan.Digest, StageNames.Release + " " + part, 0);
        if (RunFolder.Read<TaskMarker>(marker)?.Digest == digest) return;
        write();
        RunFolder.Write(marker, new TaskMarker(digest, 0, null));
    }

    ReleaseSummary Summarize(IReadOnlyList<ReleaseFile> files) => new()
    {
        Name = plan.Recipe.Name,
        License = plan.Recipe.Release.License,
        Description = plan.Recipe.Release.Description,
        ToolVersion = plan.ToolVersion,
        PlanDigest = plan.Digest,
        Sources = [.. plan.Recipe.Sources.SelectMany(s => s.Patterns.Select(p => s.Definition.Name + ": " + p))],
        DateLatest = counts[^1].DateLatest,
        Files = files,
        OfRepositories = plan.OfRepositories,
        Records = _sums.Records,
        Kept = _sums.Kept,
        Dropped = _sums.Dropped,
        Quarantined = _sums.Quarantined,
        Skipped = _sums.Skipped,
        Steps = _sums.Steps,
        Languages = _sums.Languages,
        Indexes = [.. IndexFolder.Files(run.Release).Select(path => Path.GetRelativePath(run.Release, path).Replace('\\', '/'))],
        Earlier = [.. plan.Earlier.Values.SelectMany(list => list).Select(index => index.Given).Distinct(StringComparer.Ordinal)],
    };

    void WriteChecksums(CancellationToken cancellation)
    {
        StringBuilder lines = new();
        foreach (string partial in Directory.EnumerateFiles(run.Release, "*" + AtomicFile.PartialSuffix, SearchOption.AllDirectories)) File.Delete(partial);
        IEnumerable<string> names = Directory.EnumerateFiles(run.Release, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(run.Release, path).Replace('\\', '/'))
            .Where(name => name != ChecksumsFile && !name.StartsWith(".run/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        foreach (string name in names)
            lines.Append(Convert.ToHexStringLower(FileDigest.Sha256(Path.Combine(run.Release, name), cancellation))).Append("  ").Append(name).Append('\n');
        AtomicFile.WriteAllBytes(Path.Combine(run.Release, ChecksumsFile), Encoding.UTF8.GetBytes(lines.ToString()));
    }

    sealed record DataMarker(string Digest, ReleaseFile File);
}
