namespace Sluice.Curate.Dedup.Spans;

/// <summary>Which occurrences of what is repeated stay.</summary>
public enum KeepOccurrences
{
    /// <summary>The first in input order: files as the sources name them, then records, then the place in the text.</summary>
    First,

    /// <summary>None: what is said that often is boilerplate.</summary>
    None,
}
