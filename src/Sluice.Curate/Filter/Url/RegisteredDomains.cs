using System.Globalization;
using Sluice.Core;

namespace Sluice.Curate.Filter.Url;

/// <summary>Finds the registered domain of a host: the public suffix and one label more (<c>news.example.co.uk</c>: <c>example.co.uk</c>).</summary>
/// <remarks>With a public suffix list (its ICANN part, as datatrove's tldextract reads it) the answer is exact. Without one, a public suffix is the last
/// label, or the last two where the last is a country's (two letters) and the one before is a usual class of it (<c>co</c>, <c>com</c>, <c>ac</c>,
/// …).</remarks>
sealed class RegisteredDomains
{
    const int LabelsMax = 128;

    // Second-level classes under countries' domains; seen in the ICANN part of the public suffix list for ten countries or more.
    static readonly string[] s_classes = ["ac", "co", "com", "edu", "go", "gob", "gouv", "gov", "mil", "ne", "net", "nom", "or", "org", "sch"];

    readonly NameSet _suffixes = new(), _wildcards = new(), _exceptions = new();
    readonly bool _hasList;

    RegisteredDomains(bool hasList) => _hasList = hasList;

    /// <summary>By the simple rule.</summary>
    public static RegisteredDomains Simple()
    {
        RegisteredDomains domains = new(false);
        foreach (string name in s_classes) domains._suffixes.Add(name);
        return domains;
    }

    /// <summary>By a public suffix list.</summary>
    /// <exception cref="SluiceException">The file is no such list.</exception>
    public static RegisteredDomains Load(string path)
    {
        RegisteredDomains domains = new(true);
        IdnMapping idn = new();
        foreach (string line in ListFile.Read(path))
        {
            if (line.StartsWith("//", StringComparison.Ordinal))
            {
                if (line.Contains("===BEGIN PRIVATE DOMAINS===", StringComparison.Ordinal)) break;
                continue;
            }
            string rule = line.ToLowerInvariant();
            (NameSet set, string name) = rule switch
            {
                ['*', '.', .. string rest] => (domains._wildcards, rest),
                ['!', .. string rest] => (domains._exceptions, rest),
                _ => (domains._suffixes, rule),
            };
            set.Add(name);
            try
            {
                set.Add(idn.GetAscii(name));
            }
            catch (ArgumentException)
            {
                // A rule that is no domain name: hosts can't match it either.
            }
        }
        if (domains._suffixes.Count == 0)
            throw new SluiceException("this is no public suffix list: it has no rule", path, "get public_suffix_list.dat from https://publicsuffix.org/list/");
        return domains;
    }

    /// <summary>The registered domain of a host, a part of it; empty where it has none (an address, a public suffix, an unknown top-level domain).</summary>
    /// <param name="host">Lower-case ASCII or UTF-8, without port.</param>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> host)
    {
        if (host.IsEmpty || host[^1] is (>= (byte)'0' and <= (byte)'9') or (byte)']' || host.Count((byte)'.') >= LabelsMax) return default;
        return _hasList ? ByList(host) : BySimpleRule(host);
    }

    ReadOnlySpan<byte> ByList(ReadOnlySpan<byte> host)
    {
        // From the whole host to its last label: the first rule met is the longest.
        ReadOnlySpan<byte> before = default;
        for (ReadOnlySpan<byte> suffix = host; ; suffix = Parent(suffix))
        {
            if (_exceptions.Contains(suffix)) return suffix;
            if (_suffixes.Contains(suffix) || _wildcards.Contains(Parent(suffix))) return before;
            before = suffix;
            if (suffix.IndexOf((byte)'.') < 0) return default;
        }
    }

    ReadOnlySpan<byte> BySimpleRule(ReadOnlySpan<byte> host)
    {
        int last = host.LastIndexOf((byte)'.');
        if (last <= 0) return default;
        int second = host[..last].LastIndexOf((byte)'.');
        if (host.Length - last - 1 != 2 || !_suffixes.Contains(host[(second + 1)..last])) return host[(second + 1)..];
        return second <= 0 ? default : host[(host[..second].LastIndexOf((byte)'.') + 1)..];
    }

    static ReadOnlySpan<byte> Parent(ReadOnlySpan<byte> host)
    {
        int dot = host.IndexOf((byte)'.');
        return dot < 0 ? default : host[(dot + 1)..];
    }
}
