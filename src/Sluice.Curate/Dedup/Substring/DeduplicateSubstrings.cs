using System.Buffers;
using System.Buffers.Binary;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Core.Text;

namespace Sluice.Curate.Dedup.Substring;

/// <summary>Cuts passages that occurred before, in another document or in the same, wherever they begin and end.</summary>
/// <remarks>The rule: a window is as many words in a row as the options ask for, with all that lies between them. It repeats if a window of the same bytes and words began at an earlier place, by input order of documents and then by offset.
/// A byte is cut if and only if it lies in a window that repeats. So the first occurrence stays, and of a text that repeats itself one period.
/// What is found is what a suffix array of the whole corpus finds, up to collisions of hashes of 93 bits or more; memory and workers change nothing.
/// Where a passage is taken out between two stretches of white space, the one with more line breaks stays. The step keeps no index of a release: it would be its text.
/// Source: Lee et al. 2021, "Deduplicating Training Data Makes Language Models Better", arXiv:2107.06499, ExactSubstr.</remarks>
public sealed class DeduplicateSubstrings : IMergeStep
{
    /// <summary>The step's name, and the prefix of its rule.</summary>
    public const string Name = "deduplicate-substrings";

    internal const string Rule = Name + ".text-left";

    readonly DeduplicateSubstringsOptions _options;
    readonly ulong _seed;
    readonly TextCuts _cuts = new();
    BlockScan? _scan; // Made where documents are read.

    DeduplicateSubstrings(DeduplicateSubstringsOptions options, ulong seed) => (_options, _seed) = (options, seed);

    /// <summary>The step's entry in the catalog.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Merge<DeduplicateSubstringsOptions>(
        Name, "Lee et al. 2021, arXiv:2107.06499 (ExactSubstr)", (options, resources) => new DeduplicateSubstrings(options, resources.Seed));

    /// <inheritdoc/>
    public void WriteKey(Document document, IBufferWriter<byte> key)
    {
        key.Write(document.Text);
        _scan ??= new(_options.Window, _seed);
        _scan.Write(document.Text, key);
        BinaryPrimitives.WriteInt32LittleEndian(key.GetSpan(sizeof(int)), document.Text.Length);
        key.Advance(sizeof(int));
    }

    /// <inheritdoc/>
    public IMerge StartMerge(MergeContext context) => new DeduplicateSubstringsMerge(_options, _seed, context);

    /// <inheritdoc/>
    public Verdict Apply(Document document, ReadOnlySpan<byte> change)
    {
        _cuts.Clear();
        int passages = 0;
        for (int start = 0; PassageChange.TryRead(ref change, ref start, out int end); start = end, passages++) _cuts.Add(start, end);
        _cuts.Write(document);
        _cuts.Describe(document.Metadata, "passages", passages);
        if (_cuts.BytesLeft < _options.TextLeftMin) return Verdict.Drop(Rule, _cuts.BytesLeft, _options.TextLeftMin);
        document.CommitText();
        return Verdict.Keep;
    }
}
