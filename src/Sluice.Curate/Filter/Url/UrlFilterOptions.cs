using Sluice.Core.Steps;

namespace Sluice.Curate.Filter.Url;

/// <summary>Options of <c>url-filter</c>. A list that is not given is looked up by its usual name; where there is none, its rule is off and the step says
/// so.</summary>
public sealed record UrlFilterOptions : IStepOptions
{
    /// <summary>Files of hosts and domains, one a line. Not given: the file <c>banned_domains.txt</c>, where it is found.</summary>
    public IReadOnlyList<string>? Domains { get; init; }

    /// <summary>Files of whole URLs. Not given: the file <c>banned_urls.txt</c>, where it is found.</summary>
    public IReadOnlyList<string>? Urls { get; init; }

    /// <summary>Files of words of which one is enough. Not given: the file <c>banned_words.txt</c>, where it is found.</summary>
    public IReadOnlyList<string>? BannedWords { get; init; }

    /// <summary>Files of words of which several together count. Not given: the file <c>soft_banned_words.txt</c>, where it is found.</summary>
    public IReadOnlyList<string>? SoftBannedWords { get; init; }

    /// <summary>Files of strings that may be nowhere in a URL. Not given: the file <c>banned_subwords.txt</c>, where it is found.</summary>
    public IReadOnlyList<string>? BannedSubwords { get; init; }

    /// <summary>The public suffix list, which tells registered domains. Not given: <c>public_suffix_list.dat</c>, where it is found, else a simple
    /// rule.</summary>
    public string? PublicSuffixes { get; init; }

    /// <summary>Fewest different soft words that drop a URL.</summary>
    public int SoftWordsMin { get; init; } = 2;

    /// <summary>Whether words of a URL match in any case. datatrove compares them as they are with lists in lower case, so <c>/XXX/</c> passes.</summary>
    public bool IgnoreCase { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (SoftWordsMin < 1) yield return $"soft-words-min is {SoftWordsMin}; use 1 or more";
    }
}
