using System.Collections.Frozen;

namespace Sluice.Ingest.Extract.Rights;

/// <summary>Reads <c>meta</c> elements for robots: who is addressed, and which directives restrict use.</summary>
/// <remarks>Sources: the robots meta tag as search engines document it; <c>noai</c> and <c>noimageai</c> as DeviantArt introduced them; <c>noml</c> as of Microsoft and others. What only concerns links (<c>nofollow</c>) is left out.</remarks>
static class RobotsMeta
{
    static readonly FrozenSet<string> s_restricting = FrozenSet.ToFrozenSet(["noindex", "none", "noai", "noimageai", "noml", "noarchive", "nocache", "nosnippet", "noimageindex"], StringComparer.OrdinalIgnoreCase);

    // Robots whose names don't say that they are.
    static readonly FrozenSet<string> s_agents = FrozenSet.ToFrozenSet(
        ["google-extended", "anthropic-ai", "claude-web", "cohere-ai", "bytespider", "baiduspider", "slurp", "teoma", "yandex", "meta-externalagent", "applebot-extended", "omgili", "ia_archiver", "googlebot-news"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a meta's name addresses robots.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <param name="agent">Which; null for all.</param>
    public static bool IsForRobots(string name, out string? agent)
    {
        agent = null;
        if (name.Equals("robots", StringComparison.OrdinalIgnoreCase)) return true;
        if (!s_agents.Contains(name) && !name.EndsWith("bot", StringComparison.OrdinalIgnoreCase)) return false;
        agent = name.ToLowerInvariant();
        return true;
    }

    /// <summary>The directives of a meta's content that restrict use, in lower case.</summary>
    public static IEnumerable<string> Restricting(string content)
    {
        const int DirectivesMax = 32;
        foreach (string directive in content.Split([',', ' ', ';'], DirectivesMax, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (s_restricting.Contains(directive)) yield return directive.ToLowerInvariant();
    }
}
