using System.Text;
using Sluice.Curate.Govern.License.Expressions;

namespace Sluice.Curate.Govern.License.Manifests;

/// <summary>Manifests that are programs: strings are read where they are written out, nothing is run.</summary>
static class CodeManifests
{
    const int StringsMax = 20;

    /// <summary>setup.py: <c>license="…"</c>, else the classifiers.</summary>
    public static LicenseExpression? SetupPy(string text)
    {
        text = WithoutComments(text, '#');
        if (LicenseNames.AllOf(Stated([.. Strings(text, "license_expression"), .. Strings(text, "license")])) is { } expression) return expression;
        List<string> classifiers = [];
        for (int at = 0; classifiers.Count < StringsMax && (at = text.IndexOf("License :: ", at, StringComparison.Ordinal)) >= 0;)
        {
            int end = text.AsSpan(at).IndexOfAny('"', '\'', '\n');
            if (end < 0) break;
            classifiers.Add(text.Substring(at, end));
            at += end;
        }
        return PythonClassifiers.Read(classifiers);
    }

    /// <summary>A .gemspec's or .podspec's <c>license</c> or <c>licenses</c>; of several all hold: RubyGems does not say that one may choose.</summary>
    public static LicenseExpression? Gemspec(string text) =>
        LicenseNames.AllOf(Stated(WithoutComments(text, '#') is var code ? [.. Strings(code, ".license"), .. Strings(code, ".licenses")] : []));

    /// <summary>A .rockspec's <c>license</c>.</summary>
    public static LicenseExpression? Rockspec(string text) => LicenseNames.AllOf(Stated(Strings(WithoutComments(text, '-'), "license")));

    static List<LicenseExpression?> Stated(List<string?> values) => [.. values.Distinct(StringComparer.Ordinal).Select(LicenseNames.Parse)];

    // Comments and texts in triple quotes state nothing. Strings of one line stay.
    static string WithoutComments(string text, char mark)
    {
        StringBuilder code = new(text.Length);
        char quote = '\0';
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quote != '\0')
            {
                code.Append(c);
                if (c == '\\' && i + 1 < text.Length && text[i + 1] != '\n') code.Append(text[++i]);
                else if (c == quote || c == '\n') quote = '\0';
                continue;
            }
            int end = -1;
            if (mark == '#' && c is '"' or '\'' && i + 2 < text.Length && text[i + 1] == c && text[i + 2] == c) end = text.IndexOf(new string(c, 3), i + 3, StringComparison.Ordinal) is var close && close < 0 ? text.Length : close + 3;
            else if (mark == '-' && text.AsSpan(i).StartsWith("--[[")) end = text.IndexOf("]]", i, StringComparison.Ordinal) is var close && close < 0 ? text.Length : close + 2;
            else if (mark == '#' && c == '=' && (i == 0 || text[i - 1] == '\n') && text.AsSpan(i).StartsWith("=begin")) end = text.IndexOf("\n=end", i, StringComparison.Ordinal) is var close && close < 0 ? text.Length : close + 5;
            else if (c == mark && (mark == '#' || i + 1 < text.Length && text[i + 1] == '-')) end = text.IndexOf('\n', i) is var line && line < 0 ? text.Length : line;
            if (end >= 0)
            {
                i = end - 1;
                continue;
            }
            if (c is '"' or '\'') quote = c;
            code.Append(c);
        }
        return code.ToString();
    }

    // The strings assigned to a name, null for a value that is none: NAME = "a" or NAME = ["a", "b"], with what Ruby hangs on them (.freeze).
    static List<string?> Strings(string text, string name)
    {
        List<string?> strings = [];
        for (int at = 0; strings.Count < StringsMax && (at = text.IndexOf(name, at, StringComparison.Ordinal)) >= 0;)
        {
            bool isWord = name[0] == '.' || at == 0 || !char.IsLetterOrDigit(text[at - 1]) && text[at - 1] != '_';
            at += name.Length;
            ReadOnlySpan<char> rest = text.AsSpan(at, Math.Min(2000, text.Length - at)).TrimStart();
            if (!isWord || rest.IsEmpty || rest[0] != '=' || rest.StartsWith("==")) continue;
            rest = rest[1..].TrimStart();
            bool isList = !rest.IsEmpty && rest[0] == '[';
            if (isList) rest = rest[1..].TrimStart();
            if (!rest.IsEmpty && rest[0] is not ('"' or '\'')) strings.Add(null);
            while (!rest.IsEmpty && rest[0] is '"' or '\'' && strings.Count < StringsMax)
            {
                int end = rest[1..].IndexOf(rest[0]);
                if (end < 0) return strings;
                strings.Add(rest.Slice(1, end).ToString());
                int comma = rest[(end + 2)..].IndexOfAny(",]\n");
                if (!isList || comma < 0 || rest[end + 2 + comma] != ',') break;
                rest = rest[(end + 3 + comma)..].TrimStart();
            }
        }
        return strings;
    }
}
