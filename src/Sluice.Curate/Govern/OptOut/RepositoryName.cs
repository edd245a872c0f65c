namespace Sluice.Curate.Govern.OptOut;

/// <summary>A repository's name as lists look it up, in lower case: <c>owner/name</c>, or <c>host/owner/name</c> where the entry or the document says the host.</summary>
/// <param name="Full">The whole name.</param>
/// <param name="Owner">All before the last part, the host included where it is given; null for a name without owner.</param>
readonly record struct RepositoryName(string Full, string? Owner)
{
    const int CharsMax = 1024;

    /// <summary>The names of a repository: the one it states, and those of its address, with its host and without.</summary>
    public static IEnumerable<RepositoryName> Of(string? name, string? url)
    {
        HashSet<string> seen = [];
        foreach (string? stated in (string?[])[name, url])
        {
            if (stated is null || stated.Length > CharsMax || !TrySplit(stated, out string? host, out string path)) continue;
            if (seen.Add(path)) yield return Make(path);
            if (host is not null && seen.Add(host + "/" + path)) yield return Make(host + "/" + path);
        }
    }

    /// <summary>Whether the name or the address of a repository tells its host.</summary>
    public static bool TellsHost(string? name, string? url) => HasHost(name) || HasHost(url);

    static bool HasHost(string? stated) => stated is not null && stated.Length <= CharsMax && TrySplit(stated, out string? host, out _) && host is not null;

    /// <summary>Takes a name or an address apart: <c>owner/name</c>, <c>https://host/owner/name.git</c>, <c>git@host:owner/name.git</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="host">The host in lower case, without <c>www.</c>; null where there is none.</param>
    /// <param name="path">The rest in lower case, without <c>.git</c>.</param>
    /// <returns>False where nothing is left of it.</returns>
    public static bool TrySplit(string text, out string? host, out string path)
    {
        host = null;
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        int scheme = rest.IndexOf("://", StringComparison.Ordinal), at = rest.IndexOf('@'), colon = rest.IndexOf(':');
        if (scheme > 0)
        {
            rest = rest[(scheme + 3)..];
            int slash = rest.IndexOf('/');
            ReadOnlySpan<char> authority = slash < 0 ? rest : rest[..slash];
            rest = slash < 0 ? [] : rest[(slash + 1)..];
            host = HostOf(authority);
        }
        else if (at > 0 && colon > at && rest[..at].IndexOf('/') < 0)
        {
            host = HostOf(rest[(at + 1)..colon]);
            rest = rest[(colon + 1)..];
        }
        int query = rest.IndexOfAny('?', '#');
        if (query >= 0) rest = rest[..query];
        rest = rest.Trim('/');
        if (rest.EndsWith(".git", StringComparison.OrdinalIgnoreCase)) rest = rest[..^4];
        path = rest.ToString().ToLowerInvariant();
        return path.Length > 0;
    }

    static RepositoryName Make(string full)
    {
        int slash = full.LastIndexOf('/');
        return new(full, slash > 0 ? full[..slash] : null);
    }

    static string? HostOf(ReadOnlySpan<char> authority)
    {
        authority = authority[(authority.LastIndexOf('@') + 1)..];
        int port = authority.IndexOf(':');
        if (port >= 0) authority = authority[..port];
        string host = authority.ToString().ToLowerInvariant();
        if (host.StartsWith("www.", StringComparison.Ordinal)) host = host[4..];
        return host.Length > 0 ? host : null;
    }
}
