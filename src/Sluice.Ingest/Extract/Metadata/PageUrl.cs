namespace Sluice.Ingest.Extract.Metadata;

/// <summary>Addresses that a page names, made whole.</summary>
static class PageUrl
{
    /// <summary>The address as an absolute http or https URL; null where it is none.</summary>
    /// <param name="link">As the page has it.</param>
    /// <param name="baseLink">Of the page's <c>base</c>; null where it has none.</param>
    /// <param name="page">The page's own address; null where unknown.</param>
    public static string? Absolute(string? link, string? baseLink, string? page)
    {
        if (string.IsNullOrEmpty(link)) return null;
        if (!Uri.TryCreate(link, UriKind.Absolute, out Uri? whole) || !IsWeb(whole))
        {
            if (!Uri.TryCreate(page, UriKind.Absolute, out Uri? root) || !IsWeb(root)) root = null;
            if (baseLink is not null && Uri.TryCreate(baseLink, UriKind.Absolute, out Uri? stated) && IsWeb(stated)) root = stated;
            else if (baseLink is not null && root is not null && Uri.TryCreate(root, baseLink, out Uri? joined)) root = joined;
            if (root is null || !Uri.TryCreate(root, link, out whole) || !IsWeb(whole)) return null;
        }
        return whole.AbsoluteUri;
    }

    static bool IsWeb(Uri url) => url.IsAbsoluteUri && url.Scheme is "http" or "https" && url.Host.Length > 0;
}
