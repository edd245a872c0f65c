using Sluice.Core.Release;

namespace Sluice.Publish.Release;

/// <summary>What the Hugging Face Hub takes in a dataset card's front matter: license names, language codes, size categories.</summary>
/// <remarks>Source: the Hub's documentation, "Licenses" and "Dataset Cards", and the docstring of huggingface_hub's DatasetCardData.</remarks>
static class HuggingFaceTerms
{
    // License names of the Hub that are an SPDX id in lower case.
    static readonly HashSet<string> s_licenses = new(
        ("afl-3.0 agpl-3.0 apache-2.0 artistic-2.0 bsd-2-clause bsd-3-clause bsd-3-clause-clear bsl-1.0 c-uda cc-by-2.0 cc-by-2.5 cc-by-3.0 cc-by-4.0 "
        + "cc-by-nc-2.0 cc-by-nc-3.0 cc-by-nc-4.0 cc-by-nc-nd-3.0 cc-by-nc-nd-4.0 cc-by-nc-sa-2.0 cc-by-nc-sa-3.0 cc-by-nc-sa-4.0 cc-by-nd-4.0 cc-by-sa-3.0 "
        + "cc-by-sa-4.0 cc0-1.0 cdla-permissive-1.0 cdla-permissive-2.0 cdla-sharing-1.0 ecl-2.0 epl-1.0 epl-2.0 etalab-2.0 eupl-1.1 eupl-1.2 gpl-2.0 gpl-3.0 "
        + "isc lgpl-2.1 lgpl-3.0 lppl-1.3c mit mpl-2.0 ms-pl ncsa odbl odc-by ofl-1.1 osl-3.0 pddl postgresql unlicense wtfpl zlib other unknown").Split(' '),
        StringComparer.Ordinal);

    // SPDX ids whose name on the Hub lacks the version.
    static readonly Dictionary<string, string> s_licenseNames = new(StringComparer.Ordinal)
    {
        ["odc-by-1.0"] = "odc-by",
        ["odbl-1.0"] = "odbl",
        ["pddl-1.0"] = "pddl",
        ["noassertion"] = "unknown",
    };

    // Labels of lid.176 that are names of Wikipedias or retired codes: what they mean in ISO 639-3.
    static readonly Dictionary<string, string> s_languages = new(StringComparer.Ordinal)
    {
        ["als"] = "gsw",
        ["bh"] = "bih",
        ["eml"] = "egl",
        ["sh"] = "hbs",
        ["und"] = "",
    };

    /// <summary>The Hub's name of a license; <c>other</c> where it has none.</summary>
    internal static string License(string license)
    {
        string name = license.ToLowerInvariant();
        foreach (string ending in (string[])["-only", "-or-later"])
            if (name.EndsWith(ending, StringComparison.Ordinal)) name = name[..^ending.Length];
        name = s_licenseNames.GetValueOrDefault(name, name);
        return s_licenses.Contains(name) ? name : "other";
    }

    /// <summary>The two- or three-letter code of a language label (<c>en</c>, <c>eng_Latn</c>, <c>zh-Hans</c>); null where it has none.</summary>
    internal static string? Language(string label)
    {
        int end = label.AsSpan().IndexOfAny('_', '-');
        string code = end < 0 ? s_languages.GetValueOrDefault(label, label) : label[..end];
        return code.Length is 2 or 3 && code.All(char.IsAsciiLetterLower) ? code : null;
    }

    /// <summary>The codes of all languages that have one, in ordinal order.</summary>
    internal static IReadOnlyList<string> Languages(IEnumerable<LanguageSum> sums) =>
        [.. sums.Select(sum => Language(sum.Language)).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The size category of a number of rows.</summary>
    internal static string Size(long rows) => rows switch
    {
        < 1_000 => "n<1K",
        < 10_000 => "1K<n<10K",
        < 100_000 => "10K<n<100K",
        < 1_000_000 => "100K<n<1M",
        < 10_000_000 => "1M<n<10M",
        < 100_000_000 => "10M<n<100M",
        < 1_000_000_000 => "100M<n<1B",
        < 10_000_000_000 => "1B<n<10B",
        < 100_000_000_000 => "10B<n<100B",
        < 1_000_000_000_000 => "100B<n<1T",
        _ => "n>1T",
    };
}
