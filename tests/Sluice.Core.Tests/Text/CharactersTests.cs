using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sluice.Core.Text;

namespace Sluice.Core.Tests.Text;

public sealed class CharactersTests
{
    // Number of members, and the first 16 hex digits of SHA-256 over them in decimal, joined by spaces. Taken from the rule tables of explosion/spaCy 3.8 by trying
    // its expressions on every character. A new Unicode version in .NET must not change them.
    [Theory]
    [InlineData((ushort)CharacterClasses.Letter, 105724, "4f27b840eca60317")]
    [InlineData((ushort)CharacterClasses.Lower, 105177, "d1833114111706ce")]
    [InlineData((ushort)CharacterClasses.Upper, 104939, "f2e5afb4597bfe7a")]
    [InlineData((ushort)CharacterClasses.Icon, 5984, "22f1d2f59fc2dcb9")]
    [InlineData((ushort)CharacterClasses.Quote, 31, "ca7f955b34be012e")]
    [InlineData((ushort)CharacterClasses.Prefix, 6091, "56d25a5bb875ba0f")]
    [InlineData((ushort)CharacterClasses.Suffix, 6051, "a9eeeaf7360becd9")]
    [InlineData((ushort)CharacterClasses.BeforeStop, 105241, "75ab380e7879ef74")]
    public void Classes_have_the_members_of_the_reference(ushort characterClass, int count, string digest)
    {
        int[] members = [.. AllCharacters().Where(c => ((ushort)Characters.Of(c) & characterClass) != 0)];
        Assert.Equal(count, members.Length);
        Assert.Equal(digest, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join(' ', members))))[..16]);
    }

    [Fact] // Counts from datatrove 0.10.0: TERMINAL_PUNCTUATION, PUNCTUATION_SET; from spaCy's sentencizer.
    public void Mark_lists_have_the_members_of_the_reference()
    {
        Assert.Equal(159, AllCharacters().Count(TerminalMarks.Contains));
        Assert.Equal(128, AllCharacters().Count(TerminalMarks.EndsSentence));
        Assert.Equal(129, AllCharacters().Count(SymbolMarks.IsSimplifiedAway));
        Assert.Equal(129 + 159 - 7, AllCharacters().Count(SymbolMarks.Contains));
    }

    [Theory]
    [InlineData("The end.", true)]
    [InlineData("終わり。", true)]
    [InlineData("सत्य।", true)]
    [InlineData("No", false)]
    [InlineData("She said \"no.\"", false)]
    [InlineData("and so on…", false)]
    [InlineData("space. ", false)]
    [InlineData("", false)]
    public void Lines_end_with_a_terminal_mark_or_not(string line, bool isTerminal) => Assert.Equal(isTerminal, TerminalMarks.EndsWith(Encoding.UTF8.GetBytes(line)));

    [Fact]
    public void White_space_is_what_Python_strips()
    {
        // Python 3.11: [c for c in range(0x110000) if chr(c).isspace()]
        int[] python = [9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 133, 160, 5760, .. Enumerable.Range(8192, 11), 8232, 8233, 8239, 8287, 12288];
        Assert.Equal(python, AllCharacters().Where(WhiteSpace.Is));
        foreach (int c in python)
        {
            byte[] text = Encoding.UTF8.GetBytes("a" + char.ConvertFromUtf32(c) + "b");
            Assert.Equal(text.Length - 2, WhiteSpace.LengthAt(text, 1));
            Assert.Equal(text.Length - 2, WhiteSpace.LengthBefore(text, text.Length - 1));
        }
    }

    [Fact]
    public void Canonical_bases_are_what_NET_normalizes_to()
    {
        Span<int> bases = stackalloc int[3];
        foreach (int c in AllCharacters())
        {
            Rune rune = new(c);
            if (Rune.ToLowerInvariant(rune) != rune || c == 0x130 || Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherNotAssigned) continue;
            int[] normalized = [.. rune.ToString().Normalize(NormalizationForm.FormD).EnumerateRunes().Where(r => Rune.GetUnicodeCategory(r) != UnicodeCategory.NonSpacingMark).Select(r => r.Value)];
            int count = CanonicalBases.Of(c, bases);
            if (!bases[..count].SequenceEqual(normalized)) Assert.Fail($"U+{c:X4}");
        }
    }

    static IEnumerable<int> AllCharacters() => Enumerable.Range(0, 0x110000).Where(c => c is < 0xD800 or > 0xDFFF);
}
