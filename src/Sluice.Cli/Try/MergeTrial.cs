using System.Buffers;
using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Cli.Try;

/// <summary>Runs one merge step (deduplication) over all documents: keys first, lines after the last.</summary>
/// <param name="step">The step.</param>
sealed class MergeTrial(IMergeStep step) : Trial, IDisposable
{
    const long MemoryBytes = 2L << 30;
    readonly ArrayBufferWriter<byte> _key = new();
    readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("sluice-try-");
    readonly List<string> _ids = [];
    IMerge? _merge;

    /// <inheritdoc/>
    public override void Take(Document document, JsonLine line)
    {
        _merge ??= step.StartMerge(MemoryBytes, _scratch.FullName);
        _key.ResetWrittenCount();
        step.WriteKey(document, _key);
        _merge.Add(_ids.Count, _key.WrittenSpan);
        _ids.Add(document.Id);
    }

    /// <inheritdoc/>
    public override void Finish(JsonLine line)
    {
        if (_merge is null) return;
        int next = 0;
        foreach (MergeDecision decision in _merge.Decide())
        {
            while (next < decision.Document) WriteAlone(line, next++);
            Write(line, decision);
            next++;
        }
        while (next < _ids.Count) WriteAlone(line, next++);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _merge?.Dispose();
        _scratch.Delete(recursive: true);
    }

    void WriteAlone(JsonLine line, int document)
    {
        ResultLine.Begin(line, _ids[document], Verdict.Keep);
        line.EndLine();
    }

    void Write(JsonLine line, in MergeDecision decision)
    {
        ResultLine.Begin(line, _ids[(int)decision.Document], decision.Verdict);
        line.Begin("metadata");
        if (decision.DuplicateOf >= 0)
        {
            line.Add("duplicate-of", _ids[(int)decision.DuplicateOf]);
            line.Add("similarity", decision.Similarity);
        }
        if (decision.Cluster >= 0)
        {
            line.Add("cluster-id", _ids[(int)decision.Cluster]);
            line.Add("cluster-size", decision.ClusterSize);
        }
        line.End();
        line.EndLine();
    }
}
