namespace Sluice.Curate.Govern.OptOut;

/// <summary>Patterns of paths: <c>*</c> stands for any characters but <c>/</c>, <c>**</c> for any at all, <c>?</c> for one that is no <c>/</c>.</summary>
static class PathPattern
{
    /// <summary>Whether a path matches the whole pattern.</summary>
    /// <remarks>Time O(pattern x path), whatever the two are: each place in the pattern is reached or not, character by character.</remarks>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path)
    {
        const int OnStackMax = 512;
        Span<bool> reached = pattern.Length < OnStackMax ? stackalloc bool[pattern.Length + 1] : new bool[pattern.Length + 1];
        reached.Clear();
        reached[0] = true;
        SkipStars(pattern, reached, isAtFolder: true);
        foreach (char c in path)
        {
            bool before = false, isAny = false; // before: whether the place before was reached at the last character.
            for (int at = 0; at <= pattern.Length; at++)
            {
                bool was = reached[at];
                bool stays = was && at < pattern.Length && pattern[at] == '*' && (c != '/' || IsDouble(pattern, at));
                bool steps = before && pattern[at - 1] != '*' && (pattern[at - 1] == '?' ? c != '/' : pattern[at - 1] == c);
                reached[at] = stays || steps;
                isAny |= reached[at];
                before = was;
            }
            if (!isAny) return false;
            SkipStars(pattern, reached, isAtFolder: c == '/');
        }
        return reached[pattern.Length];
    }

    // Stars also stand for nothing; "**/" also for no folder.
    static void SkipStars(ReadOnlySpan<char> pattern, Span<bool> reached, bool isAtFolder)
    {
        for (int at = 0; at < pattern.Length; at++)
        {
            if (!reached[at] || pattern[at] != '*') continue;
            reached[at + 1] = true;
            if (isAtFolder && at + 2 < pattern.Length && pattern[at + 1] == '*' && pattern[at + 2] == '/' && (at == 0 || pattern[at - 1] == '/')) reached[at + 3] = true;
        }
    }

    static bool IsDouble(ReadOnlySpan<char> pattern, int at) => (at + 1 < pattern.Length && pattern[at + 1] == '*') || (at > 0 && pattern[at - 1] == '*');
}
