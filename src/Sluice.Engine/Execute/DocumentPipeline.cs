using System.Diagnostics;
using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Core.Release;
using Sluice.Core.Steps;
using Sluice.Engine.Ledger;
using Sluice.Engine.Store;
using Sluice.Storage.Compression;

namespace Sluice.Engine.Execute;

/// <summary>One worker's way of a document through the steps of a map stage: the reader pushes records in, what becomes of each gathers in <see cref="Output"/>.</summary>
sealed class DocumentPipeline(StageSteps steps, DroppedSample sample, MemoryGate gate) : IRecordSink, IDisposable
{
    const string TextBytesMaxRule = "read.text-bytes-max";

    readonly LedgerRow _row = new();
    readonly MetadataJson _json = new();
    readonly FieldWriter _key = new();
    readonly ZstdBlock _zstd = new();
    PipelineSettings _settings = PipelineSettings.None;
    long _started;
    long _rows;
    long _rowsMax;

    /// <summary>What the batch came to.</summary>
    public BatchOutput Output { get; private set; } = new(steps.Count);

    /// <summary>Starts a batch.</summary>
    /// <param name="settings">The batch's task.</param>
    /// <param name="output">Takes the results; emptied.</param>
    /// <param name="rowsMax">Records taken at most; the rest of the batch is passed over.</param>
    public void Start(PipelineSettings settings, BatchOutput output, long rowsMax)
    {
        output.Clear();
        _started = Stopwatch.GetTimestamp();
        _settings = settings;
        Output = output;
        _rows = 0;
        _rowsMax = rowsMax;
    }

    /// <summary>Ends the batch: what has gathered is compressed, ready to be committed.</summary>
    public void Finish()
    {
        Output.Pack(_zstd);
        // What the steps did not take went into reading and writing.
        Counts.StepTicks[0] = Stopwatch.GetTimestamp() - _started - Counts.StepTicks.AsSpan(1).ToArray().Sum();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _zstd.Dispose();
        _json.Dispose();
    }

    StageCounts Counts => Output.Counts;

    /// <inheritdoc/>
    public void Document(Document document)
    {
        if (_rows >= _rowsMax) return;
        long row = _rows++;
        Counts.Rows++;
        IdHash hash = IdHash.Of(document.Id);
        if (_settings.IsFirstStage) WriteIdHashes(document.Id, hash);
        Counts.In[0]++;
        Verdict verdict = document.ReadVerdict;
        int at = 0;
        if (verdict.IsKept && document.Text.Length > _settings.TextBytesMax) verdict = Verdict.Drop(TextBytesMaxRule, document.Text.Length, _settings.TextBytesMax);
        using (gate.Enter(document.Body.Length, verdict.IsKept ? document.Text.Length : 0))
        {
            if (verdict.IsKept && !document.MergeChange.IsEmpty) verdict = ApplyChange(steps.MergeBefore!, steps.GateName, document);
            if (verdict.IsKept)
            {
                Counts.Kept[0]++;
                (verdict, at) = Run(document);
            }
            if (verdict.IsKept) Forward(document, row);
            else Drop(document, row, verdict, at, hash);
            // Before another worker's large document has its turn.
            if (document.Text.Length > MemoryGate.FreeBytesMax) document.Analysis.Reset(default, null);
        }
        if (Output.IsFull) Output.Pack(_zstd);
    }

    /// <inheritdoc/>
    public void Skip(string kind)
    {
        if (_rows >= _rowsMax) return;
        Counts.Skipped[kind] = Counts.Skipped.GetValueOrDefault(kind) + 1;
    }

    /// <inheritdoc/>
    public void Quarantine(in QuarantinedRecord record)
    {
        if (_rows >= _rowsMax) return;
        _rows++;
        Counts.Rows++;
        Counts.Quarantined++;
        string id = record.Id ?? DocumentId.Make(_settings.ShardDigest, record.Origin.Offset);
        if (_settings.IsFirstStage) WriteIdHashes(id, IdHash.Of(id));
        Fill(_row, id, record.Origin, record.Url, null);
        _row.Outcome = Outcome.Quarantined;
        _row.Step = StageSteps.Gate;
        _row.Rule = record.Reason;
        _row.Evidence = record.Detail;
        OutcomeCodec.Write(Output.Next(FrameKind.Outcomes), _row);
    }

    /// <inheritdoc/>
    public void Progress(long storedBytes, long rawBytes)
    {
        Counts.StoredBytes += storedBytes;
        Counts.RawBytes += rawBytes;
    }

    (Verdict Verdict, int At) Run(Document document)
    {
        long before = Stopwatch.GetTimestamp();
        for (int at = 1; at < steps.Count; at++)
        {
            Counts.In[at]++;
            Verdict verdict = Apply(steps.Steps[at - 1], steps.NameOf(at), document);
            long after = Stopwatch.GetTimestamp();
            Counts.StepTicks[at] += after - before;
            before = after;
            if (!verdict.IsKept) return (verdict, at);
            Counts.Kept[at]++;
        }
        return (Verdict.Keep, steps.Count);
    }

    // No input may end a run: a step that fails on a document drops that document, and the ledger says so.
    static Verdict Apply(IStep step, string name, Document document)
    {
        try
        {
            return step.Apply(document, Measurements.None);
        }
        catch (Exception e) when (IsOfDocument(e))
        {
            return Failed(name, e);
        }
    }

    static Verdict ApplyChange(IMergeStep step, string name, Document document)
    {
        try
        {
            return step.Apply(document, document.MergeChange.Span);
        }
        catch (Exception e) when (IsOfDocument(e))
        {
            return Failed(name, e);
        }
    }

    static bool IsOfDocument(Exception e) => e is not OutOfMemoryException and not SluiceException;

    static Verdict Failed(string name, Exception e) => Verdict.Drop(name + ".failed", e.GetType().Name);

    void Forward(Document document, long row)
    {
        Counts.Documents++;
        Counts.TextBytes += document.Text.Length;
        Counts.AddDate(document.Date);
        DocumentCodec.Write(Output.Next(FrameKind.Documents), document, row);
        if (steps.Merge is not null)
        {
            OutcomeCodec.WriteWentOn(Output.Next(FrameKind.Outcomes));
            WriteKey(steps.Merge, document, row);
            return;
        }
        // Words are those of natural language: in source text they would cost much and tell nothing.
        Counts.AddLanguage(document.Language ?? "und", 1, document.Text.Length, document.Repository is null ? document.Analysis.Words.Length : 0);
        Fill(_row, document.Id, document.Origin, document.Url, document);
        _row.Outcome = Outcome.Kept;
        _row.StepsPassed = _settings.RecipeSteps;
        OutcomeCodec.Write(Output.Next(FrameKind.Outcomes), _row);
    }

    void WriteKey(IMergeStep merge, Document document, long row)
    {
        StoredId.Write(Output.Next(FrameKind.Ids), row, document.Id, isWitness: !document.DroppedBy.IsKept);
        _key.Clear();
        merge.WriteKey(document, _key.Buffer);
        Output.Next(FrameKind.Keys).Bytes(_key.Written);
    }

    void Drop(Document document, long row, in Verdict verdict, int at, IdHash hash)
    {
        string rule = verdict.Rule!;
        string key = StageCounts.RuleKey(at, rule);
        Counts.Dropped[key] = Counts.Dropped.GetValueOrDefault(key) + 1;
        Fill(_row, document.Id, document.Origin, document.Url, document);
        _row.Outcome = Outcome.Dropped;
        _row.Step = steps.NameOf(at);
        _row.Rule = rule;
        _row.Value = verdict.Value;
        _row.Threshold = verdict.Threshold;
        _row.Evidence = verdict.Evidence;
        _row.StepsPassed = steps.PassedBefore(at);
        OutcomeCodec.Write(Output.Next(FrameKind.Outcomes), _row);
        if (verdict.IsWitness && steps.Merge is { TakesWitnesses: true } merge)
        {
            document.DroppedBy = verdict;
            DocumentCodec.Write(Output.Next(FrameKind.Documents), document, row);
            WriteKey(merge, document, row);
        }

        ulong draw = hash.Draw(_settings.Seed);
        if (!sample.MayHold(rule, draw)) return;
        Output.DroppedKeys.Add((rule, draw));
        FieldWriter dropped = Output.Next(FrameKind.Dropped);
        dropped.Varint(row);
        dropped.Varint(draw);
        OutcomeCodec.Write(dropped, _row);
        bool isWithheld = MustWithhold(document, verdict);
        dropped.Byte(isWithheld ? (byte)1 : (byte)0);
        dropped.Bytes(isWithheld ? [] : document.Text);
    }

    // Samples are published too, and a file of a repository is its author's: of those only what is known to be given away.
    static bool MustWithhold(Document document, in Verdict verdict) => verdict.WithholdsText
        || (document.Repository is not null && !(document.Metadata.TryGet("license-category", out MetadataValue category) && category.Text is "public-domain" or "permissive"));

    void Fill(LedgerRow row, string id, in Origin origin, string? url, Document? document)
    {
        row.Id = id;
        row.Origin = origin;
        row.Url = url;
        row.Date = document?.Date;
        row.Step = row.Rule = row.Evidence = null;
        row.Value = row.Threshold = null;
        row.MetadataJson = document is null ? null : _json.Of(document.Metadata);
        row.DuplicateOf = document?.DuplicateOf;
        row.Similarity = document?.Similarity;
        row.StepsPassed = 0;
        row.Language = document?.Language;
        row.TextBytes = document?.Text.Length ?? 0;
    }

    void WriteIdHashes(string id, IdHash hash)
    {
        string baseId = IdHash.BaseOf(id);
        Span<byte> bytes = stackalloc byte[2 * IdHash.Bytes];
        (baseId.Length == id.Length ? hash : IdHash.Of(baseId)).Write(bytes);
        hash.Write(bytes[IdHash.Bytes..]);
        Output.Next(FrameKind.IdHashes).Raw(bytes);
    }
}

/// <summary>What a pipeline needs to know of its task and run.</summary>
/// <param name="IsFirstStage">Whether the stage reads the sources.</param>
/// <param name="ShardDigest">SHA-256 of the task's input file.</param>
/// <param name="RecipeSteps">Steps of the recipe.</param>
/// <param name="Seed">The recipe's seed.</param>
/// <param name="TextBytesMax">Most bytes of text that steps take.</param>
sealed record PipelineSettings(bool IsFirstStage, byte[] ShardDigest, int RecipeSteps, ulong Seed, long TextBytesMax)
{
    /// <summary>Before the first batch.</summary>
    public static PipelineSettings None { get; } = new(false, [], 0, 0, long.MaxValue);
}
