using System.Text;
using Sluice.Curate.Govern.License.Expressions;

namespace Sluice.Curate.Govern.License.Manifests;

/// <summary>What a package manifest says of the package's license.</summary>
/// <remarks>Manifests that are no JSON, TOML or XML, or are deeper or longer than the bounds, say nothing. Of a manifest, <see cref="BytesMax"/> bytes are read.</remarks>
static class Manifest
{
    /// <summary>Longest manifest that is read.</summary>
    public const int BytesMax = 1 << 20;

    static readonly (string Name, Func<string, LicenseExpression?> Read)[] s_names =
    [
        ("package.json", JsonManifests.Npm),
        ("bower.json", JsonManifests.Npm),
        ("composer.json", JsonManifests.Composer),
        ("meta.json", JsonManifests.Perl),
        ("cargo.toml", TomlManifests.Cargo),
        ("pyproject.toml", TomlManifests.Python),
        ("setup.cfg", FieldManifests.SetupCfg),
        ("setup.py", CodeManifests.SetupPy),
        ("meta.yml", FieldManifests.PerlYaml),
        ("description", FieldManifests.Description),
        ("pkg-info", FieldManifests.PythonMetadata),
        ("metadata", FieldManifests.PythonMetadata),
        ("package.yaml", FieldManifests.Cabal),
        ("pom.xml", XmlManifests.Maven),
    ];

    static readonly (string Suffix, Func<string, LicenseExpression?> Read)[] s_suffixes =
    [
        (".gemspec", CodeManifests.Gemspec),
        (".podspec", CodeManifests.Gemspec),
        (".rockspec", CodeManifests.Rockspec),
        (".cabal", FieldManifests.Cabal),
        (".nuspec", XmlManifests.NuGet),
        (".csproj", XmlManifests.NuGet),
        (".fsproj", XmlManifests.NuGet),
        (".vbproj", XmlManifests.NuGet),
        ("directory.build.props", XmlManifests.NuGet),
    ];

    /// <summary>Whether the file is a manifest by its name.</summary>
    public static bool IsOne(string path) => Reader(path) is not null;

    /// <summary>The license that a manifest states; null where it states none that is known.</summary>
    public static LicenseExpression? Read(string path, ReadOnlySpan<byte> bytes)
    {
        if (Reader(path) is not { } read || bytes.Length > BytesMax) return null;
        // A lying encoding gives replacement characters, which no license has.
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) bytes = bytes[3..];
        return read(Encoding.UTF8.GetString(bytes));
    }

    static Func<string, LicenseExpression?>? Reader(string path)
    {
        string name = path[(path.LastIndexOf('/') + 1)..].ToLowerInvariant();
        foreach ((string known, Func<string, LicenseExpression?> read) in s_names)
            if (name == known) return read;
        foreach ((string suffix, Func<string, LicenseExpression?> read) in s_suffixes)
            if (name.EndsWith(suffix, StringComparison.Ordinal)) return read;
        return null;
    }
}
