namespace Sluice.Curate.Govern.OptOut;

/// <summary>Software Heritage's identifiers, <c>swh:1:KIND:40 HEX</c>, qualifiers behind <c>;</c>. Source: ISO/IEC 18670:2025, swhid.org.</summary>
static class Swhid
{
    /// <summary>How those of contents begin.</summary>
    public const string ContentPrefix = "swh:1:cnt:";

    const string RevisionPrefix = "swh:1:rev:";
    const int HexChars = 40;

    /// <summary>Takes one apart that can be honored.</summary>
    /// <param name="text">As written.</param>
    /// <param name="kind">Content or revision.</param>
    /// <param name="hex">Its SHA-1, lower case.</param>
    /// <param name="problem">What is wrong with it; null where nothing is.</param>
    /// <param name="hint">How to mend it.</param>
    public static bool TryRead(string text, out OptOutKind kind, out string hex, out string? problem, out string? hint)
    {
        (kind, problem, hint) = (OptOutKind.Content, null, null);
        string core = text.Split(';')[0].Trim();
        hex = core[(core.LastIndexOf(':') + 1)..];
        if (core.StartsWith(RevisionPrefix, StringComparison.Ordinal)) kind = OptOutKind.Revision;
        else if (!core.StartsWith(ContentPrefix, StringComparison.Ordinal))
        {
            (problem, hint) = core.StartsWith("swh:1:dir:", StringComparison.Ordinal) || core.StartsWith("swh:1:rel:", StringComparison.Ordinal) || core.StartsWith("swh:1:snp:", StringComparison.Ordinal)
                ? ($"'{core[..9]}' can't be honored: a file does not tell which folders, releases and snapshots it is in", "name the repository or its path, or the files by swh:1:cnt:…")
                : ("this is no Software Heritage identifier", "swh:1:cnt: (a file) or swh:1:rev: (a revision), and 40 hexadecimal digits");
            return false;
        }
        if (core.Length == ContentPrefix.Length + HexChars && hex.All(char.IsAsciiHexDigitLower)) return true;
        (problem, hint) = ("the identifier does not end in 40 digits of lower-case hexadecimal", null);
        return false;
    }
}
