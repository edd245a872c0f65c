using Sluice.Core.Steps;

namespace Sluice.Curate.Dedup.Spans;

/// <summary>YAML: <c>deduplicate-sentences: { span-sentences: 3, words-left-min: 50 }</c>.</summary>
public sealed record DeduplicateSentencesOptions : IStepOptions
{
    const int SpanSentencesMax = 100;

    /// <summary>Sentences in a row that must be repeated. C4: 3.</summary>
    public int SpanSentences { get; init; } = 3;

    /// <summary>Which of the spans that are repeated stay.</summary>
    public KeepOccurrences Keep { get; init; } = KeepOccurrences.First;

    /// <summary>What is counted over the corpus.</summary>
    public CountOf Count { get; init; } = CountOf.Occurrences;

    /// <summary>How many of them it takes to be repeated.</summary>
    public int CountMin { get; init; } = 2;

    /// <summary>Fewest words of a span that may be cut.</summary>
    public int WordsMin { get; init; } = 1;

    /// <summary>Fewest bytes of a span that may be cut.</summary>
    public int BytesMin { get; init; } = 1;

    /// <summary>Fewest bytes, white space not counted, that must be left of a document of which something was cut; else it is dropped.</summary>
    public int TextLeftMin { get; init; } = 1;

    /// <summary>Fewest words that it keeps; 0 turns the rule off. Datatrove: 50.</summary>
    public int WordsLeftMin { get; init; } = 50;

    /// <summary>Fewest sentences that it keeps; 0 turns the rule off. C4: 3.</summary>
    public int SentencesLeftMin { get; init; } = 3;

    /// <summary>Whether the release keeps an index of its spans (8 bytes each), for <c>against</c> of later builds.</summary>
    public bool Index { get; init; }

    /// <summary>Earlier releases, or their index files: what occurs in them is repeated here.</summary>
    public IReadOnlyList<string> Against { get; init; } = [];

    /// <summary>What the rules of all such steps are made of.</summary>
    internal UnitRules Rules => new(DeduplicateSentences.Name, "sentences", "spans", Keep, Count, CountMin, TextLeftMin, WordsLeftMin, SentencesLeftMin);

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (SpanSentences is < 1 or > SpanSentencesMax) yield return $"span-sentences is {SpanSentences}; use 1 to {SpanSentencesMax}";
        foreach (string problem in Rules.Problems()) yield return problem;
        if (WordsMin < 1) yield return $"words-min is {WordsMin}; use 1 or more";
        if (BytesMin < 1) yield return $"bytes-min is {BytesMin}; use 1 or more";
    }
}
