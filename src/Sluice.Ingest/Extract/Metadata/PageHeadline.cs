using System.Text;

namespace Sluice.Ingest.Extract.Metadata;

/// <summary>Chooses the title of the page's text among what is called its title: the site's name is no part of it.</summary>
static class PageHeadline
{
    static readonly string[] s_borders = [" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / ", " > ", " ‹ ", " ~ ", "| ", " ‒ ", " ― "];

    /// <summary>The title; null where the page has none.</summary>
    public static string? Choose(PageFacts facts, IReadOnlyList<string> headings)
    {
        string? element = facts[PageFact.TitleElement];
        string? site = facts[PageFact.SiteName];
        foreach (string heading in headings)
            if (site is null && IsSiteOf(heading, element, facts[PageFact.OpenGraphTitle], null)) site = heading;
        // What is made to be shared is the title that readers know; titles for search engines (title, headline) are often others. Where a headline or heading is a part of it, that is without the site's name.
        string? graph = facts[PageFact.OpenGraphTitle], headline = facts[PageFact.LinkedHeadline];
        if (headline is not null && IsTitleLike(headline) && (graph is not null ? Holds(graph, headline) : Holds(element, headline) || headings.Any(h => Holds(h, headline)))) return WithoutSite(headline, site);
        foreach (string heading in headings)
            if (IsTitleLike(heading) && !IsSiteOf(heading, element, graph, site) && (graph is not null ? Holds(graph, heading) : Holds(element, heading))) return heading;
        string? stated = graph ?? headline ?? facts[PageFact.MetaTitle] ?? element;
        return stated is not null ? WithoutSite(stated, site) : headings.Count > 0 ? headings[0] : null;
    }

    static bool IsTitleLike(string heading)
    {
        const int CharsMin = 8;
        return heading.Length >= CharsMin || heading.Contains(' ');
    }

    // The heading of many pages is the site's name, which is the end of the page's title.
    static bool IsSiteOf(string heading, string? element, string? graph, string? site)
    {
        if (site is not null && IsSameName(heading, site)) return true;
        if (element is null) return false;
        string all = Letters(element), own = Letters(heading);
        return all.Length > own.Length && all.EndsWith(own, StringComparison.Ordinal) && LastBorder(element).At is > 0 and var at && Letters(element[at..]) == own && !Holds(graph, heading);
    }

    /// <summary>Whether two names have the same letters, or one begins with the other.</summary>
    public static bool IsSameName(string one, string other)
    {
        string a = Letters(one), b = Letters(other);
        return a.Length > 0 && b.Length > 0 && (a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal));
    }

    static bool Holds(string? title, string heading) => title is not null && Letters(title).Contains(Letters(heading), StringComparison.Ordinal);

    // Quotes and hyphens differ between the places that have a title.
    static string Letters(string text)
    {
        StringBuilder letters = new(text.Length);
        foreach (char c in text)
            if (char.IsLetterOrDigit(c)) letters.Append(char.ToLowerInvariant(c));
        return letters.ToString();
    }

    static string WithoutSite(string title, string? site)
    {
        (int at, int length) = LastBorder(title);
        if (at <= 0) return title;
        string before = title[..at].Trim(), after = title[(at + length)..].Trim();
        if (site is not null)
        {
            if (IsSameName(after, site) && before.Length > 0) return WithoutSite(before, site);
            int first = FirstBorder(title, out int firstLength);
            if (first > 0 && IsSameName(title[..first], site)) return title[(first + firstLength)..].Trim();
        }
        // Unnamed sites: a short end after a longer beginning.
        const int WordsKept = 3;
        int words = before.Split(' ').Length;
        return site is null && words > WordsKept && after.Split(' ').Length <= 4 && words > after.Split(' ').Length ? before : title;
    }

    static (int At, int Length) LastBorder(string title)
    {
        (int, int) last = (-1, 0);
        foreach (string border in s_borders)
            if (title.LastIndexOf(border, StringComparison.Ordinal) is var at && at > last.Item1) last = (at, border.Length);
        return last;
    }

    static int FirstBorder(string title, out int length)
    {
        int first = -1;
        length = 0;
        foreach (string border in s_borders)
        {
            int at = title.IndexOf(border, StringComparison.Ordinal);
            if (at < 0 || (first >= 0 && at >= first)) continue;
            (first, length) = (at, border.Length);
        }
        return first;
    }
}
