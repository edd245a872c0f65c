using Sluice.Core.Rights;
using Sluice.Curate.Govern.License.Expressions;

namespace Sluice.Curate.Govern.License;

/// <summary>One place that says what license a file has.</summary>
/// <param name="From">What kind of place.</param>
/// <param name="Path">Its path in the repository; empty for the file itself.</param>
/// <param name="License">What it says.</param>
/// <param name="Score">How sure the reading is, 0 to 1.</param>
/// <param name="IsExact">Whether its words tell "or later" and choices: a manifest's, a tag's and a notice's do, a license's text does not.</param>
/// <param name="Evidence">What was found in it, in words.</param>
sealed record Statement(StatementFrom From, string Path, LicenseExpression License, double Score, bool IsExact, string Evidence)
{
    /// <summary>The license's category.</summary>
    public LicenseCategory Category { get; } = LicenseCategories.Of(License);

    /// <summary>The licenses named, without what a text can't tell: sorted.</summary>
    public string[] Families { get; } = [.. License.Licenses.Select(license => SpdxIds.Family(license.Id)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Whether two say the same: the same licenses, or one fewer of them without another category.</summary>
    public bool Agrees(Statement other)
    {
        // No manifest or tag has a say in terms that could not be read: "MIT OR LicenseRef-unrecognized" is no choice that a license file gives.
        if (Category != other.Category && other.Families.Contains(FolderFiles.Unrecognized.Id)) return false;
        if (IsSame(other)) return true;
        return Category == other.Category && (Array.TrueForAll(Families, family => other.Families.Contains(family)) || Array.TrueForAll(other.Families, family => Families.Contains(family)));
    }

    /// <summary>Whether both name the same licenses, as exactly as they can.</summary>
    public bool IsSame(Statement other) => Families.AsSpan().SequenceEqual(other.Families)
        || License.Kind == ExpressionKind.License && IsNamedLoosely(License.Id, other) || other.License.Kind == ExpressionKind.License && IsNamedLoosely(other.License.Id, this);

    // "BSD" and "Apache" name a family of licenses.
    static bool IsNamedLoosely(string id, Statement other)
    {
        string? family = id switch
        {
            "LicenseRef-BSD" => "BSD-",
            "LicenseRef-Apache" => "Apache-",
            _ => null,
        };
        return family is not null && Array.TrueForAll(other.Families, name => name.StartsWith(family, StringComparison.Ordinal));
    }

    /// <summary>How the place is named in <c>license-conflict</c>.</summary>
    public string Place => Path.Length == 0 ? NameOf(From) : Path;

    /// <summary>The kebab-case name of a kind of place.</summary>
    public static string NameOf(StatementFrom from) => from switch
    {
        StatementFrom.Tag => "tag",
        StatementFrom.Header => "header",
        StatementFrom.Text => "text",
        StatementFrom.Reuse => "reuse",
        StatementFrom.LicenseFile => "license-file",
        StatementFrom.LicensesFolder => "licenses-folder",
        StatementFrom.Manifest => "manifest",
        _ => "readme",
    };
}

/// <summary>Kinds of places that say what license a file has.</summary>
enum StatementFrom
{
    /// <summary>An SPDX tag in the file.</summary>
    Tag,

    /// <summary>A notice or a reference in the file.</summary>
    Header,

    /// <summary>A license's text in the file.</summary>
    Text,

    /// <summary>A REUSE file about it.</summary>
    Reuse,

    /// <summary>A license file above it.</summary>
    LicenseFile,

    /// <summary>The texts in <c>LICENSES/</c>, where nothing says which of them holds.</summary>
    LicensesFolder,

    /// <summary>A package manifest above it.</summary>
    Manifest,

    /// <summary>The license section of a README above it.</summary>
    Readme,
}
