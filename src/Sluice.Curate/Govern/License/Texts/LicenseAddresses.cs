using System.Buffers;
using System.Text;

namespace Sluice.Curate.Govern.License.Texts;

/// <summary>Reads which license an address leads to.</summary>
sealed class LicenseAddresses
{
    const int AddressBytesMax = 200;

    // Last parts of paths that no id is made of.
    static readonly Dictionary<string, string> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["mit-license"] = "MIT",
        ["bsd-license"] = "BSD-2-Clause",
        ["isc-license"] = "ISC",
        ["zlib-license"] = "Zlib",
        ["apache2.0"] = "Apache-2.0",
        ["apachepl-1.1"] = "Apache-1.1",
        ["artistic-license-2.0"] = "Artistic-2.0",
        ["artistic-license"] = "Artistic-1.0",
        ["gpl-license"] = "GPL-2.0-or-later",
        ["lgpl-license"] = "LGPL-2.1-or-later",
        ["agpl-v3"] = "AGPL-3.0-only",
        ["mozilla1.1"] = "MPL-1.1",
        ["mozilla1.0"] = "MPL-1.0",
        ["cddl1"] = "CDDL-1.0",
        ["cpl1.0"] = "CPL-1.0",
        ["eclipse-1.0"] = "EPL-1.0",
        ["php"] = "PHP-3.0",
        ["osl-3.0"] = "OSL-3.0",
        ["afl-3.0"] = "AFL-3.0",
        ["boost-license"] = "BSL-1.0",
        ["bsl1.0"] = "BSL-1.0",
        ["ms-pl"] = "MS-PL",
        ["ms-rl"] = "MS-RL",
        ["license-2.0"] = "Apache-2.0",
        ["license-1.1"] = "Apache-1.1",
        ["license-1.0"] = "Apache-1.0",
        ["epl-v10"] = "EPL-1.0",
        ["epl-v20"] = "EPL-2.0",
        ["epl-2.0"] = "EPL-2.0",
        ["edl-v10"] = "BSD-3-Clause",
        ["cpl-v10"] = "CPL-1.0",
        ["zpl-2.0"] = "ZPL-2.0",
        ["ncsa"] = "NCSA",
        ["afl-2.1"] = "AFL-2.1",
        ["license_1_0"] = "BSL-1.0",
        ["gpl-3.0-standalone"] = "GPL-3.0-only",
        ["gpl-2.0-standalone"] = "GPL-2.0-only",
        ["gfdl"] = "GFDL-1.3-or-later",
        ["pddl"] = "PDDL-1.0",
        ["odbl"] = "ODbL-1.0",
        ["by"] = "ODC-By-1.0",
        ["unlicense"] = "Unlicense",
    };

    static readonly SearchValues<byte> s_ends = SearchValues.Create(" \t\r\n\"'<>()[]{}|,;`*"u8);

    readonly LicenseIds _ids;

    public LicenseAddresses(LicenseIds ids) => _ids = ids;

    /// <summary>The license of the address around a byte; null where it is none's.</summary>
    /// <param name="textUtf8">The file.</param>
    /// <param name="at">A byte of the address's host.</param>
    /// <param name="end">The address's end.</param>
    public string? Find(ReadOnlySpan<byte> textUtf8, int at, out int end)
    {
        ReadOnlySpan<byte> rest = textUtf8.Slice(at, Math.Min(AddressBytesMax, textUtf8.Length - at));
        int length = rest.IndexOfAny(s_ends);
        if (length < 0) length = rest.Length;
        while (length > 0 && rest[length - 1] is (byte)'.' or (byte)'/' or (byte)':') length--;
        end = at + length;
        string[] parts = Encoding.ASCII.GetString(rest[..length]).ToLowerInvariant().Split(['/', '#', '?'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0) return null;
        string host = parts[0];
        if (host.EndsWith("unlicense.org", StringComparison.Ordinal)) return "Unlicense";
        if (host.EndsWith("wtfpl.net", StringComparison.Ordinal)) return "WTFPL";
        if (parts.Length < 2) return null;
        if (host.EndsWith("creativecommons.org", StringComparison.Ordinal)) return CreativeCommons(parts);
        if (host.EndsWith("mozilla.org", StringComparison.Ordinal)) return parts.Length > 2 ? _ids.Find("MPL-" + Page(parts[2])) ?? _ids.Find(Page(parts[2])) : null;
        string page = Page(parts[^1]);
        if (s_names.TryGetValue(page, out string? name)) return name;
        if (page is "old-licenses" or "licenses" or "license" or "legal" or "copyleft") return null;
        if (host.EndsWith("gnu.org", StringComparison.Ordinal) || host.EndsWith("fsf.org", StringComparison.Ordinal))
            return _ids.FindGnu(page) is { } gnu && gnu != page ? gnu : null;
        return _ids.Find(page);
    }

    string? CreativeCommons(string[] parts)
    {
        if (parts[1] == "publicdomain") return parts.Length > 2 && parts[2] == "zero" ? "CC0-1.0" : parts.Length > 2 && parts[2] == "mark" ? "CC-PDM-1.0" : null;
        if (parts.Length < 3) return null;
        if (parts[2] == "publicdomain") return "CC-PDDC";
        string elements = parts[2].ToUpperInvariant();
        if (parts.Length < 4) return _ids.Find($"CC-{elements}-4.0");
        string version = Page(parts[3]);
        string? plain = _ids.Find($"CC-{elements}-{version}");
        return parts.Length > 4 && parts[4].Length is 2 or 3 ? _ids.Find($"CC-{elements}-{version}-{parts[4]}") ?? plain : plain;
    }

    static string Page(string part)
    {
        foreach (string suffix in (string[])[".html", ".htm", ".php", ".txt", ".md", ".en", ".de"])
            if (part.EndsWith(suffix, StringComparison.Ordinal)) part = part[..^suffix.Length];
        return part;
    }
}
