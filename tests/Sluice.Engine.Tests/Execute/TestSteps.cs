using System.Buffers;
using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Engine.Tests.Execute;

/// <summary>Steps for tests of the engine.</summary>
static class TestSteps
{
    public sealed record NoOptions : IStepOptions;

    public sealed record LengthOptions : IStepOptions
    {
        public int BytesMin { get; init; } = 10;
    }

    /// <summary>Drops short texts; fails on texts with the word "poison".</summary>
    public static StepDefinition Length { get; } = StepDefinition.Map<LengthOptions>("length", "test", (options, _) => new LengthStep(options));

    /// <summary>Adds an exclamation mark and a metadata key.</summary>
    public static StepDefinition Shout { get; } = StepDefinition.Map<NoOptions>("shout", "test", (_, _) => new ShoutStep());

    /// <summary>Of documents whose texts end with the same word, the first stays.</summary>
    public static StepDefinition SameEnd { get; } = StepDefinition.Merge<NoOptions>("same-end", "test", (_, _) => new SameEndStep());

    /// <summary>Cuts the last word where an earlier document ends with it; a document that was this word alone goes.</summary>
    public static StepDefinition CutEnd { get; } = StepDefinition.Merge<NoOptions>("cut-end", "test", (_, _) => new CutEndStep());

    /// <summary>Cuts a document's text to nothing but "cut" where an earlier one begins with the same word.</summary>
    public static StepDefinition CutStart { get; } = StepDefinition.Merge<NoOptions>("cut-start", "test", (_, _) => new CutStartStep());

    sealed class LengthStep(LengthOptions options) : IStep
    {
        public Verdict Apply(Document document, Measurements measurements)
        {
            if (document.Text.IndexOf("poison"u8) >= 0) throw new InvalidOperationException("a step's bug");
            return document.Text.Length < options.BytesMin ? Verdict.Drop("length.short", document.Text.Length, options.BytesMin) : Verdict.Keep;
        }
    }

    sealed class ShoutStep : IStep
    {
        public Verdict Apply(Document document, Measurements measurements)
        {
            IBufferWriter<byte> text = document.BeginText();
            text.Write(document.Text);
            text.Write("!"u8);
            document.CommitText();
            document.Metadata.Set("shouted", 1);
            return Verdict.Keep;
        }
    }

    sealed class SameEndStep : IMergeStep
    {
        public void WriteKey(Document document, IBufferWriter<byte> key) => key.Write(document.Text[(document.Text.LastIndexOf((byte)' ') + 1)..]);

        public IMerge StartMerge(MergeContext context) => new Merge();

        sealed class Merge : IMerge
        {
            readonly Dictionary<string, List<long>> _byEnd = new(StringComparer.Ordinal);

            public void Add(long document, ReadOnlySpan<byte> key, long at)
            {
                string end = Encoding.UTF8.GetString(key);
                if (!_byEnd.TryGetValue(end, out List<long>? documents)) _byEnd[end] = documents = [];
                documents.Add(document);
            }

            public IEnumerable<MergeDecision> Decide() => _byEnd.Values.Where(d => d.Count > 1)
                .SelectMany(cluster => cluster.Select((document, i) => new MergeDecision(document, i == 0 ? Verdict.Keep : Verdict.Drop("same-end.end", 1, 1),
                    i == 0 ? -1 : cluster[0], 1, cluster[0], cluster.Count))).OrderBy(d => d.Document);

            public void Dispose() { }
        }
    }

    sealed class CutStartStep : IMergeStep
    {
        public void WriteKey(Document document, IBufferWriter<byte> key) => key.Write(document.Text[..(document.Text.IndexOf((byte)' '))]);

        public IMerge StartMerge(MergeContext context) => new CutEndStep.Merge(context.Keys);

        public Verdict Apply(Document document, ReadOnlySpan<byte> change)
        {
            document.SetText("cut"u8);
            return Verdict.Keep;
        }
    }

    sealed class CutEndStep : IMergeStep
    {
        public void WriteKey(Document document, IBufferWriter<byte> key) => key.Write(document.Text[(document.Text.LastIndexOf((byte)' ') + 1)..]);

        public IMerge StartMerge(MergeContext context) => new Merge(context.Keys);

        public Verdict Apply(Document document, ReadOnlySpan<byte> change)
        {
            if (document.Text.IndexOf("poison"u8) >= 0) throw new InvalidOperationException("a step's bug");
            Assert.True(document.Text.EndsWith(change));
            int left = document.Text.Length - change.Length;
            if (left == 0) return Verdict.Drop("cut-end.empty", 0, 1);
            document.SetText(document.Text[..left].ToArray());
            document.Metadata.Set("cut-bytes", change.Length);
            return Verdict.Keep;
        }

        internal sealed class Merge(IMergeKeys keys) : IMerge
        {
            readonly HashSet<string> _seen = new(StringComparer.Ordinal);
            readonly List<(long Document, long At, int Length)> _repeated = [];

            public IReadOnlyList<KeyValuePair<string, double>> Figures => [new("ends-cut", _repeated.Count)];

            public void Add(long document, ReadOnlySpan<byte> key, long at)
            {
                if (!_seen.Add(Encoding.UTF8.GetString(key))) _repeated.Add((document, at, key.Length));
            }

            // The keys are read where they lie.
            public IEnumerable<MergeDecision> Decide()
            {
                byte[] buffer = new byte[1 << 16];
                foreach ((long document, long at, int length) in _repeated)
                {
                    keys.Read(at, buffer.AsSpan(0, length));
                    yield return new MergeDecision(document, Verdict.Keep, -1, 0, -1, 1) { Change = buffer.AsMemory(0, length) };
                }
            }

            public void Dispose() { }
        }
    }
}
