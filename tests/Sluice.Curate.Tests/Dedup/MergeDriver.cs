using System.Buffers;
using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Curate.Tests.Dedup;

/// <summary>Plays the engine: a key of each document, one merge, decisions by document.</summary>
static class MergeDriver
{
    public const long MemoryBytes = 256 << 20;

    public static Dictionary<long, MergeDecision> Run(StepDefinition definition, IStepOptions options, IReadOnlyList<string> texts, long memoryBytes = MemoryBytes, int workers = 1) =>
        Run(definition, options, texts.Count, (document, n) => document.SetText(Encoding.UTF8.GetBytes(texts[n])), memoryBytes, workers).Decisions;

    // fill: fills the document of a number. earlier: so many documents come as an index gives them, by the entry of their key.
    public static Merged Run(StepDefinition definition, IStepOptions options, int count, Action<Document, int> fill, long memoryBytes = MemoryBytes, int workers = 1, int earlier = 0)
    {
        IMergeStep[] steps = [.. Enumerable.Range(0, workers).Select(_ => definition.CreateMerge(options, new TestResources()))];
        Document document = new();
        DirectoryInfo scratch = Directory.CreateTempSubdirectory("sluice-test-merge-");
        HeldKeys keys = new();
        MergeContext context = new() { MemoryBytes = memoryBytes, ScratchFolder = scratch.FullName, Workers = workers, Keys = keys, EarlierDocuments = earlier };
        try
        {
            return Merge(steps, context, keys, document, count, fill);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    static Merged Merge(IMergeStep[] steps, MergeContext context, HeldKeys keys, Document document, int count, Action<Document, int> fill)
    {
        using IMerge merge = steps[0].StartMerge(context);
        ArrayBufferWriter<byte> key = new(), entry = new();
        for (int n = 0; n < count; n++)
        {
            document.Reset();
            fill(document, n);
            key.ResetWrittenCount();
            steps[n % steps.Length].WriteKey(document, key);
            if (n < context.EarlierDocuments)
            {
                entry.ResetWrittenCount();
                steps[0].Index!.WriteEntry(key.WrittenSpan, entry);
                key.ResetWrittenCount();
                steps[0].Index!.ReadEntry(entry.WrittenSpan, key);
            }
            merge.Add(n, key.WrittenSpan, keys.Append(key.WrittenSpan));
        }
        MergeDecision[] decisions = [.. merge.Decide().Select(decision => decision with { Change = decision.Change.IsEmpty ? default : decision.Change.ToArray() })];
        Assert.True(decisions.Zip(decisions.Skip(1)).All(pair => pair.First.Document < pair.Second.Document), "decisions come in ascending order of document");
        Assert.DoesNotContain(decisions, d => d.Document < context.EarlierDocuments);
        return new(decisions.ToDictionary(d => d.Document), merge.Figures.ToDictionary(), merge.SpilledBytes);
    }

    /// <summary>What a merge decided and counted.</summary>
    public sealed record Merged(Dictionary<long, MergeDecision> Decisions, Dictionary<string, double> Figures, long SpilledBytes);

    /// <summary>What must hold of any decisions: links to documents that stay, and clusters whose sizes are their members.</summary>
    public static void Check(Dictionary<long, MergeDecision> decisions)
    {
        foreach (MergeDecision decision in decisions.Values)
        {
            Assert.Equal(decision.ClusterSize, decisions.Values.Count(d => d.Cluster == decision.Cluster));
            Assert.Equal(decision.Cluster, decisions.Values.Where(d => d.Cluster == decision.Cluster).Min(d => d.Document));
            if (decision.Verdict.IsKept) Assert.Equal(-1, decision.DuplicateOf);
            else Assert.True(decisions[decision.DuplicateOf].Verdict.IsKept);
        }
    }

    sealed class HeldKeys : IMergeKeys
    {
        readonly ArrayBufferWriter<byte> _bytes = new();

        public long Append(ReadOnlySpan<byte> key)
        {
            long at = _bytes.WrittenCount;
            _bytes.Write(key);
            return at;
        }

        public void Read(long at, Span<byte> target) => _bytes.WrittenSpan.Slice((int)at, target.Length).CopyTo(target);
    }
}
