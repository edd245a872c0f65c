using System.Buffers;
using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Curate.Tests.Dedup.Spans;

/// <summary>Plays the engine: keys, merge, the cut, and the entries of an index.</summary>
sealed class SpansDriver
{
    SpansDriver() { }

    /// <summary>The decisions, by document.</summary>
    public Dictionary<long, MergeDecision> Decisions { get; } = [];

    /// <summary>The text of each input document after the step.</summary>
    public List<string> Texts { get; } = [];

    /// <summary>What became of each input document.</summary>
    public List<Verdict> Verdicts { get; } = [];

    /// <summary>The metadata of each input document.</summary>
    public List<Dictionary<string, MetadataValue>> Metadata { get; } = [];

    /// <summary>The index entries of the input documents that the merge did not drop, by document.</summary>
    public Dictionary<int, byte[]> Entries { get; } = [];

    /// <summary>What the merge counted.</summary>
    public Dictionary<string, double> Figures { get; private set; } = [];

    /// <summary>What it spilled.</summary>
    public long SpilledBytes { get; private set; }

    public static SpansDriver Run(StepDefinition definition, IStepOptions options, IReadOnlyList<string> texts, IReadOnlyList<byte[]>? earlier = null,
        long memoryBytes = 64 << 20, int workers = 1, string? language = null)
    {
        Assert.Empty(options.Problems());
        IMergeStep[] steps = [.. Enumerable.Range(0, workers).Select(_ => definition.CreateMerge(options, new TestResources()))];
        DirectoryInfo scratch = Directory.CreateTempSubdirectory("sluice-test-spans-");
        try
        {
            HeldKeys keys = new();
            SpansDriver driver = new();
            int earlierCount = earlier?.Count ?? 0;
            using (IMerge merge = steps[0].StartMerge(new() { MemoryBytes = memoryBytes, ScratchFolder = scratch.FullName, Workers = workers, Keys = keys, EarlierDocuments = earlierCount }))
            {
                Document document = new() { Language = language };
                ArrayBufferWriter<byte> key = new(), entry = new();
                List<byte[]> inputKeys = [];
                for (int n = 0; n < earlierCount + texts.Count; n++)
                {
                    key.ResetWrittenCount();
                    if (n < earlierCount)
                    {
                        steps[0].Index!.ReadEntry(earlier![n], key);
                    }
                    else
                    {
                        Fill(document, texts[n - earlierCount], language);
                        steps[n % workers].WriteKey(document, key);
                        inputKeys.Add(key.WrittenSpan.ToArray());
                    }
                    merge.Add(n, key.WrittenSpan, keys.Append(key.WrittenSpan));
                }
                long last = -1;
                foreach (MergeDecision decision in merge.Decide())
                {
                    Assert.True(decision.Document > last && decision.Document >= earlierCount, "decisions come in ascending order, of the input's documents only");
                    last = decision.Document;
                    driver.Decisions[last] = decision with { Change = decision.Change.ToArray() };
                }
                driver.Figures = merge.Figures.ToDictionary();
                driver.SpilledBytes = merge.SpilledBytes;
                for (int n = 0; n < texts.Count; n++)
                {
                    driver.Apply(steps[n % workers], document, earlierCount + n, texts[n], language);
                    MergeDecision decision = driver.Decisions.GetValueOrDefault(earlierCount + n);
                    if (!decision.Verdict.IsKept) continue;
                    entry.ResetWrittenCount();
                    if (decision.Change.IsEmpty) steps[0].Index!.WriteEntry(inputKeys[n], entry);
                    else steps[0].Index!.WriteEntry(inputKeys[n], decision.Change.Span, entry);
                    driver.Entries[n] = entry.WrittenSpan.ToArray();
                }
            }
            Assert.Empty(scratch.GetFiles("*", SearchOption.AllDirectories));
            return driver;
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    static void Fill(Document document, string text, string? language)
    {
        document.Reset();
        document.Language = language;
        document.SetText(Encoding.UTF8.GetBytes(text));
    }

    void Apply(IMergeStep step, Document document, long number, string text, string? language)
    {
        Fill(document, text, language);
        Verdict verdict = Verdict.Keep;
        if (Decisions.TryGetValue(number, out MergeDecision decision)) verdict = decision.Verdict.IsKept ? step.Apply(document, decision.Change.Span) : decision.Verdict;
        Texts.Add(Encoding.UTF8.GetString(document.Text));
        Verdicts.Add(verdict);
        Metadata.Add(document.Metadata.Entries.ToDictionary());
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
