using System.Text.RegularExpressions;

namespace Sluice.Core.Records;

/// <summary>Which files of a tree say under what license it is: by their names alone.</summary>
/// <remarks>Names: licensee's and GitHub's license file names, REUSE 3.3 (<c>LICENSES/</c>, <c>REUSE.toml</c>, <c>.reuse/dep5</c>, <c>FILE.license</c>), Debian's copyright file,
/// and the manifests of npm, Cargo, PyPI, RubyGems, Composer, Maven, NuGet, Cabal, CRAN, CPAN and Dart packages. READMEs count: many state the license only there.</remarks>
public static partial class RightsFiles
{
    /// <summary>Files that a repository keeps the bytes of at most: license files first, then those nearest its root.</summary>
    public const int FilesMax = 2_000;

    /// <summary>Bytes that are kept of each.</summary>
    public const int FileBytesMax = 256 << 10;

    /// <summary>Bytes that a repository keeps of all together.</summary>
    public const int BytesMax = 16 << 20;

    /// <summary>License files that are listed at most without their bytes, since the limits are reached or they can't be read.</summary>
    public const int UnreadMax = 100_000;

    /// <summary>Characters that the paths of those have at most.</summary>
    public const int UnreadCharsMax = 16 << 20;

    /// <summary>Path of the entry that stands for all license files that are not even listed: some folders' licenses are not known, nor which folders'.</summary>
    public const string MorePath = "LICENSE-and-more";

    /// <summary><see cref="RepositoryFile.Unread"/> of files whose beginning alone is kept.</summary>
    public const string CutReason = "read.rights-file-bytes-max";

    /// <summary><see cref="RepositoryFile.Unread"/> of files beyond the limits of a repository.</summary>
    public const string LimitReason = "read.rights-files-max";

    /// <summary>Whether a file is a license file by its name, or decides like one: what it says must be known before anything can be permitted. Manifests, READMEs and notices are none.</summary>
    /// <param name="path">Path of a file that <see cref="Matches"/>.</param>
    public static bool IsLicense(ReadOnlySpan<char> path)
    {
        int slash = path.LastIndexOf('/');
        ReadOnlySpan<char> name = path[(slash + 1)..], folder = slash < 0 ? default : path[..slash];
        if (folder.EndsWith("LICENSES", StringComparison.Ordinal) || name.SequenceEqual("dep5") || name.Equals("reuse.toml", StringComparison.OrdinalIgnoreCase)) return true;
        return name.StartsWith("cop", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ofl", StringComparison.OrdinalIgnoreCase)
            || name.Contains("license", StringComparison.OrdinalIgnoreCase) || name.Contains("licence", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a file may tell the license of others.</summary>
    /// <param name="path">Path in the repository, <c>/</c> between the parts.</param>
    public static bool Matches(ReadOnlySpan<char> path)
    {
        int slash = path.LastIndexOf('/');
        ReadOnlySpan<char> name = path[(slash + 1)..], folder = slash < 0 ? default : path[..slash];
        if (name.IsEmpty || name.Length > 200) return false;
        if (folder.EndsWith("LICENSES", StringComparison.Ordinal) && (folder.Length == 8 || folder[^9] == '/')) return true;
        if (folder.EndsWith(".reuse", StringComparison.Ordinal) && name.SequenceEqual("dep5")) return true;
        if (folder.EndsWith("debian", StringComparison.Ordinal) && name.SequenceEqual("copyright")) return true;
        return Names().IsMatch(name);
    }

    // NonBacktracking: names are hostile too.
    [GeneratedRegex("""
        ^(?:(?:[a-z0-9]+[-_.])?(?:un)?licen[cs]e[s]?(?:[-_.\ ~0-9].*)?|copying(?:[-_.\ ~0-9].*)?|copyright(?:[-_.\ ~0-9].*)?|copyleft(?:[-_.].*)?|notices?(?:[-_.].*)?|patents(?:[-_.].*)?|ofl(?:[-_.].*)?|legal(?:[-_.].*)?
        |readme(?:\.(?:md|txt|rst|markdown|adoc|org|rdoc|pod|textile))?|reuse\.toml|.+\.license
        |package\.json|cargo\.toml|pyproject\.toml|setup\.(?:cfg|py)|pkg-info|metadata|.+\.gemspec|composer\.json|pom\.xml|.+\.nuspec|.+\.(?:cs|fs|vb)proj|directory\.build\.props
        |.+\.cabal|package\.yaml|description|meta\.(?:json|yml)|pubspec\.yaml|bower\.json|.+\.podspec|.+\.rockspec|mix\.exs|project\.toml|dist\.ini|makefile\.pl)$
        """, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Names();
}
