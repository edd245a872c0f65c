using System.Text;

namespace Sluice.Curate.Govern.OptOut;

/// <summary>Reads a value of an opt-out list as YAML reads it: plain, 'single-quoted' or "double-quoted", and a comment behind it.</summary>
static class OptOutScalar
{
    /// <summary>Reads the rest of a line.</summary>
    /// <param name="text">From the value's first character.</param>
    /// <param name="value">The value; empty where there is none.</param>
    /// <param name="problem">What is wrong; null where nothing is.</param>
    /// <param name="hint">How to mend it.</param>
    public static bool TryRead(ReadOnlySpan<char> text, out string value, out string? problem, out string? hint)
    {
        (value, problem, hint) = ("", null, null);
        if (text.IsEmpty || text[0] == '#') return true;
        if (text[0] is '"' or '\'') return TryReadQuoted(text, out value, out problem, out hint);
        if ("@`&*!|>%{}[],".Contains(text[0], StringComparison.Ordinal) || (text[0] is '-' or '?' or ':' && (text.Length == 1 || text[1] == ' ')))
        {
            (problem, hint) = ($"YAML does not take a value that begins with {text[0]} as it is", "put it in quotes");
            return false;
        }
        int comment = text.IndexOf(" #", StringComparison.Ordinal);
        if (comment >= 0) text = text[..comment];
        text = text.TrimEnd();
        if (text.IndexOf(": ", StringComparison.Ordinal) >= 0 || text[^1] == ':')
        {
            (problem, hint) = ("YAML does not take a value with a colon and a space as it is", "put it in quotes");
            return false;
        }
        value = text.ToString();
        return true;
    }

    /// <summary>Where a value inside braces ends: at the comma or brace behind it; elsewhere in a line that is wrong, or at its end.</summary>
    /// <param name="line">The line.</param>
    /// <param name="start">Of the value.</param>
    public static int EndInBraces(string line, int start)
    {
        int at = start;
        if (at < line.Length && line[at] is '"' or '\'')
        {
            char quote = line[at++];
            while (at < line.Length)
            {
                if (line[at] == '\\' && quote == '"') at++;
                else if (line[at] == quote)
                {
                    if (quote == '"' || at + 1 >= line.Length || line[at + 1] != quote) break;
                    at++; // '' in single quotes is one.
                }
                at++;
            }
            for (at++; at < line.Length && line[at] == ' ';) at++;
            return Math.Min(at, line.Length);
        }
        for (; at < line.Length && line[at] is not (',' or '{' or '}' or '[' or ']'); at++)
            if (line[at] == '#' && at > start && line[at - 1] == ' ') return at;
        return at;
    }

    static bool TryReadQuoted(ReadOnlySpan<char> text, out string value, out string? problem, out string? hint)
    {
        (value, problem, hint) = ("", null, null);
        char quote = text[0];
        StringBuilder read = new();
        int at = 1;
        for (; ; at++)
        {
            if (at >= text.Length)
            {
                (problem, hint) = ("the quotes don't end on the line", "close them");
                return false;
            }
            char c = text[at];
            if (c == quote)
            {
                if (quote != '\'' || at + 1 >= text.Length || text[at + 1] != '\'') break;
                at++; // '' in single quotes is one.
            }
            else if (c == '\\' && quote == '"')
            {
                if (++at >= text.Length || text[at] is not ('"' or '\\' or '/'))
                {
                    (problem, hint) = ("this escape is not read here", "in double quotes only \\\" and \\\\ are; or use single quotes");
                    return false;
                }
                c = text[at];
            }
            read.Append(c);
        }
        ReadOnlySpan<char> behind = text[(at + 1)..].Trim();
        if (!behind.IsEmpty && behind[0] != '#')
        {
            (problem, hint) = ("something follows the closing quote", "put all of the value in quotes");
            return false;
        }
        value = read.ToString().Trim();
        return true;
    }
}
