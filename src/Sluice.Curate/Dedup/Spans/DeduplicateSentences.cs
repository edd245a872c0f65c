using Sluice.Core.Steps;

namespace Sluice.Curate.Dedup.Spans;

/// <summary>Cuts spans of sentences that occur elsewhere in the corpus.</summary>
/// <remarks>
/// <para>Why: quotations, notices and syndicated passages repeat where neither lines nor documents do. Three sentences in a row that occurred before, in another document
/// or the same, are cut, wherever they stand in a paragraph: all but the first occurrence. No sentence is lost that way: each that is cut stays elsewhere, unless
/// its document is dropped. Sentences are compared in simplified form: whatever their case, accents, numbers and punctuation. Of a document that lost some, fewer
/// than 50 words (<c>words-left</c>) or 3 sentences (<c>sentences-left</c>) are not worth keeping.</para>
/// <para>Datatrove's version takes the first in the order of its files' own document numbers for first, counts no sentence above 65,535 and measures a span by its first
/// sentence. The code that made C4 compares lines, not sentences, and keeps the line of the page whose URL has the least hash: <c>deduplicate-lines</c> is nearer to it.</para>
/// <para>Known problems: a sentence that stands alone among new ones stays, however often it occurs. Spans are taken for the same by 64 bits of hash. A document that is
/// dropped for too little text still counts as first.</para>
/// <para>Example: <c>deduplicate-sentences: { span-sentences: 3 }</c>.</para>
/// <para>Source: Raffel et al. 2020 (T5), arXiv:1910.10683, section 2.2; datatrove's sentence deduplication.</para>
/// </remarks>
public static class DeduplicateSentences
{
    /// <summary>The step's name, and the prefix of its rules.</summary>
    public const string Name = "deduplicate-sentences";

    /// <summary>The step's entry in the catalog.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Merge<DeduplicateSentencesOptions>(Name, "C4 (Raffel et al. 2020, arXiv:1910.10683, section 2.2), as datatrove's sentence deduplication",
        (options, resources) => new RepeatedUnits(new SentenceFinder(options, resources.Seed), options.Rules, new(options.Rules, KindOf(options, resources.Seed), options.Index, options.Against),
            context => new UnitMerge(options.Rules, options.SpanSentences, context)));

    static string KindOf(DeduplicateSentencesOptions options, ulong seed) => FormattableString.Invariant(
        $"{Name}, spans of {options.SpanSentences}, {options.WordsMin} words, {options.BytesMin} bytes, seed {seed}");
}
