using System.Collections.Frozen;

namespace Sluice.Ingest.Extract.Rights;

/// <summary>Reads the addresses of Creative Commons' licenses.</summary>
/// <remarks>Source: creativecommons.org's paths (<c>/licenses/by-sa/4.0/</c>, <c>/licenses/by/3.0/de/</c>, <c>/publicdomain/zero/1.0/</c>) and the ids of the SPDX License List.</remarks>
static class CreativeCommons
{
    static readonly FrozenSet<string> s_kinds = FrozenSet.ToFrozenSet(["by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd", "by-nd-nc"], StringComparer.OrdinalIgnoreCase);
    static readonly FrozenSet<string> s_versions = FrozenSet.ToFrozenSet(["1.0", "2.0", "2.5", "3.0", "4.0"], StringComparer.Ordinal);

    // Ports to a country's law that have an id of their own.
    static readonly FrozenSet<string> s_ports = FrozenSet.ToFrozenSet(
    [
        "CC-BY-2.5-AU", "CC-BY-3.0-AT", "CC-BY-3.0-AU", "CC-BY-3.0-DE", "CC-BY-3.0-IGO", "CC-BY-3.0-NL", "CC-BY-3.0-US", "CC-BY-NC-3.0-DE", "CC-BY-NC-ND-3.0-DE", "CC-BY-NC-ND-3.0-IGO", "CC-BY-NC-SA-2.0-DE",
        "CC-BY-NC-SA-2.0-FR", "CC-BY-NC-SA-2.0-UK", "CC-BY-NC-SA-3.0-DE", "CC-BY-NC-SA-3.0-IGO", "CC-BY-ND-3.0-DE", "CC-BY-SA-2.0-UK", "CC-BY-SA-2.1-JP", "CC-BY-SA-3.0-AT", "CC-BY-SA-3.0-DE", "CC-BY-SA-3.0-IGO",
    ], StringComparer.Ordinal);

    /// <summary>Whether the address is that of a license or of the public domain tools.</summary>
    public static bool IsLicense(string url) => TryPath(url, out string path) && (path.StartsWith("licenses/", StringComparison.OrdinalIgnoreCase) || path.StartsWith("publicdomain/", StringComparison.OrdinalIgnoreCase));

    /// <summary>The SPDX id of a license's address; null where it is of none, or of one without an id.</summary>
    public static string? SpdxOf(string url)
    {
        if (!TryPath(url, out string path)) return null;
        string[] parts = path.Split(['/', '?', '#'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 3) return null;
        if (parts[0].Equals("publicdomain", StringComparison.OrdinalIgnoreCase)) return parts[2] != "1.0" ? null : parts[1].ToLowerInvariant() switch { "zero" => "CC0-1.0", "mark" => "CC-PDM-1.0", _ => null };
        if (!parts[0].Equals("licenses", StringComparison.OrdinalIgnoreCase) || !s_kinds.Contains(parts[1])) return null;
        string kind = parts[1].Equals("by-nd-nc", StringComparison.OrdinalIgnoreCase) ? "by-nc-nd" : parts[1];
        string id = $"CC-{kind.ToUpperInvariant()}-{parts[2]}";
        string place = parts.Length > 3 && !IsPage(parts[3]) ? parts[3].ToUpperInvariant() : "";
        if (place.Length == 0) return s_versions.Contains(parts[2]) ? id : null;
        return s_ports.Contains($"{id}-{place}") ? $"{id}-{place}" : null;
    }

    static bool IsPage(string part) => part.StartsWith("deed", StringComparison.OrdinalIgnoreCase) || part.StartsWith("legalcode", StringComparison.OrdinalIgnoreCase) || part.StartsWith("rdf", StringComparison.OrdinalIgnoreCase);

    static bool TryPath(string url, out string path)
    {
        path = "";
        int host = url.IndexOf("//", StringComparison.Ordinal);
        if (host is not (0 or 5 or 6) || (host > 0 && !url.StartsWith("http", StringComparison.OrdinalIgnoreCase))) return false;
        string rest = url[(host + 2)..];
        if (rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase)) rest = rest[4..];
        const string Host = "creativecommons.org/";
        if (!rest.StartsWith(Host, StringComparison.OrdinalIgnoreCase)) return false;
        path = rest[Host.Length..];
        return true;
    }
}
