using System.Text;

namespace Sluice.Curate.Govern.License.Texts;

/// <summary>Finds <c>SPDX-License-Identifier</c> tags.</summary>
/// <remarks>Source: SPDX specification, annexes "SPDX license expressions" and "Using SPDX short identifiers in source files". The expression ends with the line, or where its grammar does. Ids that the list lacks become <c>LicenseRef-…</c>; so does an expression that is cut off or broken.</remarks>
sealed class SpdxTags(LicenseIds ids)
{
    const int ExpressionBytesMax = 1000;
    const int ValueBytesMax = 200;
    const int TagsMax = 1000;
    const int DepthMax = 20;

    static readonly byte[] s_tag = "SPDX-License-Identifier"u8.ToArray();

    /// <summary>Finds those from a byte on.</summary>
    public void Find(ReadOnlySpan<byte> textUtf8, int from, List<LicenseMatch> matches)
    {
        for (int found = 0; found < TagsMax; found++)
        {
            int at = textUtf8[from..].IndexOf(s_tag);
            if (at < 0) return;
            int start = from + at, value = start + s_tag.Length;
            from = value;
            while (value < textUtf8.Length && textUtf8[value] is (byte)' ' or (byte)'\t') value++;
            if (value == textUtf8.Length || textUtf8[value] is not ((byte)':' or (byte)'=')) continue;
            value++;
            ReadOnlySpan<byte> line = textUtf8.Slice(value, Math.Min(ExpressionBytesMax, textUtf8.Length - value));
            int end = line.IndexOfAny((byte)'\n', (byte)'\r');
            if (end >= 0) line = line[..end];
            var tokens = new List<(string Text, int End)>();
            Split(line, tokens);
            int next = 0;
            string? expression = tokens.Count == 0 ? null : ReadOr(tokens, ref next, 0);
            if (expression is null) continue;
            from = value + tokens[next - 1].End;
            matches.Add(new(expression, 1, start, from, LicenseMatchKind.Tag));
        }
    }

    /// <summary>The expression that begins there, where all its ids are listed; null elsewhere.</summary>
    public string? ReadListed(ReadOnlySpan<byte> textUtf8, int value, out int end)
    {
        end = value;
        ReadOnlySpan<byte> line = textUtf8.Slice(value, Math.Min(ValueBytesMax, textUtf8.Length - value));
        int length = line.IndexOfAny((byte)'\n', (byte)'\r');
        if (length >= 0) line = line[..length];
        var tokens = new List<(string Text, int End)>();
        Split(line, tokens);
        int known = 0;
        while (known < tokens.Count && (ids.Find(tokens[known].Text) is not null || tokens[known].Text is "(" or ")" or "OR" or "AND" || (IsWord(tokens, known, "WITH") && known > 0) || (known > 1 && LicenseIds.FindException(tokens[known].Text) is not null))) known++;
        if (known == 0) return null;
        tokens.RemoveRange(known, tokens.Count - known);
        int next = 0;
        if (ReadOr(tokens, ref next, 0) is not { } expression || expression.Contains("LicenseRef", StringComparison.Ordinal)) return null;
        end = value + tokens[next - 1].End;
        return expression;
    }

    // Words of id characters, and parentheses; anything else (a comment's end, a quote) ends the expression.
    static void Split(ReadOnlySpan<byte> line, List<(string Text, int End)> tokens)
    {
        int at = 0;
        while (at < line.Length)
        {
            byte c = line[at];
            if (c is (byte)' ' or (byte)'\t' || (tokens.Count == 0 && c is (byte)'"' or (byte)'\'' or (byte)'`' or (byte)'<'))
            {
                at++;
                continue;
            }
            int start = at;
            if (c is (byte)'(' or (byte)')') at++;
            else while (at < line.Length && (char.IsAsciiLetterOrDigit((char)line[at]) || line[at] is (byte)'.' or (byte)'-' or (byte)'+' or (byte)':' or (byte)'_' or (byte)'/')) at++;
            if (at == start) return;
            string token = Encoding.ASCII.GetString(line[start..at]);
            // A full stop or dash that ends a sentence or comment belongs to no id; MIT/Apache-2.0 is crates.io's old way to write OR.
            string bare = token.TrimEnd('.', '-', ':', '/', '_');
            if (bare.Length == 0) return;
            if (bare.Contains('/', StringComparison.Ordinal))
            {
                string[] sides = bare.Split('/', StringSplitOptions.RemoveEmptyEntries);
                for (int i = 0; i < sides.Length; i++)
                {
                    if (i > 0) tokens.Add(("OR", at));
                    tokens.Add((sides[i], at));
                }
            }
            else
            {
                tokens.Add((bare, start + bare.Length));
            }
        }
    }

    string? ReadOr(List<(string Text, int End)> tokens, ref int next, int depth)
    {
        string? left = ReadAnd(tokens, ref next, depth);
        if (left is null) return null;
        while (IsWord(tokens, next, "OR"))
        {
            int after = next + 1;
            if (ReadAnd(tokens, ref after, depth) is not { } right) return left + " AND LicenseRef-broken-expression";
            (left, next) = (left + " OR " + right, after);
        }
        return left;
    }

    string? ReadAnd(List<(string Text, int End)> tokens, ref int next, int depth)
    {
        string? left = ReadOne(tokens, ref next, depth);
        if (left is null) return null;
        while (IsWord(tokens, next, "AND"))
        {
            int after = next + 1;
            if (ReadOne(tokens, ref after, depth) is not { } right) return left + " AND LicenseRef-broken-expression";
            (left, next) = (left + " AND " + right, after);
        }
        return left;
    }

    string? ReadOne(List<(string Text, int End)> tokens, ref int next, int depth)
    {
        if (next >= tokens.Count || depth > DepthMax) return null;
        string token = tokens[next].Text;
        if (token == "(")
        {
            bool isWhole = next == 0;
            int after = next + 1;
            if (ReadOr(tokens, ref after, depth + 1) is not { } inner) return null;
            bool isClosed = after < tokens.Count && tokens[after].Text == ")";
            next = isClosed ? after + 1 : after;
            if (!isClosed) inner = $"({inner}) AND LicenseRef-broken-expression";
            return (isWhole && next == tokens.Count) || !inner.Contains(' ', StringComparison.Ordinal) ? inner : $"({inner})";
        }
        if (token == ")" || IsWord(tokens, next, "OR") || IsWord(tokens, next, "AND") || IsWord(tokens, next, "WITH")) return null;
        next++;
        string license = ids.Find(token) ?? Unlisted(token);
        if (!IsWord(tokens, next, "WITH")) return license;
        next++;
        if (next >= tokens.Count || tokens[next].Text is "(" or ")") return license + " AND LicenseRef-broken-expression";
        string exception = tokens[next++].Text;
        if (LicenseIds.FindException(exception) is { } listed) return $"{license} WITH {listed}";
        // An addition that nobody listed may take rights away (Commons-Clause is written so), so it has to be answered for on its own.
        return $"({license} AND {ids.Find(exception) ?? Unlisted(exception)})";
    }

    static bool IsWord(List<(string Text, int End)> tokens, int at, string word) => at < tokens.Count && tokens[at].Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    static string Unlisted(string token)
    {
        if (token.StartsWith("LicenseRef-", StringComparison.OrdinalIgnoreCase)) return "LicenseRef-" + token["LicenseRef-".Length..].Replace('_', '-').Replace(':', '-');
        if (token.StartsWith("DocumentRef-", StringComparison.OrdinalIgnoreCase)) return "LicenseRef-" + token.Replace(':', '-').Replace('_', '-');
        return token.ToUpperInvariant() is "NONE" or "NOASSERTION" ? "NOASSERTION" : "LicenseRef-" + token.Replace(':', '-').Replace('_', '-');
    }
}
