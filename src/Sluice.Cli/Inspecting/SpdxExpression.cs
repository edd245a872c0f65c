namespace Sluice.Cli.Inspecting;

/// <summary>SPDX license expressions, as far as a document must keep to their grammar.</summary>
/// <remarks>Source: SPDX 2.3, annex D. Ids are checked by their form, not against the list of licenses.</remarks>
static class SpdxExpression
{
    const int LengthMax = 10_000;
    const string LicenseRef = "LicenseRef-";

    /// <summary>The expression with its words parted by single spaces, and each <c>LicenseRef-</c> named anew; null where it is none.</summary>
    /// <param name="expression">What a release says of a license.</param>
    /// <param name="rename">Gives the name that a reference has in the document.</param>
    internal static string? Rewrite(string expression, Func<string, string> rename)
    {
        if (expression.Length > LengthMax) return null;
        List<string> words = [];
        int depth = 0;
        bool needsId = true, afterWith = false, mayTakeWith = false;
        foreach (string word in Words(expression))
        {
            if (word == "(")
            {
                if (!needsId || afterWith) return null;
                depth++;
            }
            else if (word == ")")
            {
                if (needsId || --depth < 0) return null;
                mayTakeWith = false;
            }
            else if (word is "AND" or "OR")
            {
                if (needsId) return null;
                needsId = true;
            }
            else if (word == "WITH")
            {
                if (needsId || !mayTakeWith) return null;
                (needsId, afterWith) = (true, true);
            }
            else if (!needsId || !IsId(word)) return null;
            else (needsId, mayTakeWith, afterWith) = (false, !afterWith, false);
            words.Add(word.StartsWith(LicenseRef, StringComparison.Ordinal) ? rename(word) : word);
        }
        return needsId || depth != 0 ? null : string.Join(' ', words).Replace("( ", "(", StringComparison.Ordinal).Replace(" )", ")", StringComparison.Ordinal);
    }

    static IEnumerable<string> Words(string expression)
    {
        for (int start = 0; start < expression.Length;)
        {
            char first = expression[start];
            int end = start + 1;
            if (first is not ('(' or ')' or ' ')) while (end < expression.Length && expression[end] is not ('(' or ')' or ' ')) end++;
            if (first != ' ') yield return expression[start..end];
            start = end;
        }
    }

    // NOASSERTION and NONE stand alone or not at all; the caller knows them.
    static bool IsId(string word)
    {
        ReadOnlySpan<char> id = word.EndsWith('+') ? word.AsSpan(..^1) : word;
        if (word.StartsWith(LicenseRef, StringComparison.Ordinal)) id = id[LicenseRef.Length..];
        return id.Length > 0 && word is not ("NOASSERTION" or "NONE") && id.IndexOfAnyExcept(s_idCharacters) < 0;
    }

    static readonly System.Buffers.SearchValues<char> s_idCharacters = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-");
}
