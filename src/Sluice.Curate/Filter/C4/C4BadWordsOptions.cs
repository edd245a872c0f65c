using Sluice.Core.Steps;

namespace Sluice.Curate.Filter.C4;

/// <summary>What becomes of a document whose language has no list.</summary>
public enum MissingList
{
    /// <summary>It is kept.</summary>
    Keep,

    /// <summary>It is dropped.</summary>
    Drop,
}

/// <summary>Options of <c>c4-bad-words</c>.</summary>
public sealed record C4BadWordsOptions : IStepOptions
{
    /// <summary>Folder of the lists, one file a language, named by its code without extension (<c>en</c>, …): a path, or a name looked up among the
    /// models.</summary>
    public string Lists { get; init; } = "ldnoobw";

    /// <summary>Language to take the list of, whatever a document's own is. Not given: the document's, English where that is unknown.</summary>
    public string? Language { get; init; }

    /// <summary>What becomes of a document whose language has no list.</summary>
    public MissingList MissingList { get; init; } = MissingList.Keep;

    /// <summary>Share of documents with bad words to keep all the same, drawn by hash of the id.</summary>
    public double KeepFraction { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (KeepFraction is not (>= 0 and <= 1)) yield return $"keep-fraction is {KeepFraction}; use 0 to 1";
        if (Lists.Length == 0) yield return "lists is empty; name a folder of lists";
    }
}
