using System.Collections.Frozen;
using Sluice.Curate.Govern.License.Expressions;
using Sluice.Curate.Govern.License.Texts;

namespace Sluice.Curate.Govern.License;

/// <summary>Which files with "license" or "copyright" in their names are license files: <c>LICENSE.md</c> and <c>LICENSE-MIT</c> are, <c>license-policy.md</c> is prose.</summary>
static class LicenseFileNames
{
    // A longer text that merely names licenses is no pointer but prose.
    const int PointerBytesMax = 2 << 10;

    static readonly FrozenSet<string> s_extensions = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "txt", "md", "rst", "html", "htm", "markdown", "adoc", "rtf", "tex", "text", "org", "in");

    static readonly FrozenSet<string> s_words = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "", "license", "licence", "licenses", "licences", "copying", "unlicense", "unlicence", "copyright", "copyrights", "copyleft", "ofl", "lib", "lesser", "library", "public", "and", "or", "v", "version", "runtime", "exception", "clause", "the",
        "apache", "apache2", "mit", "bsd", "bsd2", "bsd3", "bsl", "boost", "gpl", "gplv2", "gplv3", "gpl2", "gpl3", "lgpl", "lgplv2", "lgplv3", "lgpl2", "lgpl3", "agpl", "agplv3", "agpl3", "gfdl", "fdl", "mpl", "mpl2", "mozilla", "isc", "x11", "zlib", "cc", "by", "sa",
        "nc", "nd", "cc0", "psf", "python", "epl", "cddl", "eupl", "unicode", "artistic", "artistic2", "perl", "ruby", "php", "openssl", "ssleay", "expat", "wtfpl", "zpl", "afl", "osl", "cpl", "ncsa", "hpnd", "postgresql", "tcl", "ijg", "libpng", "freetype", "ftl", "sil", "gnu", "free", "new", "simplified", "modified", "main", "en", "us");

    /// <summary>Whether a file of the kind <see cref="RightsFileKind.License"/> is a license file. By an unusual name it is one only if most of it is a license's text.</summary>
    /// <param name="path">Path in the repository.</param>
    /// <param name="text">The file.</param>
    /// <param name="matches">What was found in it.</param>
    /// <param name="found">What it says; none where a long text merely names licenses.</param>
    public static bool Counts(string path, ReadOnlySpan<byte> text, List<LicenseMatch> matches, ref TextLicense? found)
    {
        string name = path[(path.LastIndexOf('/') + 1)..];
        if (!IsUsual(name))
        {
            long covered = 0;
            foreach (LicenseMatch match in matches)
                if (match.Kind == LicenseMatchKind.Text) covered += match.End - match.Start;
            return covered > text.Length / 2;
        }
        if (found is not { Kind: LicenseMatchKind.Reference } || text.Length <= PointerBytesMax) return true;
        found = null;
        // A LICENSE has terms that nobody knows, a COPYRIGHT lists others' works.
        return !name.StartsWith("copyright", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a file is nothing but a license file: <c>LICENSE</c>, <c>LICENCE.md</c>, <c>COPYING.txt</c>. Where such a one says nothing known, it still says something.</summary>
    public static bool MustSay(string path)
    {
        string name = path[(path.LastIndexOf('/') + 1)..];
        int dot = name.LastIndexOf('.');
        ReadOnlySpan<char> stem = dot > 0 && s_extensions.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name.AsSpan(dot + 1)) ? name.AsSpan(0, dot) : name;
        foreach (string word in (ReadOnlySpan<string>)["license", "licence", "licenses", "licences", "copying"])
            if (stem.Equals(word, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    /// <summary>Whether a name is usual: the usual words, ids and short names of licenses, numbers, and an ending of texts.</summary>
    public static bool IsUsual(string name)
    {
        int dot = name.LastIndexOf('.');
        ReadOnlySpan<char> stem = dot > 0 && s_extensions.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name.AsSpan(dot + 1)) ? name.AsSpan(0, dot) : name;
        foreach (string word in (ReadOnlySpan<string>)["license", "licence", "copying"])
            if (stem.StartsWith(word, StringComparison.OrdinalIgnoreCase) && stem.Length > word.Length + 1 && LicenseCategories.ListedId(stem[(word.Length + 1)..].ToString()) is not null) return true;
        FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> words = s_words.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (Range part in stem.SplitAny("-_. "))
        {
            ReadOnlySpan<char> bare = stem[part].TrimEnd("0123456789+");
            if (!words.Contains(bare) && !words.Contains(stem[part]) && LicenseCategories.ListedId(stem[part].ToString()) is null) return false;
        }
        return true;
    }
}
