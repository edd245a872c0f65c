namespace Sluice.Publish.Release.Attribution;

/// <summary>What a file that tells a license is as a text.</summary>
enum RightsTextKind
{
    /// <summary>None: a manifest names a license, but does not hold its text.</summary>
    None,

    /// <summary>A README: the license's text only where a finding names it.</summary>
    Readme,

    /// <summary>A license text.</summary>
    License,

    /// <summary>A notice that must go with the files: Apache's <c>NOTICE</c>, a file of copyright lines.</summary>
    Notice,
}

/// <summary>Tells the kinds apart by the file's name, as <see cref="Core.Records.RightsFiles"/> finds them.</summary>
static class RightsText
{
    static readonly string[] s_notices = ["notice", "copyright"];
    static readonly string[] s_licenses = ["copying", "copyleft", "patents", "ofl", "legal"];

    /// <summary>The kind of a file.</summary>
    internal static RightsTextKind KindOf(string path)
    {
        string[] parts = path.Split('/');
        string name = parts[^1].ToLowerInvariant();
        if (parts.Length > 1 && parts[^2] == "LICENSES") return RightsTextKind.License;
        if (s_notices.Any(word => IsNamed(name, word))) return RightsTextKind.Notice;
        if (s_licenses.Any(word => IsNamed(name, word)) || name.Contains("licen", StringComparison.Ordinal)) return RightsTextKind.License;
        return name.StartsWith("readme", StringComparison.Ordinal) ? RightsTextKind.Readme : RightsTextKind.None;
    }

    static bool IsNamed(string name, string word) =>
        name.StartsWith(word, StringComparison.Ordinal) && (name.Length == word.Length || name[word.Length] is '.' or '-' or '_' or 's');
}
