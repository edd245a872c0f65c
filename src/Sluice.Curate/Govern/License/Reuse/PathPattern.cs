namespace Sluice.Curate.Govern.License.Reuse;

/// <summary>Matches paths against the patterns of REUSE's files.</summary>
/// <remarks>Time O(pattern × path) at most: one place to go back to for each kind of star.</remarks>
static class PathPattern
{
    /// <summary>REUSE.toml: <c>*</c> matches within a folder, <c>**</c> over folders, a backslash takes the next character as it is.</summary>
    public static bool MatchesToml(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path) => Matches(pattern, path, starsCross: false);

    /// <summary>dep5: <c>*</c> matches anything, slashes too, <c>?</c> one character.</summary>
    public static bool MatchesDep5(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path) => Matches(pattern, path, starsCross: true);

    static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path, bool starsCross)
    {
        int p = 0, t = 0;
        (int Pattern, int Path) one = (-1, 0), many = (-1, 0);
        while (true)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                bool crosses = starsCross || p + 1 < pattern.Length && pattern[p + 1] == '*';
                while (p < pattern.Length && pattern[p] == '*') p++;
                if (crosses) (many, one) = ((p, t), (-1, 0));
                else one = (p, t);
                continue;
            }
            if (t == path.Length && p == pattern.Length) return true;
            if (t < path.Length && p < pattern.Length)
            {
                bool isQuoted = pattern[p] == '\\' && p + 1 < pattern.Length;
                char c = isQuoted ? pattern[p + 1] : pattern[p];
                if (c == path[t] || starsCross && c == '?' && !isQuoted)
                {
                    p += isQuoted ? 2 : 1;
                    t++;
                    continue;
                }
            }
            // Give the nearest star one character more; a star within a folder can't take a slash.
            if (one.Pattern >= 0 && one.Path < path.Length && path[one.Path] != '/') (p, t) = (one.Pattern, ++one.Path);
            else if (many.Pattern >= 0 && many.Path < path.Length) (p, t, one) = (many.Pattern, ++many.Path, (-1, 0));
            else return false;
        }
    }
}
