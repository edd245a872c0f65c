using System.Text;

namespace Sluice.Curate.Govern.License.Manifests;

/// <summary>One string of a TOML file.</summary>
/// <param name="Table">Its table's name, dotted; empty above the first.</param>
/// <param name="TableNumber">Which table of the file it is in, from 1 on in the order written: tells entries of arrays of tables apart; 0 above the first.</param>
/// <param name="Key">Its key, dotted; keys of an inline table come after the table's.</param>
/// <param name="Value">The string, escapes undone.</param>
readonly record struct TomlString(string Table, int TableNumber, string Key, string Value);

/// <summary>Reads the strings of a TOML file: single ones, those of arrays (one each) and of inline tables. Other values are passed over.</summary>
/// <remarks>No checking reader: what is no TOML gives the strings that can be made out. Linear time; inline nesting is followed one deep.</remarks>
static class TomlStrings
{
    const int StringsMax = 100_000;

    /// <summary>The strings, in order.</summary>
    public static List<TomlString> Read(string text)
    {
        List<TomlString> found = [];
        string table = "";
        int tables = 0, at = 0;
        while (at < text.Length && found.Count < StringsMax)
        {
            SkipBlank(text, ref at, overLines: true);
            if (at == text.Length) break;
            if (text[at] == '[')
            {
                int end = text.IndexOf('\n', at);
                if (end < 0) end = text.Length;
                table = text[at..end].Trim('[', ']', ' ', '\t', '\r');
                int comment = table.IndexOf(']', StringComparison.Ordinal);
                if (comment >= 0) table = table[..comment].TrimEnd(']', ' ');
                tables++;
                at = end;
                continue;
            }
            string? key = Key(text, ref at);
            if (key is not null) Value(text, ref at, table, tables, key, found, isInline: false);
            int line = text.IndexOf('\n', at);
            at = line < 0 ? text.Length : line + 1;
        }
        return found;
    }

    static string? Key(string text, ref int at)
    {
        int end = text.AsSpan(at).IndexOfAny('=', '\n');
        if (end < 0 || text[at + end] == '\n') return null;
        string key = text.Substring(at, end).Replace(" ", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal).Trim();
        at += end + 1;
        return key;
    }

    static void Value(string text, ref int at, string table, int number, string key, List<TomlString> found, bool isInline)
    {
        SkipBlank(text, ref at, overLines: false);
        if (at == text.Length) return;
        if (text[at] is '"' or '\'') found.Add(new(table, number, key, Quoted(text, ref at)));
        else if (text[at] == '[') Array(text, ref at, table, number, key, found);
        else if (text[at] == '{' && !isInline) Inline(text, ref at, table, number, key, found);
    }

    static void Array(string text, ref int at, string table, int number, string key, List<TomlString> found)
    {
        at++;
        while (found.Count < StringsMax)
        {
            SkipBlank(text, ref at, overLines: true);
            if (at == text.Length) return;
            if (text[at] is '"' or '\'') found.Add(new(table, number, key, Quoted(text, ref at)));
            else if (text[at++] == ']') return;
        }
    }

    static void Inline(string text, ref int at, string table, int number, string key, List<TomlString> found)
    {
        at++;
        while (at < text.Length && text[at] is not ('}' or '\n'))
        {
            if (Key(text, ref at) is not { } inner) return;
            Value(text, ref at, table, number, key + "." + inner.TrimStart(','), found, isInline: true);
            int next = text.AsSpan(at).IndexOfAny(",}\n");
            if (next < 0) return;
            at += next;
            if (text[at] == ',') at++;
        }
    }

    // White space and comments.
    static void SkipBlank(string text, ref int at, bool overLines)
    {
        for (; at < text.Length; at++)
        {
            if (text[at] == '#')
            {
                int line = text.IndexOf('\n', at);
                at = line < 0 ? text.Length : line;
                if (at == text.Length) return;
            }
            if (!char.IsWhiteSpace(text[at]) || text[at] == '\n' && !overLines) return;
        }
    }

    static string Quoted(string text, ref int at)
    {
        char quote = text[at];
        string fence = new(quote, 3);
        bool isLong = string.CompareOrdinal(text, at, fence, 0, 3) == 0;
        int start = at + (isLong ? 3 : 1);
        StringBuilder value = new();
        int i = start;
        for (; i < text.Length; i++)
        {
            char c = text[i];
            if (isLong ? string.CompareOrdinal(text, i, fence, 0, 3) == 0 : c == quote || c == '\n') break;
            if (c == '\\' && quote == '"' && i + 1 < text.Length) c = text[++i] switch
            {
                'n' => '\n',
                't' => '\t',
                char other => other,
            };
            value.Append(c);
        }
        at = Math.Min(text.Length, i + (isLong ? 3 : 1));
        if (!isLong && i < text.Length && text[i] == '\n') at = i;
        return value.ToString();
    }
}
