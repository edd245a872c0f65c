using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Curate.Filter.Url;

/// <summary>The lists of <c>url-filter</c>, loaded once for all workers.</summary>
sealed class UrlLists
{
    const string HowToGet = "name your own list, or leave the option out to do without this rule";

    readonly List<string> _notes = [];

    /// <summary>Which rules have no list.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Finds registered domains.</summary>
    public required RegisteredDomains Registered { get; init; }

    /// <summary>Domains and hosts.</summary>
    public NameSet[] Domains { get; private set; } = [];

    /// <summary>Whole URLs.</summary>
    public NameSet[] Urls { get; private set; } = [];

    /// <summary>Words of which one drops.</summary>
    public NameSet[] BannedWords { get; private set; } = [];

    /// <summary>Words of which several drop.</summary>
    public NameSet[] SoftBannedWords { get; private set; } = [];

    /// <summary>Strings anywhere in the squeezed URL.</summary>
    public PhraseMatcher[] BannedSubwords { get; private set; } = [];

    /// <summary>Finds and loads what the options name, and what is there under the usual names.</summary>
    /// <exception cref="SluiceException">A named list is missing, or a file is no list.</exception>
    public static UrlLists Load(UrlFilterOptions options, IStepResources resources)
    {
        string? suffixes = options.PublicSuffixes is { } named
            ? resources.Find(named, "get public_suffix_list.dat from https://publicsuffix.org/list/, or leave the option out")
            : resources.TryFind("public_suffix_list.dat");
        UrlLists lists = new() { Registered = suffixes is null ? RegisteredDomains.Simple() : resources.Load(suffixes, RegisteredDomains.Load) };
        lists.Domains = lists.Each(options.Domains, "banned_domains.txt", "domain and subdomain", resources, LoadHosts);
        lists.Urls = lists.Each(options.Urls, "banned_urls.txt", "url", resources, LoadUrls);
        lists.BannedWords = lists.Each(options.BannedWords, "banned_words.txt", "hard-blacklisted", resources, LoadWords);
        lists.SoftBannedWords = lists.Each(options.SoftBannedWords, "soft_banned_words.txt", "soft-blacklisted", resources, LoadWords);
        lists.BannedSubwords = lists.Each(options.BannedSubwords, "banned_subwords.txt", "blacklisted-subword", resources, LoadSubwords);
        return lists;
    }

    T[] Each<T>(IReadOnlyList<string>? names, string usualName, string rules, IStepResources resources, Func<string, T> load) where T : class
    {
        string[] paths = names is null
            ? resources.TryFind(usualName) is { } found ? [found] : []
            : [.. names.Select(name => resources.Find(name, HowToGet))];
        if (paths.Length == 0) _notes.Add($"url-filter: no list for the rule {rules}: it is off");
        return [.. paths.Select(path => resources.Load(path, load))];
    }

    static NameSet LoadHosts(string path) => NameSet.Load(path, host => host.ToLowerInvariant());

    static NameSet LoadUrls(string path) => NameSet.Load(path, url => url);

    static NameSet LoadWords(string path) => NameSet.Load(path, Squeeze);

    static PhraseMatcher LoadSubwords(string path)
    {
        try
        {
            return new(ListFile.Read(path).Select(Squeeze));
        }
        catch (ArgumentException error)
        {
            throw new SluiceException($"the list is too large: {error.Message}", path);
        }
    }

    // As datatrove reads its word lists: ASCII letters and digits only, in lower case.
    static string Squeeze(string entry) => string.Concat(entry.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
