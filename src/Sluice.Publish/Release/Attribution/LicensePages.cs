using System.Buffers;

namespace Sluice.Publish.Release.Attribution;

/// <summary>Where the text of a license is: in a file that is named after it, else on its page in the SPDX license list.</summary>
public static class LicensePages
{
    const int LengthMax = 10_000;

    static readonly SearchValues<char> s_idCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-");

    /// <summary>The pages of the ids of an expression, in its order, each once; none for <c>NOASSERTION</c>, for <c>LicenseRef-</c> and for what is no id.</summary>
    /// <param name="expression">SPDX expression.</param>
    public static IReadOnlyList<string> Of(string expression) => expression.Length > LengthMax ? [] :
    [
        .. Words(expression).Where(IsListed).Distinct(StringComparer.Ordinal)
            .Select(id => $"https://spdx.org/licenses/{id}.html"),
    ];

    /// <summary>Whether a file of a repository is the text of one of an expression's licenses by its name: <c>LICENSES/ID.txt</c> at the root, as REUSE 3.3 has it.</summary>
    internal static bool IsTextOf(string path, string expression) =>
        path.StartsWith("LICENSES/", StringComparison.Ordinal) && expression.Length <= LengthMax
        && Words(expression).Contains(Path.GetFileNameWithoutExtension(path), StringComparer.Ordinal);

    static IEnumerable<string> Words(string expression) => expression.Split([' ', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Select(word => word.TrimEnd('+'));

    static bool IsListed(string id) => id.Length > 0 && id is not ("AND" or "OR" or "WITH" or "NOASSERTION" or "NONE")
        && !id.StartsWith("LicenseRef-", StringComparison.Ordinal) && id.AsSpan().IndexOfAnyExcept(s_idCharacters) < 0;
}
