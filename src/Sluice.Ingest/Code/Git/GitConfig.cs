namespace Sluice.Ingest.Code.Git;

/// <summary>The few facts that are taken from an untrusted repository's configuration: addresses of remotes, and how ids are made. Includes are not followed.</summary>
sealed class GitConfig
{
    /// <summary>URL of the remote <c>origin</c>, else of the first; null where there is none.</summary>
    public string? OriginUrl { get; private init; }

    /// <summary>URL of the remote <c>upstream</c>, by custom what a fork was made from; null where there is none.</summary>
    public string? UpstreamUrl { get; private init; }

    /// <summary>Whether ids are SHA-256.</summary>
    public bool IsSha256 { get; private init; }

    /// <summary>Whether refs lie in a format that is not read here (reftable).</summary>
    public bool HasOtherRefs { get; private init; }

    /// <summary>Reads a file; one that is missing or broken says nothing.</summary>
    public static GitConfig Read(string path)
    {
        Dictionary<string, string> urls = new(StringComparer.Ordinal);
        string? first = null;
        bool isSha256 = false, hasOtherRefs = false;
        string section = "";
        foreach (string raw in LocalRepository.ReadSmall(path).Split('\n'))
        {
            string line = raw.Trim();
            if (line.StartsWith('['))
            {
                section = line.TrimEnd(']');
                continue;
            }
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0) continue;
            string key = line[..equals].TrimEnd().ToLowerInvariant(), value = line[(equals + 1)..].Trim().Trim('"');
            const string Remote = "[remote \"";
            if (key == "url" && section.StartsWith(Remote, StringComparison.OrdinalIgnoreCase))
            {
                first ??= value;
                urls.TryAdd(section[Remote.Length..].TrimEnd('"'), value);
            }
            else if (section.Equals("[extensions", StringComparison.OrdinalIgnoreCase))
            {
                if (key == "objectformat") isSha256 = value.Equals("sha256", StringComparison.OrdinalIgnoreCase);
                if (key == "refstorage") hasOtherRefs = !value.Equals("files", StringComparison.OrdinalIgnoreCase);
            }
        }
        return new() { OriginUrl = urls.GetValueOrDefault("origin") ?? first, UpstreamUrl = urls.GetValueOrDefault("upstream"), IsSha256 = isSha256, HasOtherRefs = hasOtherRefs };
    }
}
