using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Sluice.Curate.Govern.OptOut;

namespace Sluice.Curate.Tests.Govern.OptOut;

public sealed class PathPatternTests
{
    [Fact] // Outside oracle: the pattern as a regular expression.
    public void Patterns_match_as_their_regular_expressions_do()
    {
        Gen<string> pattern = Gen.Elements("a", "b", "/", "*", "**", "?", "**/").ListOf().Select(string.Concat);
        Gen<string> path = Gen.Elements("a", "b", "/", "ab/").ListOf().Select(string.Concat);
        Prop.ForAll((from p in pattern from t in path select (p, t)).ToArbitrary(), pair => PathPattern.Matches(pair.p, pair.t) == Regex.IsMatch(pair.t, Of(pair.p))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_hostile_pattern_takes_linear_time() => Assert.False(PathPattern.Matches(string.Concat(Enumerable.Repeat("*a", 1000)) + "b", new string('a', 4000)));

    // Three stars and more are as two.
    static string Of(string pattern)
    {
        StringBuilder regex = new("^");
        for (int at = 0; at < pattern.Length; at++)
        {
            if (pattern[at] == '?') regex.Append("[^/]");
            else if (pattern[at] != '*') regex.Append(pattern[at]);
            else
            {
                int end = at;
                while (end < pattern.Length && pattern[end] == '*') end++;
                bool isFolders = end - at == 2 && end < pattern.Length && pattern[end] == '/' && (at == 0 || pattern[at - 1] == '/');
                regex.Append(isFolders ? "(.*/)?" : end - at == 1 ? "[^/]*" : ".*");
                at = isFolders ? end : end - 1;
            }
        }
        return regex.Append("\\z").ToString();
    }
}
