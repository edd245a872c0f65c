using System.Text;

namespace Sluice.Curate.Govern.License.Texts;

/// <summary>Finds <c>SPDX-License-Identifier</c> tags.</summary>
/// <remarks>Source: SPDX specification, annexes "SPDX license expressions" and "Using SPDX short identifiers in source files". The expression ends with the line, or where its grammar does. Ids that the list lacks become <c>LicenseRef-…</c>; so does an expression that is cut off or broken, or that other words follow on its line.</remarks>
sealed class SpdxTags(LicenseIds ids)
{
    const int ExpressionBytesMax = 1000;
    const int ValueBytesMax = 200;
    const int TagsMax = 1000;
    const int DepthMax = 20;

    const string Broken = "LicenseRef-broken-expression";

    static readonly byte[] s_tag = "SPDX-License-Identifier"u8.ToArray(), s_britishTag = "SPDX-Licence-Identifier"u8.ToArray();
    static readonly byte[][] s_closers = ["*/"u8.ToArray(), "-->"u8.ToArray(), "--%>"u8.ToArray(), "#}"u8.ToArray(), "-}"u8.ToArray(), "*)"u8.ToArray(), "\"\"\""u8.ToArray(), "'''"u8.ToArray(), "|#"u8.ToArray(), "=#"u8.ToArray(), "#>"u8.ToArray(), "]]"u8.ToArray(), "</"u8.ToArray()];

    /// <summary>Finds those from a byte on.</summary>
    public void Find(ReadOnlySpan<byte> textUtf8, int from, List<LicenseMatch> matches)
    {
        for (int found = 0; found < TagsMax; found++)
        {
            int at = FindName(textUtf8[from..], out int length);
            if (at < 0) return;
            int start = from + at, value = start + length;
            from = value;
            value += Blanks(textUtf8[value..]);
            if (value == textUtf8.Length || textUtf8[value] is not ((byte)':' or (byte)'=')) continue;
            value++;
            ReadOnlySpan<byte> line = textUtf8.Slice(value, Math.Min(ExpressionBytesMax, textUtf8.Length - value));
            int end = line.IndexOfAny((byte)'\n', (byte)'\r');
            bool isCut = end < 0 && value + line.Length < textUtf8.Length;
            if (end >= 0) line = line[..end];
            var tokens = new List<(string Text, int End)>();
            Split(line, tokens);
            int next = 0;
            string? expression = tokens.Count == 0 ? null : ReadOr(tokens, ref next, 0);
            int read = expression is null ? 0 : tokens[next - 1].End;
            from = value + read;
            // What stands behind it may be another license: nobody may read half a line as the whole.
            if (expression is null) expression = Broken;
            else if (!IsEnd(line[read..], isCut) && !expression.EndsWith(Broken, StringComparison.Ordinal)) expression = (expression.Contains(" OR ", StringComparison.Ordinal) ? $"({expression})" : expression) + " AND " + Broken;
            matches.Add(new(expression, 1, start, from, LicenseMatchKind.Tag));
        }
    }

    // The tag's name in any case, with either spelling of license.
    static int FindName(ReadOnlySpan<byte> text, out int length)
    {
        length = s_tag.Length;
        for (int from = 0; ;)
        {
            int dash = text[from..].IndexOf("-"u8);
            if (dash < 0) return -1;
            int start = from + dash - 4;
            from += dash + 1;
            if (start < 0 || start + s_tag.Length > text.Length || (text[start] | 0x20) != 's') continue;
            ReadOnlySpan<byte> name = text.Slice(start, s_tag.Length);
            if (Ascii.EqualsIgnoreCase(name, s_tag) || Ascii.EqualsIgnoreCase(name, s_britishTag)) return start;
        }
    }

    // White space and characters that nobody sees.
    static int Blanks(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (at < text.Length)
        {
            if (text[at] is (byte)' ' or (byte)'\t' or (byte)'\f') at++;
            else if (text[at] >= 0x80 && Rune.DecodeFromUtf8(text[at..], out Rune rune, out int bytes) == System.Buffers.OperationStatus.Done && (Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.Format)) at += bytes;
            else break;
        }
        return at;
    }

    // Nothing but blanks, quotes, stops and what closes a comment, to the line's end or the comment's; a new comment or other words are more.
    static bool IsEnd(ReadOnlySpan<byte> rest, bool isCut)
    {
        while (true)
        {
            rest = rest[Blanks(rest)..];
            if (rest.IsEmpty) return !isCut;
            foreach (byte[] closer in s_closers)
                if (rest.StartsWith(closer)) return true;
            if (rest[0] is not ((byte)'.' or (byte)'"' or (byte)'\'' or (byte)'`' or (byte)'>' or (byte)'*' or (byte)'#' or (byte)'-' or (byte)'/' or (byte)'=' or (byte)'%' or (byte)'~' or (byte)'|' or (byte)';' or (byte)',' or (byte)'\\' or (byte)')' or (byte)']' or (byte)'}' or (byte)'+' or (byte)':' or (byte)'_')) return false;
            rest = rest[1..];
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
            if (Blanks(line[at..]) is > 0 and var blanks)
            {
                at += blanks;
                continue;
            }
            if (tokens.Count == 0 && c is (byte)'"' or (byte)'\'' or (byte)'`' or (byte)'<')
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
