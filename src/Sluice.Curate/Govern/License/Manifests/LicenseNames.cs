using System.Collections.Frozen;
using System.Text;
using Sluice.Curate.Govern.License.Expressions;

namespace Sluice.Curate.Govern.License.Manifests;

/// <summary>Licenses as people name them in manifests: SPDX expressions, else names from a table (<c>Apache 2.0</c>, <c>GPLv3+</c>, <c>BSD3</c>).</summary>
/// <remarks>Names compare by their letters, digits, dots and plus signs in lower case, without "the", "license" and "version". A name that says no version (<c>GPL</c>)
/// becomes the family's first with "or later", as the GPL itself rules; <c>BSD</c> and <c>Apache</c> alone become references, which have a category but no text.</remarks>
static class LicenseNames
{
    const int NameLengthMax = 400;

    static readonly FrozenDictionary<string, string> s_names = ReadTable();

    /// <summary>The expression of a name; null where it says none that is known.</summary>
    public static LicenseExpression? Parse(string? name)
    {
        if (name is null || name.Length > LicenseExpressionParser.LengthMax || (name = name.Trim()).Length == 0) return null;
        LicenseExpression? expression = LicenseExpressionParser.TryParse(name);
        if (expression is not null && expression.Licenses.All(IsKnown)) return expression;
        if (s_names.TryGetValue(Squeeze(name), out string? spdx)) return LicenseExpressionParser.TryParse(spdx);
        // Cargo once wrote choices with a slash, R writes them with a bar.
        foreach (char separator in "/|")
            if (name.Contains(separator) && Choice(name.Split(separator)) is { } choice) return choice;
        foreach (string separator in (ReadOnlySpan<string>)[" or ", " OR "])
            if (name.Contains(separator, StringComparison.Ordinal) && Choice(name.Trim('(', ')').Split(separator)) is { } choice) return choice;
        return null;
    }

    /// <summary>The choice between several names; null where one of them is unknown.</summary>
    public static LicenseExpression? Choice(IReadOnlyList<string> names) => Joined(names, LicenseExpression.Any);

    /// <summary>All of several names; null where one of them is unknown.</summary>
    public static LicenseExpression? Together(IReadOnlyList<string> names) => Joined(names, LicenseExpression.All);

    /// <summary>All of what one manifest states in several places; where some of it is known, what is not is unrecognized. Null where none is known.</summary>
    public static LicenseExpression? AllOf(IReadOnlyList<LicenseExpression?> stated)
    {
        List<LicenseExpression> known = [.. stated.OfType<LicenseExpression>().Distinct()];
        if (known.Count == 0) return null;
        if (stated.Contains(null)) known.Add(LicenseExpression.Of("LicenseRef-unrecognized"));
        return LicenseExpression.All(known);
    }

    static LicenseExpression? Joined(IReadOnlyList<string> names, Func<IEnumerable<LicenseExpression>, LicenseExpression> join)
    {
        if (names.Count is 0 or > 20) return null;
        List<LicenseExpression> parts = [];
        foreach (string name in names)
        {
            if (name.Length > NameLengthMax || Parse(name) is not { } part) return null;
            parts.Add(part);
        }
        return join(parts);
    }

    static bool IsKnown(LicenseExpression license)
    {
        string id = license.Id[^1] == '+' ? license.Id[..^1] : license.Id;
        return LicenseCategories.ListedId(id) is not null || id.Contains("LicenseRef-", StringComparison.Ordinal);
    }

    static string Squeeze(string name)
    {
        StringBuilder squeezed = new();
        foreach (string word in name.ToLowerInvariant().Replace("licence", "license", StringComparison.Ordinal)
            .Split((char[])[' ', '\t', '\n', '\r', '-', '_', ',', '(', ')', '"', '\'', ':', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word is "the" or "license" or "version" or "licensed" or "under" or "v" or "osi" or "approved" or "software" or "a" or "of") continue;
            squeezed.Append(word[0] == 'v' && word.Length > 1 && char.IsAsciiDigit(word[1]) ? word[1..] : word);
            if (squeezed.Length > NameLengthMax) break;
        }
        return squeezed.ToString();
    }

    static FrozenDictionary<string, string> ReadTable()
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        foreach (string line in Table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] parts = line.Split('=', 2, StringSplitOptions.TrimEntries);
            foreach (string name in parts[1].Split('|')) names[Squeeze(name)] = parts[0];
        }
        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }

    const string Table = """
        MIT = mit | expat | mit/x11 | mit x11 | mit expat | mit + file license | mit (expat)
        Apache-2.0 = apache 2 | apache 2.0 | apache2 | apache2.0 | apachev2 | apachev2.0 | asl 2.0 | asl2 | al2 | apache software license 2.0 | apache_2_0 | apache software license, version 2.0 | apache license 2.0 (apache-2.0) | apache license, version 2.0 | apache license version 2.0, january 2004 | http://www.apache.org/licenses/license-2.0 | http://www.apache.org/licenses/license-2.0.txt | https://www.apache.org/licenses/license-2.0 | https://www.apache.org/licenses/license-2.0.txt
        Apache-1.1 = apache 1.1 | apache_1_1 | apache software license 1.1
        LicenseRef-Apache = apache | apache software license | asl
        BSD-3-Clause = bsd3 | bsd 3 | bsd_3_clause | bsd 3 clause + file license | bsd_3_clause + file license | new bsd | modified bsd | revised bsd | 3-clause bsd | three-clause bsd | bsd 3-clause "new" or "revised" | new bsd license | bsd3clause | bsd (3-clause) | the new bsd license | edl 1.0 | eclipse distribution license - v 1.0
        BSD-2-Clause = bsd2 | bsd 2 | bsd_2_clause | bsd_2_clause + file license | simplified bsd | freebsd | 2-clause bsd | two-clause bsd | bsd 2-clause "simplified" | bsd (2-clause)
        BSD-4-Clause = bsd4 | bsd 4 | original bsd
        LicenseRef-BSD = bsd | bsd style | bsd-like | bsd like | bsd license
        0BSD = zero clause bsd | bsd zero clause | free public license 1.0.0
        ISC = isc | isc (iscl) | iscl | openbsd
        Zlib = zlib | zlib/libpng | zlib/libpng license
        BSL-1.0 = boost | boost 1.0 | boost software license | boost software license 1.0 | boost software license 1.0 (bsl-1.0) | bsl 1.0
        Unlicense = unlicense | the unlicense (unlicense) | unlicense (unlicense)
        WTFPL = wtfpl | wtfpl 2.0
        CC0-1.0 = cc0 | cc0 1.0 | cc0 1.0 universal | cc0 1.0 universal (cc0 1.0) public domain dedication | cc0 public domain | creative commons zero
        LicenseRef-Public-Domain = public domain | publicdomain
        LicenseRef-UNLICENSED = unlicensed | proprietary | commercial | allrightsreserved | all rights reserved | other/proprietary | other/proprietary license | restricted | closed
        PSF-2.0 = psf | psfl | python software foundation | python software foundation license
        Python-2.0 = python
        NCSA = ncsa | university of illinois/ncsa open source license
        AFL-3.0 = academic free | academic free license 3.0 | academic free license (afl)
        Artistic-2.0 = artistic 2.0 | artistic_2 | artistic 2
        Artistic-1.0 = artistic_1 | artistic
        Artistic-1.0-Perl OR GPL-1.0-or-later = perl | perl_5 | perl 5 | perl5 | same as perl | artistic or gpl | gpl or artistic | the same terms as perl itself
        MPL-2.0 = mpl | mpl2 | mpl 2 | mpl 2.0 | mozilla public 2.0 | mozilla public license 2.0 (mpl 2.0) | mozilla_2_0 | mozilla public license, version 2.0
        MPL-1.1 = mpl 1.1 | mozilla public 1.1 | mozilla public license 1.1 (mpl 1.1) | mozilla_1_1
        MPL-1.0 = mpl 1.0 | mozilla_1_0 | mozilla public license 1.0 (mpl)
        EPL-1.0 = epl | epl 1.0 | eclipse public 1.0 | eclipse public license - v 1.0 | eclipse public license 1.0 (epl-1.0)
        EPL-2.0 = epl 2.0 | epl2 | eclipse public 2.0 | eclipse public license - v 2.0 | eclipse public license v2.0 | eclipse public license 2.0 (epl-2.0)
        CDDL-1.0 = cddl | cddl 1.0 | common development and distribution license (cddl) version 1.0
        CDDL-1.1 = cddl 1.1
        EUPL-1.2 = eupl 1.2 | european union public licence 1.2 (eupl 1.2)
        EUPL-1.1 = eupl 1.1 | european union public licence 1.1 (eupl 1.1)
        GPL-1.0-or-later = gpl | gnu gpl | gnu general public | gnu general public license (gpl) | open source gpl
        GPL-1.0-only = gpl_1 | gpl1
        GPL-2.0-only = gpl2 | gpl 2 | gpl 2.0 | gplv2 | gplv2.0 | gnu gpl 2 | gnu gplv2 | gnu gpl v2 | gnu general public 2 | gnu general public 2.0 | gnu general public license v2 (gplv2) | gnu general public license v2.0 only | gpl_2
        GPL-2.0-or-later = gpl2+ | gpl 2+ | gplv2+ | gpl 2.0+ | gpl (>= 2) | gpl (>= 2.0) | gpl (>=2) | gplv2 or later | gpl v2 or later | gnu general public license v2 or later (gplv2+) | gnu general public license version 2 or later | gnu gpl v2 or later | gplv2orlater
        GPL-3.0-only = gpl3 | gpl 3 | gpl 3.0 | gplv3 | gplv3.0 | gnu gpl 3 | gnu gplv3 | gnu gpl v3 | gnu general public 3 | gnu general public 3.0 | gnu general public license v3 (gplv3) | gnu general public license v3.0 only | gpl_3 | gpl-3 + file license
        GPL-3.0-or-later = gpl3+ | gpl 3+ | gplv3+ | gpl 3.0+ | gpl (>= 3) | gpl (>= 3.0) | gpl (>=3) | gplv3 or later | gnu gplv3+ | gpl v3 or later | gnu general public license v3 or later (gplv3+) | gnu general public license version 3 or later | gnu gpl v3 or later
        LGPL-2.0-or-later = lgpl | gnu lgpl | gnu lesser general public | gnu library or lesser general public license (lgpl) | gnu lesser general public license
        LGPL-2.1-only = lgpl 2.1 | lgpl2.1 | lgplv2.1 | lgpl_2_1 | gnu lesser general public 2.1 | gnu lgpl 2.1
        LGPL-2.1-or-later = lgpl 2.1+ | lgpl2.1+ | lgplv2.1+ | lgpl (>= 2.1) | gnu lesser general public license v2.1 or later
        LGPL-2.0-only = lgpl2 | lgpl 2 | lgpl 2.0 | lgplv2 | gnu lesser general public license v2 (lgplv2)
        LGPL-2.0-or-later = lgpl2+ | lgpl 2+ | lgplv2+ | lgpl (>= 2) | gnu lesser general public license v2 or later (lgplv2+)
        LGPL-3.0-only = lgpl3 | lgpl 3 | lgpl 3.0 | lgplv3 | lgpl_3_0 | gnu lesser general public 3 | gnu lesser general public 3.0 | gnu lesser general public license v3 (lgplv3) | gnu lgpl v3
        LGPL-3.0-or-later = lgpl3+ | lgpl 3+ | lgplv3+ | lgpl (>= 3) | gnu lesser general public license v3 or later (lgplv3+)
        AGPL-3.0-only = agpl | agpl3 | agpl 3 | agpl 3.0 | agplv3 | gnu agpl 3 | gnu agplv3 | gnu affero general public 3 | gnu affero general public 3.0 | gnu affero general public license v3 | agpl_3
        AGPL-3.0-or-later = agpl3+ | agplv3+ | agpl 3+ | agpl (>= 3) | gnu affero general public license v3 or later (agplv3+)
        GFDL-1.2-only = gfdl_1_2
        GFDL-1.3-only = gfdl_1_3
        MS-PL = ms pl | microsoft public
        CC-BY-4.0 = cc by 4.0 | creative commons attribution 4.0 | cc by | cc-by
        CC-BY-SA-4.0 = cc by sa 4.0 | creative commons attribution-sharealike 4.0
        CC-BY-NC-4.0 = cc by nc 4.0 | creative commons attribution-noncommercial 4.0
        """;
}
