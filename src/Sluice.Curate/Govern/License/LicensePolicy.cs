using Sluice.Core;
using Sluice.Core.Rights;
using Sluice.Curate.Govern.License.Expressions;

namespace Sluice.Curate.Govern.License;

/// <summary>Which licenses may stay.</summary>
/// <remarks>A license is acceptable if it or its category is allowed (or nothing is named as allowed) and neither is denied. A choice is acceptable if any side is, licenses
/// that all hold if each is. So naming more as allowed never refuses what was acceptable.</remarks>
public sealed class LicensePolicy
{
    const string NotAllowed = "detect-license.not-allowed", NoneFound = "detect-license.none-found";

    readonly Named? _allowed;
    readonly Named _denied;

    /// <summary>Makes the policy of options that have no problems.</summary>
    public LicensePolicy(IReadOnlyList<string> allow, IReadOnlyList<string> deny) =>
        (_allowed, _denied) = (allow.Count == 0 ? null : new(allow), new(deny));

    /// <summary>What is wrong with a list of ids and categories.</summary>
    internal static IEnumerable<string> Problems(string key, IReadOnlyList<string> names)
    {
        foreach (string name in names)
        {
            if (Category(name) is not null) continue;
            if (LicenseExpressionParser.TryParse(name) is { Kind: ExpressionKind.License } license
                && (license.Id.Contains("LicenseRef-", StringComparison.Ordinal) || LicenseCategories.ListedId(license.Id.TrimEnd('+')) is not null)) continue;
            string nearest = NearestName.Find(name, s_categories.Select(category => category.Name).Concat(LicenseCategories.Ids)) is { } near ? $"; did you mean {near}?" : "";
            yield return $"{key} has '{name}', which is neither an SPDX license id nor a category{nearest}";
        }
    }

    /// <summary>Judges a license; null for none found.</summary>
    public Verdict Judge(LicenseExpression? license)
    {
        if (license is not null) return IsAcceptable(license) ? Verdict.Keep : Verdict.Drop(NotAllowed, Evidence(license)) with { IsWitness = true, WithholdsText = true };
        bool mayStay = (_allowed is null || _allowed.HasCategory(LicenseCategory.NoneFound)) && !_denied.HasCategory(LicenseCategory.NoneFound);
        return mayStay ? Verdict.Keep : Verdict.Drop(NoneFound) with { IsWitness = true, WithholdsText = true };
    }

    /// <summary>Whether a license is acceptable.</summary>
    public bool IsAcceptable(LicenseExpression license) => license.Kind switch
    {
        ExpressionKind.Or => license.Operands.Any(IsAcceptable),
        ExpressionKind.And => license.Operands.All(IsAcceptable),
        _ => (_allowed is null || _allowed.Has(license)) && !_denied.Has(license),
    };

    static string Evidence(LicenseExpression license)
    {
        const int LengthMax = 200;
        string text = license.ToString();
        return text.Length <= LengthMax ? text : text[..LengthMax];
    }

    static readonly (string Name, LicenseCategory Category)[] s_categories =
        [.. Enum.GetValues<LicenseCategory>().Select(category => (KebabCase.From(category.ToString()), category))];

    static LicenseCategory? Category(string name)
    {
        foreach ((string known, LicenseCategory category) in s_categories)
            if (name == known) return category;
        return null;
    }

    /// <summary>The kebab-case name of a category.</summary>
    internal static string NameOf(LicenseCategory category) => s_categories[(int)category].Name;

    sealed class Named
    {
        readonly HashSet<LicenseCategory> _categories = [];
        readonly HashSet<string> _licenses = new(StringComparer.Ordinal);

        public Named(IEnumerable<string> names)
        {
            foreach (string name in names)
            {
                if (Category(name) is { } category) _categories.Add(category);
                else if (LicenseExpressionParser.TryParse(name) is { } license) _licenses.Add(license.ToString());
            }
        }

        public bool HasCategory(LicenseCategory category) => _categories.Contains(category);

        // An exception only adds permissions: who names the license means it with one too.
        public bool Has(LicenseExpression license) =>
            _categories.Contains(LicenseCategories.Of(license)) || _licenses.Contains(license.ToString()) || _licenses.Contains(license.Id);
    }
}
