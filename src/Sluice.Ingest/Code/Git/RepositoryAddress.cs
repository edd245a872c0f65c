using System.Text;

namespace Sluice.Ingest.Code.Git;

/// <summary>A repository's name and web address, made of a remote's URL or of a file's name. User names and passwords in URLs never get in.</summary>
/// <param name="Name"><c>owner/name</c>, or the name alone.</param>
/// <param name="Url">Web address, <c>https://host/owner/name</c>; null where the host is not known.</param>
sealed record RepositoryAddress(string Name, string? Url)
{
    const int CharsMax = 500;

    /// <summary>Of a remote: <c>https://host/owner/name.git</c>, <c>ssh://git@host/owner/name</c>, <c>git@host:owner/name.git</c>; null for paths and what is no URL.</summary>
    public static RepositoryAddress? OfRemote(string? url)
    {
        if (url is null or { Length: 0 or > CharsMax }) return null;
        string host, path;
        int scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0)
        {
            if (url[..scheme] is not ("https" or "http" or "ssh" or "git" or "git+ssh" or "git+https")) return null;
            string rest = url[(scheme + 3)..];
            int slash = rest.IndexOf('/', StringComparison.Ordinal);
            if (slash < 0) return null;
            (host, path) = (rest[..slash], rest[(slash + 1)..]);
        }
        else
        {
            // scp's form; a path before a colon is none.
            int colon = url.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 1 || url.AsSpan(0, colon).Contains('/') || url.AsSpan(colon).StartsWith("::")) return null; // Two name a program that would be run.
            (host, path) = (url[..colon], url[(colon + 1)..]);
        }
        host = host[(host.LastIndexOf('@') + 1)..];
        int port = host.IndexOf(':', StringComparison.Ordinal);
        if (port >= 0) host = host[..port];
        int query = path.AsSpan().IndexOfAny("?#");
        path = (query >= 0 ? path[..query] : path).Trim('/');
        if (path.EndsWith(".git", StringComparison.OrdinalIgnoreCase)) path = path[..^".git".Length].TrimEnd('/');
        if (path.Length == 0 || host.Length == 0 || !host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-')) return null;
        path = EntryPath.Of(Encoding.UTF8.GetBytes(path));
        return new(path, $"https://{host.ToLowerInvariant()}/{path}");
    }

    /// <summary>Of a file or folder: its name, where <c>__</c> stands between owner and name (<c>madler__zlib.bundle</c> is <c>madler/zlib</c>).</summary>
    /// <param name="name">The name, without its ending.</param>
    public static RepositoryAddress OfName(string name)
    {
        int owner = name.IndexOf("__", StringComparison.Ordinal);
        if (owner > 0 && owner + 2 < name.Length) name = name[..owner] + "/" + name[(owner + 2)..];
        string safe = EntryPath.Of(Encoding.UTF8.GetBytes(name));
        return new(safe.Length == 0 ? "repository" : safe, null);
    }

    /// <summary>Web address of a file at a commit, where the host's pages are known; null elsewhere.</summary>
    /// <param name="commit">The commit's id.</param>
    /// <returns>What a path, percent-encoded, is put behind.</returns>
    public string? BlobUrlStart(string commit)
    {
        if (Url is null) return null;
        string host = Url["https://".Length..];
        host = host[..host.IndexOf('/', StringComparison.Ordinal)];
        return host switch
        {
            "github.com" => $"{Url}/blob/{commit}/",
            "gitlab.com" => $"{Url}/-/blob/{commit}/",
            "bitbucket.org" => $"{Url}/src/{commit}/",
            "codeberg.org" => $"{Url}/src/commit/{commit}/",
            _ => null,
        };
    }

    /// <summary>Web address of a commit, where the host's pages are known; null elsewhere.</summary>
    public string? CommitUrl(string commit) => Url is null || BlobUrlStart(commit) is null ? null
        : Url + (Url.StartsWith("https://gitlab.com/", StringComparison.Ordinal) ? "/-/commit/" : Url.StartsWith("https://bitbucket.org/", StringComparison.Ordinal) ? "/commits/" : "/commit/") + commit;
}
