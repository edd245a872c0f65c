using System.Globalization;
using Sluice.Publish.Inspect;

namespace Sluice.Cli.Inspecting;

/// <summary>The <c>LicenseRef-</c> names of an SPDX document: one for each license that is not on SPDX's list, told apart by what the repositories have as its text.</summary>
sealed class SpdxReferences
{
    const string NotAnExpression = "LicenseRef-sluice-license-";

    readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);
    readonly List<SpdxReference> _all = [];

    /// <summary>The references, in the order they were met.</summary>
    internal IReadOnlyList<SpdxReference> All => _all;

    /// <summary>The license of some files as an expression that the document can hold.</summary>
    internal string Of(CreditedLicense license)
    {
        if (license.Expression is "NOASSERTION" or "NONE") return "NOASSERTION";
        IReadOnlyList<string> texts = [.. license.Texts.Where(text => text.Kind == "license").Select(text => text.Sha256).Distinct(StringComparer.Ordinal)];
        return SpdxExpression.Rewrite(license.Expression, reference => NameOf(reference.TrimEnd('+'), reference.TrimEnd('+'), texts))
            ?? NameOf(NotAnExpression + "1", license.Expression, texts);
    }

    string NameOf(string wanted, string stated, IReadOnlyList<string> texts)
    {
        string key = $"{stated}\n{string.Join(' ', texts)}";
        if (_names.TryGetValue(key, out string? name)) return name;
        string stem = wanted == NotAnExpression + "1" ? NotAnExpression.TrimEnd('-') : wanted;
        int number = _taken[stem] = _taken.GetValueOrDefault(stem) + 1;
        name = number == 1 ? wanted : string.Create(CultureInfo.InvariantCulture, $"{stem}-{number}");
        while (_all.Any(one => one.Name == name)) name += "-x";
        _names[key] = name;
        _all.Add(new(name, stated, texts));
        return name;
    }
}

/// <summary>One license that is not on SPDX's list.</summary>
/// <param name="Name">Its name in the document.</param>
/// <param name="Stated">What the release says.</param>
/// <param name="Texts">Digests of the license files that the finding rests on.</param>
sealed record SpdxReference(string Name, string Stated, IReadOnlyList<string> Texts);
