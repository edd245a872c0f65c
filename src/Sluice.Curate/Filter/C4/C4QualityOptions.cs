using Sluice.Core.Steps;

namespace Sluice.Curate.Filter.C4;

/// <summary>What the rules of <c>c4-quality</c> judge one by one.</summary>
public enum C4Unit
{
    /// <summary>Lines; those kept are joined by line feeds.</summary>
    Line,

    /// <summary>Sentences; those kept are joined by spaces.</summary>
    Sentence,
}

/// <summary>Where the two rules for whole pages look.</summary>
public enum PageRules
{
    /// <summary>In lines that no rule before has dropped, as in C4 and datatrove.</summary>
    RemainingLines,

    /// <summary>In the whole page.</summary>
    WholePage,
}

/// <summary>Options of <c>c4-quality</c>.</summary>
public sealed record C4QualityOptions : IStepOptions
{
    /// <summary>Whether a line must end in one of . ? ! " ' and not in an ellipsis. FineWeb turns this off.</summary>
    public bool TerminalPunctuation { get; init; } = true;

    /// <summary>Fewest sentences of a kept page; 0 turns the rule off.</summary>
    public int SentencesMin { get; init; } = 5;

    /// <summary>Fewest words of a kept line, by white space; 0 turns the rule off.</summary>
    public int LineWordsMin { get; init; } = 3;

    /// <summary>Most characters of a word in a kept line; 0 turns the rule off.</summary>
    public int WordLengthMax { get; init; } = 1000;

    /// <summary>Whether marks like <c>[12]</c>, <c>[edit]</c> and <c>[citation needed]</c> are taken out of lines.</summary>
    public bool RemoveCitations { get; init; } = true;

    /// <summary>Whether "lorem ipsum" drops the page.</summary>
    public bool LoremIpsum { get; init; } = true;

    /// <summary>Whether "javascript" drops its line.</summary>
    public bool Javascript { get; init; } = true;

    /// <summary>Whether an opening curly bracket drops the page.</summary>
    public bool CurlyBracket { get; init; } = true;

    /// <summary>Whether words of terms and cookie notices drop their line.</summary>
    public bool Policy { get; init; } = true;

    /// <summary>What is judged one by one.</summary>
    public C4Unit Unit { get; init; } = C4Unit.Line;

    /// <summary>Where the rules for lorem ipsum and curly brackets look.</summary>
    public PageRules PageRules { get; init; } = PageRules.RemainingLines;

    /// <summary>Language whose sentences are counted, whatever the document's own is: <c>en</c> for datatrove's default. Not given: the document's, English
    /// where that is unknown.</summary>
    public string? Language { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (SentencesMin < 0) yield return $"sentences-min is {SentencesMin}; use 0 (off) or more";
        if (LineWordsMin < 0) yield return $"line-words-min is {LineWordsMin}; use 0 (off) or more";
        if (WordLengthMax < 0) yield return $"word-length-max is {WordLengthMax}; use 0 (off) or more";
    }
}
