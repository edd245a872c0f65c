using System.Buffers;
using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Engine.Tests.Index;

/// <summary>A merge step for tests that keeps an index: of documents whose texts end with the same word, the first stays. Entries are the keys backward, and keys are read a second time where they lie.</summary>
sealed class SameWordStep(SameWordStep.Options options) : IMergeStep, IMergeIndex
{
    public sealed record Options : IStepOptions
    {
        public bool Index { get; init; }
        public IReadOnlyList<string> Against { get; init; } = [];
        public string Kind { get; init; } = "plain";
    }

    public static StepDefinition Definition { get; } = StepDefinition.Merge<Options>("same-word", "test", (options, _) => new SameWordStep(options));

    public IMergeIndex Index => this;
    public string Kind => "same-word, " + options.Kind;
    public bool IsKept => options.Index;
    public IReadOnlyList<string> Against => options.Against;

    public void WriteKey(Document document, IBufferWriter<byte> key) => key.Write(document.Text[(document.Text.LastIndexOf((byte)' ') + 1)..]);

    public void WriteEntry(ReadOnlySpan<byte> key, IBufferWriter<byte> entry) => Backward(key, entry);

    public void ReadEntry(ReadOnlySpan<byte> entry, IBufferWriter<byte> key) => Backward(entry, key);

    public IMerge StartMerge(MergeContext context) => new Merge(context);

    static void Backward(ReadOnlySpan<byte> from, IBufferWriter<byte> to)
    {
        byte[] bytes = from.ToArray();
        Array.Reverse(bytes);
        to.Write(bytes);
    }

    sealed class Merge(MergeContext context) : IMerge
    {
        readonly List<(long At, int Length)> _places = [];

        public void Add(long document, ReadOnlySpan<byte> key, long at)
        {
            Assert.Equal(_places.Count, document);
            _places.Add((at, key.Length));
        }

        public IEnumerable<MergeDecision> Decide()
        {
            Dictionary<string, int> first = new(StringComparer.Ordinal);
            for (int document = 0; document < _places.Count; document++)
            {
                byte[] key = new byte[_places[document].Length];
                context.Keys.Read(_places[document].At, key);
                if (first.TryAdd(Encoding.UTF8.GetString(key), document) || document < context.EarlierDocuments) continue;
                int stays = first[Encoding.UTF8.GetString(key)];
                yield return new(document, Verdict.Drop("same-word.word", 1, 1), stays, 1, stays, 2);
            }
        }

        public void Dispose() { }
    }
}
