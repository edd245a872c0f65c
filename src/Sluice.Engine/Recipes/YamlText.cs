using System.Globalization;
using System.Text;
using Sluice.Core;

namespace Sluice.Engine.Recipes;

/// <summary>Values as YAML: plain where every YAML reader takes them as they are, else in double quotes.</summary>
public static class YamlText
{
    // Words that some YAML reader takes for something else than a text.
    static readonly HashSet<string> s_reserved = new(["null", "true", "false", "yes", "no", "on", "off", "y", "n", ".inf", ".nan"], StringComparer.OrdinalIgnoreCase);

    /// <summary>An option's value on one line.</summary>
    public static string Of(object? value) => value switch
    {
        null => "null",
        bool b => b ? "true" : "false",
        string s => Of(s),
        double d => d.ToString("R", CultureInfo.InvariantCulture),
        ByteSize size => size.ToString(),
        Enum e => KebabCase.From(e.ToString()),
        IEnumerable<string> list => $"[{string.Join(", ", list.Select(Of))}]",
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => Of(value.ToString() ?? ""),
    };

    /// <summary>A text on one line.</summary>
    public static string Of(string text)
    {
        if (IsPlain(text)) return text;
        StringBuilder quoted = new("\"");
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\') quoted.Append('\\').Append((char)rune.Value);
            else if (rune.Value == '\n') quoted.Append("\\n");
            else if (rune.Value == '\t') quoted.Append("\\t");
            else if (Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 or 0xFEFF) quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            else quoted.Append(rune);
        }
        return quoted.Append('"').ToString();
    }

    static bool IsPlain(string text)
    {
        if (text.Length == 0 || s_reserved.Contains(text)) return false;
        if (!char.IsAsciiLetter(text[0]) && text[0] is not ('/' or '.' or '_')) return false;
        if (text.TrimEnd() != text || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) return false;
        foreach (char c in text)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('/' or '.' or '_' or '-' or '*' or '?' or '+' or ' ' or '=')) return false;
        return true;
    }
}
