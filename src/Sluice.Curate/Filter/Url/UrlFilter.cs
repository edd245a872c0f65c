using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Core.Text;

namespace Sluice.Curate.Filter.Url;

/// <summary>Drops documents by their URL: listed domains, hosts and URLs, and words that give a page away.</summary>
/// <remarks>
/// <para>Why: most adult and spam pages tell in their address what they are, and no byte of text has to be read. The rules in order, each dropping by itself:
/// the registered domain is listed (<c>domain</c>); the whole host is (<c>subdomain</c>); the URL is (<c>url</c>); one of its words is banned
/// (<c>hard-blacklisted</c>); it has two different soft words (<c>soft-blacklisted</c>); its letters and digits, run together, hold a banned string anywhere
/// (<c>blacklisted-subword</c>).</para>
/// <para>Lists are files, one entry a line, <c>#</c> for comments; none ships with Sluice. A rule without a list is off, and the step says which. A document
/// without a URL is kept. Entries of the three word lists lose all but ASCII letters and digits, in lower case.</para>
/// <para>Known problems: words compare with upper and lower case told apart, as in datatrove (<c>ignore-case</c> mends it). Banned strings hit innocent words:
/// that is what the list's author must weigh. Without a public suffix list, registered domains follow a simple rule. Here, hosts compare in lower case, and a
/// listed IP address matches as a host; datatrove's do neither.</para>
/// <para>Example: <c>url-filter: { domains: [ut1/adult/domains], banned-words: [banned_words.txt], ignore-case: true }</c></para>
/// <para>Source: FineWeb (Penedo et al. 2024, arXiv:2406.17557); datatrove's URLFilter; RefinedWeb (arXiv:2306.01116), appendix G.1.</para>
/// </remarks>
public sealed class UrlFilter : IStep, INotedStep
{
    readonly UrlFilterOptions _options;
    readonly UrlLists _lists;
    readonly UrlParts _parts = new();
    readonly ulong[] _softSeen;

    /// <summary>Loads the lists.</summary>
    /// <exception cref="SluiceException">A list that was named is missing, or a file is no list.</exception>
    public UrlFilter(UrlFilterOptions options, IStepResources resources)
    {
        _options = options;
        _lists = UrlLists.Load(options, resources);
        _softSeen = new ulong[options.SoftWordsMin];
    }

    /// <summary>The catalog's entry.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Map<UrlFilterOptions>("url-filter",
        "FineWeb (Penedo et al. 2024, arXiv:2406.17557), as datatrove's URLFilter", (options, resources) => new UrlFilter(options, resources));

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => _lists.Notes;

    /// <inheritdoc/>
    public Verdict Apply(Document document, Measurements measurements)
    {
        if (string.IsNullOrEmpty(document.Url)) return Verdict.Keep;
        _parts.Set(document.Url);
        Verdict verdict = ByList();
        return verdict.IsKept ? ByWords(measurements) : verdict;
    }

    Verdict ByList()
    {
        ReadOnlySpan<byte> host = _parts.Host, domain = _lists.Registered.Of(host);
        foreach (NameSet list in _lists.Domains)
            if (!domain.IsEmpty && list.Contains(domain)) return Verdict.Drop("url-filter.domain", Encoding.UTF8.GetString(domain));
        foreach (NameSet list in _lists.Domains)
            if (!host.IsEmpty && list.Contains(host)) return Verdict.Drop("url-filter.subdomain", Encoding.UTF8.GetString(host));
        foreach (NameSet list in _lists.Urls)
            if (list.Contains(_parts.Url)) return Verdict.Drop("url-filter.url");
        return Verdict.Keep;
    }

    Verdict ByWords(Measurements measurements)
    {
        ReadOnlySpan<byte> url = _parts.Url, squeezed = _parts.Squeezed;
        int soft = 0, taken = 0;
        for (int at = 0; at < url.Length;)
        {
            int start = at;
            while (at < url.Length && char.IsAsciiLetterOrDigit((char)url[at])) at++;
            ReadOnlySpan<byte> word = url[start..at];
            if (word.IsEmpty)
            {
                at++;
                continue;
            }
            // The squeezed URL has the same word in lower case, in the same order.
            ReadOnlySpan<byte> lowered = squeezed.Slice(taken, word.Length);
            taken += word.Length;
            if (_options.IgnoreCase) word = lowered;
            if (Holds(_lists.BannedWords, word)) return Verdict.Drop("url-filter.hard-blacklisted", Encoding.UTF8.GetString(word));
            if (soft == _softSeen.Length || !Holds(_lists.SoftBannedWords, word)) continue;
            ulong hash = TextHash.Of(word);
            if (!_softSeen.AsSpan(0, soft).Contains(hash)) _softSeen[soft++] = hash;
        }
        measurements.Add("soft-blacklisted", soft);
        if (soft >= _options.SoftWordsMin) return Verdict.Drop("url-filter.soft-blacklisted", soft, _options.SoftWordsMin);
        foreach (PhraseMatcher list in _lists.BannedSubwords)
        {
            int at = 0, state = PhraseMatcher.Start, phrase = list.Next(squeezed, ref at, ref state);
            if (phrase >= 0) return Verdict.Drop("url-filter.blacklisted-subword", list.Phrase(phrase));
        }
        return Verdict.Keep;
    }

    static bool Holds(NameSet[] lists, ReadOnlySpan<byte> word)
    {
        foreach (NameSet list in lists)
            if (list.Contains(word)) return true;
        return false;
    }
}
