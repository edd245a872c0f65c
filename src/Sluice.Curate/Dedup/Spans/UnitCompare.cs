namespace Sluice.Curate.Dedup.Spans;

/// <summary>When two lines or paragraphs are the same.</summary>
public enum UnitCompare
{
    /// <summary>As in CCNet: the same but for case, digits (each counts as 0), control characters, typographic and full-width punctuation, and white space at the ends.</summary>
    Ccnet,

    /// <summary>The same words: as <c>ccnet</c>, and whatever the accents, all punctuation, the length of numbers and white space between.</summary>
    Simplified,

    /// <summary>The same bytes, but for white space at the ends.</summary>
    Raw,
}
