using System.Collections.Frozen;

namespace Sluice.Curate.Govern.License.Expressions;

/// <summary>Spelling of license and exception ids, and what replaced those that SPDX has deprecated.</summary>
/// <remarks>Source: SPDX license list 3.28 (ids and which are deprecated).</remarks>
static class SpdxIds
{
    // Families whose bare number SPDX split into -only and -or-later.
    static readonly FrozenSet<string> s_split = FrozenSet.Create(StringComparer.Ordinal,
        "AGPL-1.0", "AGPL-3.0", "GFDL-1.1", "GFDL-1.2", "GFDL-1.3", "GPL-1.0", "GPL-2.0", "GPL-3.0", "LGPL-2.0", "LGPL-2.1", "LGPL-3.0");

    static readonly FrozenDictionary<string, (string Id, string? Exception)> s_replaced = new Dictionary<string, (string, string?)>(StringComparer.OrdinalIgnoreCase)
    {
        ["GPL-2.0-with-autoconf-exception"] = ("GPL-2.0-only", "Autoconf-exception-2.0"),
        ["GPL-2.0-with-bison-exception"] = ("GPL-2.0-only", "Bison-exception-2.2"),
        ["GPL-2.0-with-classpath-exception"] = ("GPL-2.0-only", "Classpath-exception-2.0"),
        ["GPL-2.0-with-font-exception"] = ("GPL-2.0-only", "Font-exception-2.0"),
        ["GPL-2.0-with-GCC-exception"] = ("GPL-2.0-only", "GCC-exception-2.0"),
        ["GPL-3.0-with-autoconf-exception"] = ("GPL-3.0-only", "Autoconf-exception-3.0"),
        ["GPL-3.0-with-GCC-exception"] = ("GPL-3.0-only", "GCC-exception-3.1"),
        ["BSD-2-Clause-FreeBSD"] = ("BSD-2-Clause-Views", null),
        ["BSD-2-Clause-NetBSD"] = ("BSD-2-Clause", null),
        ["StandardML-NJ"] = ("SMLNJ", null),
        // Not SPDX's, but written by the licenses' own stewards.
        ["FSL-1.1-Apache-2.0"] = ("FSL-1.1-ALv2", null),
        ["BSL-1.1"] = ("BUSL-1.1", null),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>One license by an id as it was written, in any case.</summary>
    public static LicenseExpression License(ReadOnlySpan<char> written, ReadOnlySpan<char> exception = default)
    {
        string id = written.ToString();
        string? with = exception.IsEmpty ? null : LicenseCategories.ListedException(exception.ToString()) ?? exception.ToString();
        if (s_replaced.TryGetValue(id, out (string Id, string? Exception) replaced))
            return LicenseExpression.Of(replaced.Id, with ?? replaced.Exception);
        bool orLater = id[^1] == '+';
        if (orLater) id = id[..^1];
        id = LicenseCategories.ListedId(id) ?? id;
        if (s_split.Contains(id)) return LicenseExpression.Of(id + (orLater ? "-or-later" : "-only"), with);
        // "GPL-2.0-or-later+" and the like say it twice.
        return LicenseExpression.Of(orLater && !id.EndsWith("-or-later", StringComparison.Ordinal) ? id + "+" : id, with);
    }

    /// <summary>The id without what one license text can't tell: -only, -or-later and + go.</summary>
    public static string Family(string id)
    {
        if (id[^1] == '+') return id[..^1];
        foreach (string suffix in (ReadOnlySpan<string>)["-only", "-or-later"])
            if (id.EndsWith(suffix, StringComparison.Ordinal)) return id[..^suffix.Length];
        return id;
    }
}
