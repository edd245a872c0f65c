using Sluice.Curate.Govern.License.Expressions;

namespace Sluice.Curate.Govern.License.Manifests;

/// <summary>Manifests in TOML.</summary>
static class TomlManifests
{
    /// <summary>Cargo.toml: <c>license</c> of <c>[package]</c> or <c>[workspace.package]</c>; a slash is a choice.</summary>
    public static LicenseExpression? Cargo(string text) =>
        LicenseNames.Parse(TomlStrings.Read(text).FirstOrDefault(entry => entry is { Table: "package" or "workspace.package", Key: "license" }).Value);

    /// <summary>pyproject.toml: <c>license</c> of <c>[project]</c> or Poetry's table (a text, or a table with one), else the classifiers.</summary>
    public static LicenseExpression? Python(string text)
    {
        List<string> classifiers = [];
        LicenseExpression? stated = null;
        foreach (TomlString entry in TomlStrings.Read(text))
        {
            if (entry.Table is not ("project" or "tool.poetry" or "project.license")) continue;
            if (entry.Key is "license" or "license.text" or "text") stated ??= LicenseNames.Parse(entry.Value);
            else if (entry.Key == "classifiers") classifiers.Add(entry.Value);
        }
        return stated ?? PythonClassifiers.Read(classifiers);
    }
}
