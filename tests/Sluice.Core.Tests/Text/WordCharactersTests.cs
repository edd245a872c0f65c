using System.Text;
using Sluice.Core.Text;

namespace Sluice.Core.Tests.Text;

public sealed class WordCharactersTests
{
    [Theory] // Outside oracle: Python's re.match(r"\w", character).
    [InlineData("a", true)]
    [InlineData("Z", true)]
    [InlineData("5", true)]
    [InlineData("_", true)]
    [InlineData("-", false)]
    [InlineData(" ", false)]
    [InlineData("é", true)]
    [InlineData("漢", true)]
    [InlineData("٣", true)]
    [InlineData("²", true)]
    [InlineData("Ⅳ", true)]
    [InlineData("\u0301", false)] // A combining mark.
    [InlineData("\u093F", false)] // A vowel sign.
    [InlineData("€", false)]
    [InlineData("𐐀", true)]
    [InlineData("😀", false)]
    public void Letters_numbers_and_the_underscore(string character, bool isOne)
    {
        byte[] text = Encoding.UTF8.GetBytes($"-{character}-");
        Assert.Equal(isOne, WordCharacters.IsAt(text, 1));
        Assert.Equal(isOne, WordCharacters.IsBefore(text, text.Length - 1));
    }

    [Fact]
    public void There_is_none_beyond_the_ends() => Assert.Equal((false, false), (WordCharacters.IsAt("a"u8, 1), WordCharacters.IsBefore("a"u8, 0)));
}
