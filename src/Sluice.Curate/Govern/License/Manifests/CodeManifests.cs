using Sluice.Curate.Govern.License.Expressions;

namespace Sluice.Curate.Govern.License.Manifests;

/// <summary>Manifests that are programs: strings are read where they are written out, nothing is run.</summary>
static class CodeManifests
{
    const int StringsMax = 20;

    /// <summary>setup.py: <c>license="…"</c>, else the classifiers.</summary>
    public static LicenseExpression? SetupPy(string text)
    {
        foreach (string name in (ReadOnlySpan<string>)["license_expression", "license"])
            if (Strings(text, name) is [string license, ..] && LicenseNames.Parse(license) is { } expression) return expression;
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
        LicenseNames.Together(Strings(text, ".license") is { Count: > 0 } one ? one : Strings(text, ".licenses"));

    /// <summary>A .rockspec's <c>license</c>.</summary>
    public static LicenseExpression? Rockspec(string text) => Strings(text, "license") is [string license, ..] ? LicenseNames.Parse(license) : null;

    // The strings assigned to a name: NAME = "a" or NAME = ["a", "b"], with what Ruby hangs on them (.freeze).
    static List<string> Strings(string text, string name)
    {
        List<string> strings = [];
        for (int at = 0; (at = text.IndexOf(name, at, StringComparison.Ordinal)) >= 0;)
        {
            bool isWord = name[0] == '.' || at == 0 || !char.IsLetterOrDigit(text[at - 1]) && text[at - 1] != '_';
            at += name.Length;
            ReadOnlySpan<char> rest = text.AsSpan(at, Math.Min(2000, text.Length - at)).TrimStart();
            if (!isWord || rest.IsEmpty || rest[0] != '=' || rest.StartsWith("==")) continue;
            rest = rest[1..].TrimStart();
            bool isList = !rest.IsEmpty && rest[0] == '[';
            if (isList) rest = rest[1..].TrimStart();
            while (!rest.IsEmpty && rest[0] is '"' or '\'' && strings.Count < StringsMax)
            {
                int end = rest[1..].IndexOf(rest[0]);
                if (end < 0) return strings;
                strings.Add(rest.Slice(1, end).ToString());
                int comma = rest[(end + 2)..].IndexOfAny(",]\n");
                if (!isList || comma < 0 || rest[end + 2 + comma] != ',') break;
                rest = rest[(end + 3 + comma)..].TrimStart();
            }
            if (strings.Count > 0) return strings;
        }
        return strings;
    }
}
