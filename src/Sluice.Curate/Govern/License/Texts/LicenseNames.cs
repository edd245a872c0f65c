using System.Text;

namespace Sluice.Curate.Govern.License.Texts;

/// <summary>The names of licenses as sequences of words: those of SPDX's list, and what people call them.</summary>
sealed class LicenseNames
{
    static readonly Dictionary<string, string> s_none = [];

    // Several names for one family; versions are taken from the ids that begin with it.
    static readonly (string Names, string Family, string? Default, bool IsShort)[] s_families =
    [
        ("apache license|apache software license|apache public license|asf license", "Apache", "Apache-2.0", false),
        ("apache|asl|apl", "Apache", null, true),
        ("apache2|apachev2", "Apache", "Apache-2.0", true),
        ("mozilla public license|mozilla license", "MPL", "MPL-2.0", false),
        ("mpl|mplv2", "MPL", null, true),
        ("eclipse public license", "EPL", "EPL-1.0", false),
        ("epl", "EPL", null, true),
        ("common development and distribution license|cddl license", "CDDL", "CDDL-1.0", false),
        ("cddl", "CDDL", "CDDL-1.0", true),
        ("common public license", "CPL", "CPL-1.0", false),
        ("boost software license|boost license", "BSL", "BSL-1.0", false),
        ("european union public license|european union public licence", "EUPL", "EUPL-1.2", false),
        ("eupl", "EUPL", null, true),
        ("sil open font license|open font license|ofl license", "OFL", "OFL-1.1", false),
        ("academic free license|afl license", "AFL", "AFL-3.0", false),
        ("open software license", "OSL", "OSL-3.0", false),
        ("netscape public license", "NPL", "NPL-1.1", false),
        ("artistic license", "Artistic", "Artistic-1.0-Perl", false),
        ("php license", "PHP", "PHP-3.01", false),
        ("zope public license|zpl", "ZPL", "ZPL-2.1", false),
        ("server side public license|sspl", "SSPL", "SSPL-1.0", false),
        ("elastic license", "Elastic", "Elastic-2.0", false),
        ("business source license|busl", "BUSL", "BUSL-1.1", false),
        ("mulan permissive software license|mulan psl", "MulanPSL", "MulanPSL-2.0", false),
        ("latex project public license|lppl", "LPPL", "LPPL-1.3c", false),
        ("unicode license", "Unicode", "Unicode-3.0", false),
        ("universal permissive license|upl license", "UPL", "UPL-1.0", false),
        ("apple public source license|apsl", "APSL", "APSL-2.0", false),
        ("microsoft public license|ms pl license", "MS-PL", "MS-PL", false),
        ("microsoft reciprocal license", "MS-RL", "MS-RL", false),
        ("cc0|creative commons zero|cc zero", "CC0", "CC0-1.0", false),
        ("openssl license", "OpenSSL", "OpenSSL", false),
        ("w3c software license|w3c license|w3c software notice and license", "W3C", "W3C", false),
        ("hippocratic license", "Hippocratic", "LicenseRef-hippocratic", false),
        ("commons clause", "Commons-Clause", "LicenseRef-commons-clause", false),
        ("functional source license", "FSL", "LicenseRef-FSL", false),
        ("polyform noncommercial license", "PolyForm-Noncommercial", "PolyForm-Noncommercial-1.0.0", false),
        ("polyform small business license", "PolyForm-Small-Business", "PolyForm-Small-Business-1.0.0", false),
        ("open data commons open database license|open database license", "ODbL", "ODbL-1.0", false),
    ];

    static readonly (string Names, string Expression, bool IsShort)[] s_fixed =
    [
        ("mit license|expat license|mit x11 license|x11 mit license|mit expat license|mit style license|mit open source license|massachusetts institute of technology license", "MIT", false),
        ("mit|expat", "MIT", true),
        ("isc license|isc style license", "ISC", false),
        ("isc", "ISC", true),
        ("zlib license|zlib libpng license|libpng zlib license|zlib png license", "Zlib", false),
        ("zlib", "Zlib", true),
        ("x11 license", "X11", false),
        ("bsd 2 clause license|bsd 2 clause|2 clause bsd license|2 clause bsd|two clause bsd license|two clause bsd|simplified bsd license|freebsd license|bsd two clause license|bsd2", "BSD-2-Clause", false),
        ("bsd 3 clause license|bsd 3 clause|3 clause bsd license|3 clause bsd|three clause bsd license|three clause bsd|new bsd license|modified bsd license|revised bsd license|bsd three clause license|bsd 3|bsd3|new bsd", "BSD-3-Clause", false),
        ("bsd 4 clause license|bsd 4 clause|4 clause bsd license|four clause bsd license|original bsd license", "BSD-4-Clause", false),
        ("eclipse distribution license", "BSD-3-Clause", false),
        ("0bsd|zero clause bsd license|bsd zero clause license|zero clause bsd|0 clause bsd", "0BSD", false),
        ("unlicense|unlicense license", "Unlicense", true),
        ("wtfpl|do what the fuck you want to public license", "WTFPL", false),
        ("ruby s license|ruby license|rubys license", "Ruby", false),
        ("python software foundation license|psf license", "PSF-2.0", false),
        ("same terms as perl itself|same terms as perl 5|same terms as perl|same license as perl|same terms as the perl 5 programming language system itself|same terms as the perl", "Artistic-1.0-Perl OR GPL-1.0-or-later", false),
        ("university of illinois ncsa open source license|ncsa open source license|university of illinois open source license|illinois open source license", "NCSA", false),
    ];

    static readonly (string Names, string Family)[] s_gnu =
    [
        ("gnu affero general public license|gnu affero gpl|affero general public license|gnu agpl|affero gpl|gnu affero public license", "AGPL"),
        ("gnu lesser general public license|gnu library general public license|gnu library or lesser general public license|gnu lesser public license|gnu lgpl|lesser general public license|library general public license|gnu lesser gpl|gnu lesser general public|gnu lesser or library general public license", "LGPL"),
        ("gnu general public license|gnu public license|gnu gpl|gnu general public|general public license", "GPL"),
        ("gnu free documentation license|gnu fdl|gnu free documentation", "GFDL"),
        ("agpl|agplv3|agpl3|agplv", "AGPL"), ("lgpl|lgplv2|lgplv3|lgpl2|lgpl3|lgplv", "LGPL"), ("gpl|gplv2|gplv3|gpl2|gpl3|gplv", "GPL"), ("gfdl", "GFDL"),
    ];

    static readonly string[] s_addresses =
    [
        "opensource org license", "opensource org licenses", "creativecommons org license", "creativecommons org licenses", "creativecommons org publicdomain", "apache org licenses", "gnu org licenses", "gnu org copyleft", "spdx org licenses",
        "mozilla org mpl", "boost org license", "unlicense org", "wtfpl net", "eclipse org legal", "choosealicense com licenses", "fsf org licensing", "scripts sil org ofl", "opendatacommons org licenses",
    ];

    readonly Dictionary<long, int> _steps = [];
    readonly List<LicenseName?> _names = [null];
    readonly WordNumbers _vocabulary;
    bool[] _isFirst = [];

    public LicenseNames(WordNumbers vocabulary, LicenseIds ids, IReadOnlyList<(string Id, string Name, string Url)> licenses)
    {
        _vocabulary = vocabulary;
        // The list's names first: what follows says more about the same words.
        foreach (var family in licenses.Where(IsNamed).GroupBy(license => Base(license.Name), StringComparer.Ordinal))
        {
            string[] words = family.Key.Split(' ');
            if (words.Length < 2 || (words.Length < 3 && !words.Contains("license"))) continue;
            var versions = new Dictionary<string, string>();
            // Two licenses of one name and version (CERN-OHL-2.0's three): the name alone names neither.
            foreach (var same in family.GroupBy(license => Version(license.Name) ?? "", StringComparer.Ordinal))
                if (same.Count() == 1) versions.Add(same.Key, same.First().Id);
            if (versions.Count == 0) continue;
            string? only = family.Count() == 1 ? versions.Values.First() : null;
            Add(family.Key, new(LicenseNameKind.Versioned, family.First().Id, versions, only, false));
        }
        foreach ((string names, string family, string? otherwise, bool isShort) in s_families)
        {
            var versions = new Dictionary<string, string>();
            foreach ((string id, _, _) in licenses.OrderBy(license => license.Id.Length))
                if (id.StartsWith(family + "-", StringComparison.Ordinal) && char.IsAsciiDigit(id[family.Length + 1])) versions.TryAdd(id[(family.Length + 1)..].Split('-')[0], id);
            foreach (string name in names.Split('|')) Add(name, new(LicenseNameKind.Versioned, family, versions, otherwise is null ? null : ids.Find(otherwise) ?? otherwise, isShort));
        }
        foreach ((string names, string expression, bool isShort) in s_fixed)
            foreach (string name in names.Split('|')) Add(name, new(LicenseNameKind.Versioned, expression, s_none, expression, isShort));
        foreach ((string names, string family) in s_gnu)
            foreach (string name in names.Split('|')) Add(name, new(LicenseNameKind.Gnu, family, s_none, null, !name.Contains(' ', StringComparison.Ordinal)));
        foreach (string name in s_addresses) Add(name, new(LicenseNameKind.Address, name, s_none, null, false));
        Add("creative commons", new(LicenseNameKind.CreativeCommons, "CC", s_none, null, false));
        Add("cc by", new(LicenseNameKind.CreativeCommons, "CC-BY", s_none, null, false));
    }

    /// <summary>The longest name that begins there; null where none does.</summary>
    /// <param name="words">Numbers of words.</param>
    /// <param name="at">First word.</param>
    /// <param name="length">Words of the name.</param>
    public LicenseName? Find(ReadOnlySpan<int> words, int at, out int length)
    {
        length = 0;
        if (words[at] >= _isFirst.Length || !_isFirst[words[at]]) return null;
        LicenseName? found = null;
        int node = 0;
        for (int i = at; i < words.Length && _steps.TryGetValue(((long)node << 32) | (uint)words[i], out node); i++)
            if (_names[node] is { } name) (found, length) = (name, i + 1 - at);
        return found;
    }

    void Add(string words, LicenseName name)
    {
        var parsed = new LicenseWords();
        parsed.Add(Encoding.UTF8.GetBytes(words), 0);
        int node = 0;
        for (int i = 0; i < parsed.Count; i++)
        {
            int word = _vocabulary.Add(parsed.Hashes[i]);
            if (i == 0)
            {
                if (_isFirst.Length <= word) Array.Resize(ref _isFirst, Math.Max(word + 1, _vocabulary.Limit + 64));
                _isFirst[word] = true;
            }
            long step = ((long)node << 32) | (uint)word;
            if (!_steps.TryGetValue(step, out int next))
            {
                next = _names.Count;
                _names.Add(null);
                _steps.Add(step, next);
            }
            node = next;
        }
        if (node != 0) _names[node] = name;
    }

    // GNU's, Creative Commons' and BSD's names are read by rules of their own.
    static bool IsNamed((string Id, string Name, string Url) license) =>
        !license.Name.StartsWith("GNU", StringComparison.Ordinal) && !license.Name.StartsWith("Creative Commons", StringComparison.Ordinal) && !license.Name.StartsWith("BSD", StringComparison.Ordinal);

    static string Base(string name)
    {
        int parenthesis = name.IndexOf('(', StringComparison.Ordinal);
        if (parenthesis > 0) name = name[..parenthesis];
        var words = name.ToLowerInvariant().Split([' ', '-', ',', '"', '\'', '/', '.'], StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.TakeWhile(word => !IsVersion(word) && word != "version"));
    }

    static string? Version(string name) =>
        name.Split([' ', ',', '-'], StringSplitOptions.RemoveEmptyEntries).Select(word => word.TrimStart('v', 'V')).FirstOrDefault(word => word.Length > 0 && char.IsAsciiDigit(word[0]) && word.Length < 6);

    static bool IsVersion(string word) => char.IsAsciiDigit(word[0]) || (word[0] == 'v' && word.Length > 1 && char.IsAsciiDigit(word[1]));
}
