using System.Collections.Frozen;

namespace Sluice.Ingest.Extract.Metadata;

/// <summary>What the names of <c>meta</c> elements mean, and how much each is trusted: names of vocabularies more than names of systems, and these more than loose ones.</summary>
static class MetaNames
{
    /// <summary>No name that means something is longer.</summary>
    public const int NameCharsMax = 48;

    // Fact, rank, names in lower case.
    static readonly (PageFact Fact, int Rank, string Names)[] s_facts =
    [
        (PageFact.OpenGraphTitle, 0, "og:title"),
        (PageFact.OpenGraphTitle, 1, "twitter:title"),
        (PageFact.MetaTitle, 0, "citation_title headline dc.title dcterms.title parsely-title sailthru.title hdl title bt:title article:title"),
        (PageFact.Published, 0, "article:published_time og:article:published_time article:published"),
        (PageFact.Published, 2, "datepublished citation_publication_date citation_online_date citation_date dcterms.issued dcterms.created dcterms.date dc.date.issued dc.date.created dc.date.published dc.issued"),
        (PageFact.Published, 3, "date dc.date pubdate publishdate publish-date publish_date published published_time published-date published_date publication_date publication-date parsely-pub-date sailthru.date rnews:datepublished cxenseparse:recs:publishtime og:published_time og:pubdate og:publish_date originalpublicationdate displaydate date_published article_date_original article.published article.created bt:pubdate iso-8601-publish-date dcsext.articlefirstpublished ptime pub_date created creation_date date.created datecreated"),
        (PageFact.Modified, 0, "article:modified_time og:updated_time og:article:modified_time article:modified article:updated_time"),
        (PageFact.Modified, 2, "datemodified dcterms.modified dc.date.modified last-modified lastmod lastmodified modified modified_time og:modified_time revised updated updated_time date.modified utime cxenseparse:recs:articlemodified"),
        (PageFact.SiteName, 0, "og:site_name og:sitename"),
        (PageFact.SiteName, 2, "application-name apple-mobile-web-app-title al:ios:app_name al:android:app_name cre citation_journal_title"),
        (PageFact.Description, 0, "og:description"),
        (PageFact.Description, 1, "description"),
        (PageFact.Description, 2, "twitter:description dc.description dcterms.description sailthru.description"),
        (PageFact.Language, 2, "og:locale"),
        (PageFact.Language, 3, "language content-language dc.language dcterms.language"),
        (PageFact.CanonicalUrl, 1, "og:url"),
    ];

    static readonly (int Rank, string Names)[] s_authors =
    [
        (0, "citation_author"),
        (2, "author article:author article:author_name og:author book:author parsely-author sailthru.author dc.creator dcterms.creator byl byline authors article.author article-author cxenseparse:author rbauthors mediator_author bt:author"),
    ];

    static readonly FrozenDictionary<string, (PageFact Fact, int Rank)>.AlternateLookup<ReadOnlySpan<char>> s_byName =
        s_facts.SelectMany(f => f.Names.Split(' ').Select(name => (name, f.Fact, f.Rank))).ToFrozenDictionary(f => f.name, f => (f.Fact, f.Rank), StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> s_authorNames =
        s_authors.SelectMany(a => a.Names.Split(' ').Select(name => (name, a.Rank))).ToFrozenDictionary(a => a.name, a => a.Rank, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The fact that a name in lower case tells; false for other names.</summary>
    public static bool TryFind(ReadOnlySpan<char> name, out PageFact fact, out int rank)
    {
        bool found = s_byName.TryGetValue(name, out (PageFact Fact, int Rank) entry);
        (fact, rank) = entry;
        return found;
    }

    /// <summary>The rank of a name of authors; false for other names.</summary>
    public static bool IsAuthor(ReadOnlySpan<char> name, out int rank) => s_authorNames.TryGetValue(name, out rank);
}
