namespace Sluice.Curate.Dedup.Keep;

/// <summary>Which of several duplicates stays. Except for <see cref="First"/>, of equal ones the one with the least id, compared by bytes: the order of the input changes nothing.</summary>
public enum KeepOrder
{
    /// <summary>The first in input order: files as the sources name them, then records.</summary>
    First,

    /// <summary>The one with the most bytes of text.</summary>
    Longest,

    /// <summary>The one that was captured last; those without a date come last.</summary>
    Newest,

    /// <summary>The one with the highest number under the metadata key that <c>score</c> names; those without one come last.</summary>
    BestScore,

    /// <summary>The one whose file matches the earliest pattern of <c>priority</c>; those that match none come last.</summary>
    SourcePriority,

    /// <summary>For files of repositories, the original: one of a fork comes after all others, then one marked vendored or generated, then the one with the later first date in its history (<c>first-date</c>, else <c>author-date</c>);
    /// then the one with the less clear license (none found, in conflict, lower score). What is not known comes last.</summary>
    Original,
}
