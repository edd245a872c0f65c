using System.Text;
using Sluice.Curate.Govern.License.Expressions;

namespace Sluice.Curate.Govern.License.Manifests;

/// <summary>Manifests of lines <c>Name: value</c> or <c>name = value</c>, where indented lines go on with the value.</summary>
static class FieldManifests
{
    const int ValueLengthMax = 1 << 16;

    /// <summary>setup.cfg: <c>license</c> and classifiers of <c>[metadata]</c>.</summary>
    public static LicenseExpression? SetupCfg(string text)
    {
        int start = text.IndexOf("[metadata]", StringComparison.Ordinal);
        if (start < 0) return null;
        int end = text.IndexOf("\n[", start + 1, StringComparison.Ordinal);
        return Python(text[start..(end < 0 ? text.Length : end)], '=');
    }

    /// <summary>PKG-INFO and METADATA of Python packages.</summary>
    public static LicenseExpression? PythonMetadata(string text)
    {
        int end = text.IndexOf("\n\n", StringComparison.Ordinal);
        return Python(end < 0 ? text : text[..end], ':');
    }

    static LicenseExpression? Python(string text, char separator)
    {
        List<string> classifiers = [];
        LicenseExpression? stated = null;
        foreach ((string name, string value) in Fields(text, separator))
        {
            if (name is "license-expression" or "license_expression") return LicenseNames.Parse(value);
            if (name is "license") stated ??= LicenseNames.Parse(value);
            else if (name is "classifier" or "classifiers") classifiers.AddRange(value.Split('\n', StringSplitOptions.TrimEntries));
        }
        return stated ?? PythonClassifiers.Read(classifiers);
    }

    /// <summary>A .cabal file's or package.yaml's <c>license</c>: SPDX since Cabal 2.2, names such as BSD3 before.</summary>
    public static LicenseExpression? Cabal(string text) => First(text, "license");

    /// <summary>An R package's DESCRIPTION: <c>GPL (>= 2) | MIT + file LICENSE</c>.</summary>
    public static LicenseExpression? Description(string text)
    {
        foreach ((string name, string value) in Fields(text, ':'))
        {
            if (name != "license") continue;
            string[] parts = [.. value.Split('|').Select(part => part.Replace("+ file LICENSE", "", StringComparison.OrdinalIgnoreCase).Replace("+ file LICENCE", "", StringComparison.OrdinalIgnoreCase).Trim())];
            return LicenseNames.Choice(parts);
        }
        return null;
    }

    /// <summary>META.yml of CPAN.</summary>
    public static LicenseExpression? PerlYaml(string text) => First(text, "license");

    static LicenseExpression? First(string text, string field)
    {
        foreach ((string name, string value) in Fields(text, ':'))
            if (name == field) return LicenseNames.Parse(value.Trim('\'', '"'));
        return null;
    }

    static IEnumerable<(string Name, string Value)> Fields(string text, char separator)
    {
        string? name = null;
        StringBuilder value = new();
        foreach (string line in Lines(text))
        {
            int at = line.IndexOf(separator, StringComparison.Ordinal);
            if (at > 0 && !char.IsWhiteSpace(line[0]))
            {
                if (name is not null) yield return (name, value.ToString().Trim());
                name = line[..at].Trim().ToLowerInvariant();
                value.Clear().Append(line.AsSpan(at + 1).Trim());
            }
            else if (name is not null && value.Length < ValueLengthMax) value.Append('\n').Append(line.AsSpan().Trim());
        }
        if (name is not null) yield return (name, value.ToString().Trim());
    }

    static IEnumerable<string> Lines(string text)
    {
        for (int at = 0; at < text.Length;)
        {
            int end = text.IndexOf('\n', at);
            if (end < 0) end = text.Length;
            yield return text[at..Math.Min(end, at + ValueLengthMax)];
            at = end + 1;
        }
    }
}
