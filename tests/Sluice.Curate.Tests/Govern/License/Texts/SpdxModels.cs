using Sluice.Curate.Govern.License.Texts;

namespace Sluice.Curate.Tests.Govern.License.Texts;

/// <summary>The checkout's <c>.build/models</c>; tests skip where SPDX's texts were not fetched.</summary>
static class SpdxModels
{
    static readonly Lazy<LicenseIndex?> s_index = new(() => Path is null ? null : LicenseIndex.Load(Path));

    public static string? Path { get; } = Find();

    public static LicenseIndex Index
    {
        get
        {
            Assert.SkipWhen(s_index.Value is null, $"needs .build/models/{SpdxListFile.FileName}, which eng/fetch-native fetches by npm");
            return s_index.Value!;
        }
    }

    public static LicenseMatcher Matcher => new(Index);

    /// <summary>All ids and texts of the list.</summary>
    public static IReadOnlyList<SpdxLicense> Licenses => Index is null ? [] : SpdxListFile.Read(Path!);

    static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(System.IO.Path.Combine(folder.FullName, "Sluice.slnx"))) continue;
            string path = System.IO.Path.Combine(folder.FullName, ".build", "models", SpdxListFile.FileName);
            return File.Exists(path) ? path : null;
        }
        return null;
    }
}
