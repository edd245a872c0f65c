namespace Sluice.Curate.Dedup.Exact;

/// <summary>What makes two documents equal.</summary>
public enum ExactBy
{
    /// <summary>The same bytes of text.</summary>
    Text,

    /// <summary>The same words, whatever their case, accents, digits and punctuation.</summary>
    NormalizedText,

    /// <summary>The same address, once written in one way: see the explanation of exact duplicates. A document without one stays.</summary>
    Url,
}
