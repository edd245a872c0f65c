namespace Sluice.Curate.Dedup.Spans;

/// <summary>Which occurrences of what is repeated stay.</summary>
public enum KeepOccurrences
{
    /// <summary>The first in input order: files as the sources name them, then records, then the place in the text.</summary>
    First,

    /// <summary>None: what is said that often is boilerplate.</summary>
    None,
}

/// <summary>What <c>count-min</c> counts.</summary>
public enum CountOf
{
    /// <summary>Occurrences, those in one document each.</summary>
    Occurrences,

    /// <summary>Documents that have it. What a document says twice, but no other does, stays twice; where it stays, it stays as often as it was there.</summary>
    Documents,
}
