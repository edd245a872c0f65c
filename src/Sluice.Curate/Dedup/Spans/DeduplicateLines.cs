using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Curate.Dedup.Spans;

/// <summary>Cuts lines or paragraphs that occur elsewhere in the corpus.</summary>
/// <remarks>
/// <para>Why: menus, notices, licenses and quotations stand on thousands of pages that are no copies of each other. Every line of the corpus is counted, whatever its
/// document; of those that are repeated the first stays (<c>keep: first</c>), or none (<c>keep: none</c>). A document of which nothing is left is dropped
/// (<c>text-left</c>), and so is one of which less than asked for is left (<c>text-left</c>, <c>words-left</c>, <c>sentences-left</c>).</para>
/// <para>With <c>bloom-items</c> a Bloom filter takes the place of sorting: one pass in input order, in a memory that is known before, for a share of new lines taken for old.</para>
/// <para>CCNet, within each of its shards, and Dolma, by a Bloom filter, do the same; CCNet takes out the first occurrence as well: <c>keep: none</c>. They compare blank lines too; here these only separate.</para>
/// <para>Known problems: short lines that everyone writes ("Thank you.") go as well, from code and dialogue too, unless <c>words-min</c> spares them. Two lines are taken
/// for the same by 64 bits of hash: among a billion distinct lines one such pair, in one corpus of 37. A document that is dropped for too little text still counts as first.</para>
/// <para>Example: <c>deduplicate-lines: { keep: none, count-min: 6, words-min: 3 }</c> cuts boilerplate only.</para>
/// </remarks>
public static class DeduplicateLines
{
    /// <summary>The step's name, and the prefix of its rules.</summary>
    public const string Name = "deduplicate-lines";

    /// <summary>The step's entry in the catalog.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Merge<DeduplicateLinesOptions>(Name, "CCNet (Wenzek et al. 2019, arXiv:1911.00359, section 3.1)",
        (options, resources) => new RepeatedUnits(new LineFinder(options, resources.Seed), options.Rules, new(options.Rules, KindOf(options, resources.Seed), options.Index, options.Against),
            context => options.BloomItems is { } items ? new UnitBloomMerge(options.Rules, context, items, options.BloomRate) : new UnitMerge(options.Rules, 1, context)));

    static string KindOf(DeduplicateLinesOptions options, ulong seed) => FormattableString.Invariant(
        $"{Name}, {options.Rules.Unit}, {KebabCase.From(options.Compare.ToString())}, {options.WordsMin} words, {options.BytesMin} bytes, seed {seed}");
}
