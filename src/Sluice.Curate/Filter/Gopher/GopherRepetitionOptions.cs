using Sluice.Core.Steps;

namespace Sluice.Curate.Filter.Gopher;

/// <summary>Whether empty lines at the ends of a text are lines.</summary>
public enum EmptyLines
{
    /// <summary>They count, as in datatrove: a text that starts and ends with a line break has two equal lines.</summary>
    Count,

    /// <summary>They do not.</summary>
    Ignore,
}

/// <summary>Options of <c>gopher-repetition</c>: for each rule the most that a kept document has. 0 turns a rule off.</summary>
public sealed record GopherRepetitionOptions : IStepOptions
{
    /// <summary>Share of paragraphs that are repeats.</summary>
    public double DupParaFracMax { get; init; } = 0.30;

    /// <summary>Share of characters in repeated paragraphs.</summary>
    public double DupParaCharFracMax { get; init; } = 0.20;

    /// <summary>Share of lines that are repeats.</summary>
    public double DupLineFracMax { get; init; } = 0.30;

    /// <summary>Share of characters in repeated lines.</summary>
    public double DupLineCharFracMax { get; init; } = 0.20;

    /// <summary>Share of characters in the most frequent pair of words.</summary>
    public double Top2GramMax { get; init; } = 0.20;

    /// <summary>Share of characters in the most frequent three words.</summary>
    public double Top3GramMax { get; init; } = 0.18;

    /// <summary>Share of characters in the most frequent four words.</summary>
    public double Top4GramMax { get; init; } = 0.16;

    /// <summary>Share of characters in repeated runs of five words.</summary>
    public double Duplicated5NGramsMax { get; init; } = 0.15;

    /// <summary>Share of characters in repeated runs of six words.</summary>
    public double Duplicated6NGramsMax { get; init; } = 0.14;

    /// <summary>Share of characters in repeated runs of seven words.</summary>
    public double Duplicated7NGramsMax { get; init; } = 0.13;

    /// <summary>Share of characters in repeated runs of eight words.</summary>
    public double Duplicated8NGramsMax { get; init; } = 0.12;

    /// <summary>Share of characters in repeated runs of nine words.</summary>
    public double Duplicated9NGramsMax { get; init; } = 0.11;

    /// <summary>Share of characters in repeated runs of ten words.</summary>
    public double Duplicated10NGramsMax { get; init; } = 0.10;

    /// <summary>Fewest occurrences for a most frequent n-gram to count. datatrove has 1, so a text of three words fails by a pair that occurs once; 2 is what
    /// the paper means.</summary>
    public int TopNGramOccurrencesMin { get; init; } = 1;

    /// <summary>Whether empty lines at the ends of a text are lines.</summary>
    public EmptyLines EmptyLines { get; init; } = EmptyLines.Count;

    /// <summary>Language whose words are counted, whatever the document's own is: <c>en</c> for datatrove's default. Not given: the document's, English where
    /// that is unknown.</summary>
    public string? Language { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        (string Name, double Value)[] shares =
        [
            ("dup-para-frac-max", DupParaFracMax), ("dup-para-char-frac-max", DupParaCharFracMax), ("dup-line-frac-max", DupLineFracMax),
            ("dup-line-char-frac-max", DupLineCharFracMax), ("top-2-gram-max", Top2GramMax), ("top-3-gram-max", Top3GramMax), ("top-4-gram-max", Top4GramMax),
            ("duplicated-5-n-grams-max", Duplicated5NGramsMax), ("duplicated-6-n-grams-max", Duplicated6NGramsMax),
            ("duplicated-7-n-grams-max", Duplicated7NGramsMax), ("duplicated-8-n-grams-max", Duplicated8NGramsMax),
            ("duplicated-9-n-grams-max", Duplicated9NGramsMax), ("duplicated-10-n-grams-max", Duplicated10NGramsMax),
        ];
        foreach ((string name, double value) in shares)
            if (!(value >= 0)) yield return $"{name} is {value}; use 0 (off) or more";
        if (TopNGramOccurrencesMin < 1) yield return $"top-n-gram-occurrences-min is {TopNGramOccurrencesMin}; use 1 or more";
    }
}
