namespace Sluice.Ingest.Extract.Metadata;

/// <summary>One object of a page's JSON-LD, with what is read of it.</summary>
sealed class LinkedThing
{
    /// <summary><c>@type</c>, the first.</summary>
    public string? Type { get; set; }

    /// <summary><c>@id</c>.</summary>
    public string? Id { get; set; }

    /// <summary>The property that it stands at: null at the top and in <c>@graph</c>.</summary>
    public string? Role { get; set; }

    public string? Name { get; set; }

    public string? Headline { get; set; }

    public string? Description { get; set; }

    public string? Published { get; set; }

    public string? Created { get; set; }

    public string? Modified { get; set; }

    public string? Language { get; set; }

    public string? License { get; set; }

    public string? IsAccessibleForFree { get; set; }

    public string? ConditionsOfAccess { get; set; }

    public string? Url { get; set; }

    /// <summary>Names of the authors, or where they are stated elsewhere, their ids.</summary>
    public List<(string Value, bool IsId)> Authors { get; } = [];

    /// <summary>Name of the publisher, or its id.</summary>
    public (string Value, bool IsId)? Publisher { get; set; }

    /// <summary>How near it is to the page's main text: 0 for articles, 1 for other works, 2 for the page, 3 for all else.</summary>
    public int Distance => Type switch
    {
        null => 3,
        _ when Type.EndsWith("Article", StringComparison.Ordinal) || Type.EndsWith("Posting", StringComparison.Ordinal) || Type is "Report" or "AnalysisNewsArticle" or "Review" or "CreativeWork" => 0,
        "Recipe" or "VideoObject" or "HowTo" or "Book" or "Course" or "QAPage" or "FAQPage" or "Product" or "Event" or "PodcastEpisode" or "Dataset" or "SoftwareApplication" => 1,
        _ when Type.EndsWith("Page", StringComparison.Ordinal) => 2,
        _ => 3,
    };
}
