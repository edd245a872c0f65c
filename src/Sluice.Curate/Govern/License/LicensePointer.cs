using System.Text;
using System.Text.RegularExpressions;

namespace Sluice.Curate.Govern.License;

/// <summary>Short license files that say where the license is: <c>See ../LICENSE</c>, or the path alone, as a checkout without symbolic links leaves it.</summary>
static partial class LicensePointer
{
    const int BytesMax = 300;

    static readonly string[] s_where = ["/", "see", "refer", "root", "top", "main", "parent"];

    /// <summary>Whether a file only points to another file of the repository. What it points to elsewhere, or adds in words of its own, is not known.</summary>
    /// <param name="text">The file.</param>
    public static bool Is(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > BytesMax) return false;
        string words = Encoding.UTF8.GetString(text);
        return Pointer().IsMatch(words) && Array.Exists(s_where, where => words.Contains(where, StringComparison.OrdinalIgnoreCase));
    }

    // NonBacktracking: any file can be named LICENSE.
    [GeneratedRegex("""
        ^\W*(?:(?:please|see|refer|to|the|license|licence|licensing|copying|file|text|terms|information|details|root|main|top|level|parent|project|repository|repo|folder|directory|this|is|in|at|of|for|and|its|
        |(?:\.{1,2}/)+[a-z0-9_.\-/]{0,100}(?:licen[cs]e|copying)[a-z0-9_.\-]{0,20}|(?:licen[cs]e|copying)[-.][a-z0-9_\-]{1,20}(?:\.[a-z]{1,4})?)[\s"'`,;:.()\[\]<>*_-]*)+$
        """, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.NonBacktracking)]
    private static partial Regex Pointer();
}
