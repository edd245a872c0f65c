using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Bloom;

namespace Sluice.Curate.Dedup.Spans;

/// <summary>What <c>deduplicate-lines</c> compares and cuts.</summary>
public enum LineUnit
{
    /// <summary>Lines, as line feeds end them. What CCNet and Dolma call paragraphs.</summary>
    Line,

    /// <summary>Paragraphs: lines with no blank line between.</summary>
    Paragraph,
}

/// <summary>YAML: <c>deduplicate-lines: { unit: line, keep: first, words-min: 3 }</c>.</summary>
public sealed record DeduplicateLinesOptions : IStepOptions
{
    /// <summary>What is compared and cut.</summary>
    public LineUnit Unit { get; init; } = LineUnit.Line;

    /// <summary>When two of them are the same.</summary>
    public UnitCompare Compare { get; init; } = UnitCompare.Ccnet;

    /// <summary>Which of those that are repeated stay.</summary>
    public KeepOccurrences Keep { get; init; } = KeepOccurrences.First;

    /// <summary>What is counted over the corpus.</summary>
    public CountOf Count { get; init; } = CountOf.Occurrences;

    /// <summary>How many of them it takes to be repeated.</summary>
    public int CountMin { get; init; } = 2;

    /// <summary>Fewest words, by white space, of a unit that may be cut.</summary>
    public int WordsMin { get; init; } = 1;

    /// <summary>Fewest bytes of a unit that may be cut.</summary>
    public int BytesMin { get; init; } = 1;

    /// <summary>Fewest bytes, white space not counted, that must be left of a document of which something was cut; else it is dropped.</summary>
    public int TextLeftMin { get; init; } = 1;

    /// <summary>Fewest words that it keeps; 0 turns the rule off.</summary>
    public int WordsLeftMin { get; init; }

    /// <summary>Fewest sentences that it keeps; 0 turns the rule off.</summary>
    public int SentencesLeftMin { get; init; }

    /// <summary>Distinct lines that a Bloom filter is made for: nothing is sorted, and which document had a line first is not known. Default: no filter.</summary>
    public long? BloomItems { get; init; }

    /// <summary>Share of new lines that the Bloom filter may cut, once it holds bloom-items.</summary>
    public double BloomRate { get; init; } = 0.001;

    /// <summary>Whether the release keeps an index of its lines (8 bytes each), for <c>against</c> of later builds.</summary>
    public bool Index { get; init; }

    /// <summary>Earlier releases, or their index files: what occurs in them is repeated here.</summary>
    public IReadOnlyList<string> Against { get; init; } = [];

    /// <summary>What the rules of all such steps are made of.</summary>
    internal UnitRules Rules
    {
        get
        {
            string unit = Unit == LineUnit.Line ? "lines" : "paragraphs";
            return new(DeduplicateLines.Name, unit, unit, Keep, Count, CountMin, TextLeftMin, WordsLeftMin, SentencesLeftMin);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        foreach (string problem in Rules.Problems()) yield return problem;
        if (WordsMin < 1) yield return $"words-min is {WordsMin}; use 1 or more";
        if (BytesMin < 1) yield return $"bytes-min is {BytesMin}; use 1 or more";
        if (BloomItems is < 1 or > BloomFilter.ItemsMax) yield return $"bloom-items is {BloomItems}; use 1 to {BloomFilter.ItemsMax}";
        if (BloomRate is not (> 0 and < 1)) yield return $"bloom-rate is {BloomRate}; use more than 0, less than 1";
        if (BloomItems is not null && (Keep, Count, CountMin) != (KeepOccurrences.First, CountOf.Occurrences, 2))
            yield return "bloom-items keeps the first of all occurrences; keep: none, count: documents and count-min go without it";
    }
}
