namespace Sluice.Ingest.Extract.Metadata;

/// <summary>What a page may say of itself, several times and in several ways.</summary>
enum PageFact
{
    OpenGraphTitle, LinkedHeadline, MetaTitle, TitleElement, Published, Modified, SiteName, Description, Language, CanonicalUrl,
}

/// <summary>The best of what a page says of each fact: the most trusted source first, and of equal ones the first on the page.</summary>
sealed class PageFacts
{
    readonly string?[] _values = new string?[Enum.GetValues<PageFact>().Length];
    readonly int[] _ranks = new int[Enum.GetValues<PageFact>().Length];

    /// <summary>What is known of a fact; null where nothing.</summary>
    public string? this[PageFact fact] => _values[(int)fact];

    /// <summary>Whether a source of that rank would be taken; lower ranks are trusted more.</summary>
    public bool Wants(PageFact fact, int rank) => _values[(int)fact] is null || rank < _ranks[(int)fact];

    /// <summary>Takes a value where it is better than what there is.</summary>
    public void Offer(PageFact fact, int rank, string? value)
    {
        if (string.IsNullOrEmpty(value) || !Wants(fact, rank)) return;
        (_values[(int)fact], _ranks[(int)fact]) = (value, rank);
    }

    public void Clear() => Array.Clear(_values);
}
