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
}
