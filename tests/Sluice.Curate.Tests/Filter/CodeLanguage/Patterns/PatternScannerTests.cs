using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Sluice.Curate.Filter.CodeLanguage;
using Sluice.Curate.Filter.CodeLanguage.Patterns;

namespace Sluice.Curate.Tests.Filter.CodeLanguage.Patterns;

public sealed class PatternScannerTests
{
    static bool Matches(string pattern, string text) => new PatternScanner(new([pattern])).Find(Encoding.UTF8.GetBytes(text)) != 0;

    [Theory]
    [InlineData("a", "", false)]
    [InlineData("", "", true)]
    [InlineData("^b$", "a\nb\nc", true)]
    [InlineData("^b$", "a\nb\r\nc", true)]
    [InlineData(@"\Ab", "a\nb", false)]
    [InlineData(@"b\z", "a\nb", true)]
    [InlineData(@"\bif\b", "elif if", true)]
    [InlineData(@"\bif\b", "elif ifdef", false)]
    [InlineData("a.b", "a\nb", false)]
    [InlineData("(?m)a.b", "a\nb", true)]
    [InlineData("(?i:select) X", "SELECT X", true)]
    [InlineData("(?i:select) X", "SELECT x", false)]
    [InlineData("x(?i)y|z", "Z", true)]
    [InlineData("a{2,3}b", "ab", false)]
    [InlineData("a{2,3}b", "aaab", true)]
    [InlineData("^a{2}$", "aaa", false)]
    [InlineData("a{,2}", "", true)]
    [InlineData("{x}", "{x}", true)]
    [InlineData(@"[^\s\]a-c-]+$", "-", false)]
    [InlineData(@"[\]-]", "]", true)]
    [InlineData("Ä+?", "ÄÄ", true)]
    public void Patterns_match_as_Ruby_has_them(string pattern, string text, bool matches) => Assert.Equal(matches, Matches(pattern, text));

    [Theory]
    [InlineData("(")]
    [InlineData("a)")]
    [InlineData("[a")]
    [InlineData("(?!a)b")]
    [InlineData("(?<=a)b")]
    [InlineData(@"(a)\1")]
    [InlineData("*")]
    [InlineData("a{2000}")]
    [InlineData(@"\")]
    [InlineData("[a&&b]")]
    public void What_is_broken_or_not_linear_is_refused(string pattern) => Assert.Throws<FormatException>(() => new PatternProgram([pattern]));

    static readonly Gen<string> s_text = Gen.Elements("a", "b", "ab", " ", "\n", "_", "0", "B", "-", "", ".").ListOf().Select(parts => string.Concat(parts));

    static readonly string[] s_patterns =
    [
        "a+b", "^a", "b$", @"\ba", @"\Bb", "(?:a|b)*-", "(?i)ab_", @"^\s*b\w", "[^ab]", "a{1,3}-", @"\A(?:ab)?\z", "a.*b", @"(?:^|\s)a(?:$|\s)", "(a|ab)(-|b_)", @"^(?:b |-)?0*$",
    ];

    [Fact] // Outside oracle: .NET's regular expressions, with the bounds of lines as the scanner has them.
    public void Each_pattern_is_found_where_dotnet_finds_it_alone_and_together() =>
        Prop.ForAll(s_text.ToArbitrary(), text =>
        {
            PatternScanner all = s_all ??= new(new(s_patterns));
            ulong expected = 0;
            for (int i = 0; i < s_patterns.Length; i++)
                if (Regex.IsMatch(text, s_patterns[i], RegexOptions.Multiline | RegexOptions.CultureInvariant)) expected |= 1UL << i;
            return all.Find(Encoding.UTF8.GetBytes(text)) == expected;
        }).QuickCheckThrowOnFailure();

    [ThreadStatic]
    static PatternScanner? s_all;

    [Fact]
    public void Every_rule_of_content_compiles_and_names_languages()
    {
        int sets = 0;
        foreach (RuleSet rules in ContentRules.Shared.All)
        {
            Assert.All(rules.Languages, Assert.NotNull);
            Assert.NotEmpty(rules.Program.Code);
            sets++;
        }
        Assert.InRange(sets, 120, 250);
    }

    [Fact]
    public void Text_made_to_need_every_state_takes_linear_time()
    {
        // Each position of the last 16 matters: the deterministic automaton would have 65,536 states.
        PatternScanner scanner = new(new([@"a[ab]{16}c"]));
        byte[] text = new byte[200_000];
        Random random = new(1);
        foreach (ref byte b in text.AsSpan()) b = (byte)(random.Next(2) == 0 ? 'a' : 'b');
        Assert.Equal(0UL, scanner.Find(text));
        text[^1] = (byte)'c';
        text[^18] = (byte)'a';
        Assert.Equal(1UL, scanner.Find(text));
    }
}
