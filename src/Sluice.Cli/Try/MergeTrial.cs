using System.Buffers;
using System.Globalization;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Engine.Index;
using Sluice.Engine.Store;

namespace Sluice.Cli.Try;

/// <summary>Runs one merge step (deduplication) over all documents: keys first, lines after the last.</summary>
sealed class MergeTrial : Trial, IDisposable
{
    const long MemoryBytes = 2L << 30;
    readonly IMergeStep _step;
    readonly TextWriter _notes;
    readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("sluice-try-");
    readonly ArrayBufferWriter<byte> _key = new();
    readonly SpooledKeys _keys;
    readonly SpooledKeys _texts;
    readonly EarlierDocuments _earlier;
    readonly List<string> _earlierIds;
    readonly List<Taken> _taken = [];
    readonly Document _document = new();
    readonly IMerge _merge;

    /// <param name="step">The step.</param>
    /// <param name="earlier">Indexes of earlier releases that it names.</param>
    /// <param name="notes">Takes what the merge counted.</param>
    public MergeTrial(IMergeStep step, IReadOnlyList<EarlierIndex> earlier, TextWriter notes)
    {
        (_step, _notes) = (step, notes);
        _earlier = new(step.Index, earlier);
        _earlierIds = [.. _earlier.Ids(CancellationToken.None)];
        _keys = new(Path.Combine(_scratch.FullName, "keys"));
        _texts = new(Path.Combine(_scratch.FullName, "texts"));
        _merge = step.StartMerge(new()
        {
            MemoryBytes = MemoryBytes,
            ScratchFolder = _scratch.CreateSubdirectory("merge").FullName,
            Workers = Environment.ProcessorCount,
            Keys = _keys,
            EarlierDocuments = _earlier.Count,
        });
        _earlier.AddTo(_merge, _keys, file: 0, CancellationToken.None);
    }

    /// <inheritdoc/>
    public override void Take(Document document, JsonLine line)
    {
        _key.ResetWrittenCount();
        _step.WriteKey(document, _key);
        _merge.Add(_earlier.Count + _taken.Count, _key.WrittenSpan, _keys.Append(_key.WrittenSpan));
        _taken.Add(new(document.Id, document.Url, document.Language, _texts.Append(document.Text), document.Text.Length));
    }

    /// <inheritdoc/>
    public override void Finish(JsonLine line)
    {
        int next = 0;
        foreach (MergeDecision decision in _merge.Decide())
        {
            while (next < decision.Document - _earlier.Count) WriteAlone(line, next++);
            Write(line, decision);
            next++;
        }
        while (next < _taken.Count) WriteAlone(line, next++);
        foreach (string warning in _merge.Warnings) _notes.WriteLine($"warning: {warning}");
        foreach ((string name, double value) in _merge.Figures) _notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"note: {name}: {value:#,0.######}"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _merge.Dispose();
        _keys.Dispose();
        _texts.Dispose();
        _scratch.Delete(recursive: true);
    }

    void WriteAlone(JsonLine line, int document)
    {
        ResultLine.Begin(line, _taken[document].Id, Verdict.Keep);
        line.EndLine();
    }

    void Write(JsonLine line, in MergeDecision decision)
    {
        Verdict verdict = _earlier.VerdictOn(decision);
        Taken taken = _taken[(int)(decision.Document - _earlier.Count)];
        bool isChanged = verdict.IsKept && !decision.Change.IsEmpty;
        _document.Reset();
        if (isChanged)
        {
            Restore(taken);
            verdict = _step.Apply(_document, decision.Change.Span);
        }
        ResultLine.Begin(line, taken.Id, verdict);
        if (isChanged && verdict.IsKept) line.Add("text", _document.Text);
        line.Begin("metadata");
        if (decision.DuplicateOf >= 0)
        {
            line.Add("duplicate-of", IdOf(decision.DuplicateOf));
            line.Add("similarity", decision.Similarity);
        }
        if (decision.Cluster >= 0)
        {
            line.Add("cluster-id", IdOf(decision.Cluster));
            line.Add("cluster-size", decision.ClusterSize);
        }
        ResultLine.AddMetadata(line, _document);
        line.End();
        line.EndLine();
    }

    string IdOf(long document) => document < _earlier.Count ? _earlierIds[(int)document] : _taken[(int)(document - _earlier.Count)].Id;

    void Restore(Taken taken)
    {
        Span<byte> to = _document.BeginText().GetSpan(taken.TextBytes)[..taken.TextBytes];
        _texts.Read(taken.TextAt, to);
        byte[] text = to.ToArray();
        _document.SetText(text);
        (_document.Id, _document.Url, _document.Language) = (taken.Id, taken.Url, taken.Language);
    }

    readonly record struct Taken(string Id, string? Url, string? Language, long TextAt, int TextBytes);
}
