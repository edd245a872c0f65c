using Sluice.Core.Steps;

namespace Sluice.Curate.Dedup.Substring;

/// <summary>YAML: <c>deduplicate-substrings: { words-min: 50 }</c>, or <c>{ bytes-min: 200, text-left-min: 500 }</c>.</summary>
public sealed record DeduplicateSubstringsOptions : IStepOptions
{
    const int WordsMinDefault = 50;
    const int WordsMinLeast = 5, WordsMinMost = 2_000;
    const int BytesMinLeast = 20, BytesMinMost = 10_000;
    const int TextLeftMinMost = 1_000_000;

    /// <summary>Shortest passage that is cut where it repeats, in words: exactly so many in a row. A character of a script without spaces counts as a word. Default: 50 (Lee et al. have 50 tokens), unless bytes-min is given.</summary>
    public int? WordsMin { get; init; }

    /// <summary>Shortest passage that is cut where it repeats, in bytes: as few whole words as have so many. Instead of words-min.</summary>
    public int? BytesMin { get; init; }

    /// <summary>Fewest bytes, white space not counted, that must be left of a document of which something was cut; else it is dropped.
    /// A passage of 50 words has more in any language, so what was to stay as a first occurrence is not lost with its document.</summary>
    public int TextLeftMin { get; init; } = 50;

    /// <summary>The least window that these options ask for.</summary>
    internal WindowLength Window => BytesMin is { } bytes ? new(true, bytes) : new(false, WordsMin ?? WordsMinDefault);

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (WordsMin is not null && BytesMin is not null) yield return "words-min and bytes-min exclude each other; give one";
        if (WordsMin is < WordsMinLeast or > WordsMinMost) yield return $"words-min is {WordsMin}; use {WordsMinLeast} to {WordsMinMost}";
        if (BytesMin is < BytesMinLeast or > BytesMinMost) yield return $"bytes-min is {BytesMin}; use {BytesMinLeast} to {BytesMinMost}";
        if (TextLeftMin is < 1 or > TextLeftMinMost) yield return $"text-left-min is {TextLeftMin}; use 1 to {TextLeftMinMost}";
    }
}
