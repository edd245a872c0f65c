using Sluice.Core.Steps;

namespace Sluice.Curate.Filter.Gopher;

/// <summary>Which words the share of words with a letter is of.</summary>
public enum AlphaWords
{
    /// <summary>All tokens, punctuation marks too, as in datatrove.</summary>
    IncludePunctuation,

    /// <summary>Tokens that are not only symbols, as in the paper.</summary>
    ExcludePunctuation,
}

/// <summary>Options of <c>gopher-quality</c>. 0 turns a rule off.</summary>
public sealed record GopherQualityOptions : IStepOptions
{
    /// <summary>Fewest words (tokens that are not only symbols).</summary>
    public int WordsMin { get; init; } = 50;

    /// <summary>Most words.</summary>
    public int WordsMax { get; init; } = 100_000;

    /// <summary>Least mean length of words, in characters.</summary>
    public double WordLengthMin { get; init; } = 3;

    /// <summary>Greatest mean length of words, in characters.</summary>
    public double WordLengthMax { get; init; } = 10;

    /// <summary>Most <c>#</c> for each token, and most ellipses for each token.</summary>
    public double SymbolRatioMax { get; init; } = 0.1;

    /// <summary>Greatest share of lines that start with a bullet or a hyphen.</summary>
    public double BulletLinesMax { get; init; } = 0.9;

    /// <summary>Greatest share of lines that end with an ellipsis.</summary>
    public double EndEllipsisLinesMax { get; init; } = 0.3;

    /// <summary>Least share of words with a letter in them.</summary>
    public double AlphaWordsMin { get; init; } = 0.8;

    /// <summary>Which words that share is of. Normal punctuation is 10 to 18 % of the tokens, so with it good text with numbers or quotes falls under
    /// 0.8.</summary>
    public AlphaWords AlphaWords { get; init; } = AlphaWords.IncludePunctuation;

    /// <summary>Fewest different stop words.</summary>
    public int StopWordsMin { get; init; } = 2;

    /// <summary>The stop words, as they are written: capitals count.</summary>
    public IReadOnlyList<string> StopWords { get; init; } = ["the", "be", "to", "of", "and", "that", "have", "with"];

    /// <summary>Language whose words are counted, whatever the document's own is: <c>en</c> for datatrove's default. Not given: the document's, English where
    /// that is unknown.</summary>
    public string? Language { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (WordsMin < 0) yield return $"words-min is {WordsMin}; use 0 (off) or more";
        if (WordsMax < 0) yield return $"words-max is {WordsMax}; use 0 (off) or more";
        if (WordsMax > 0 && WordsMax < WordsMin) yield return $"words-max ({WordsMax}) is below words-min ({WordsMin})";
        if (!(WordLengthMin >= 0)) yield return $"word-length-min is {WordLengthMin}; use 0 (off) or more";
        if (!(WordLengthMax >= 0)) yield return $"word-length-max is {WordLengthMax}; use 0 (off) or more";
        if (WordLengthMax > 0 && WordLengthMax < WordLengthMin) yield return $"word-length-max ({WordLengthMax}) is below word-length-min ({WordLengthMin})";
        if (!(SymbolRatioMax >= 0)) yield return $"symbol-ratio-max is {SymbolRatioMax}; use 0 (off) or more";
        if (!(BulletLinesMax >= 0)) yield return $"bullet-lines-max is {BulletLinesMax}; use 0 (off) or more";
        if (!(EndEllipsisLinesMax >= 0)) yield return $"end-ellipsis-lines-max is {EndEllipsisLinesMax}; use 0 (off) or more";
        if (AlphaWordsMin is not (>= 0 and <= 1)) yield return $"alpha-words-min is {AlphaWordsMin}; use 0 (off) to 1";
        if (StopWordsMin < 0) yield return $"stop-words-min is {StopWordsMin}; use 0 (off) or more";
        int different = StopWords.Distinct(StringComparer.Ordinal).Count();
        if (StopWordsMin > different) yield return $"stop-words-min is {StopWordsMin}, but stop-words has only {different}: every document would go";
    }
}
