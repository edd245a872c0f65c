namespace Sluice.Core.Tests;

public sealed class KebabCaseTests
{
    [Theory]
    [InlineData("WordsMin", "words-min")]
    [InlineData("Top2Gram", "top-2-gram")]
    [InlineData("Duplicated10NGrams", "duplicated-10-n-grams")]
    [InlineData("RedactIpv4", "redact-ipv4")]
    [InlineData("Ipv6Addresses", "ipv6-addresses")]
    [InlineData("Sha1", "sha1")]
    [InlineData("HTMLText", "html-text")]
    [InlineData("To", "to")]
    [InlineData("A", "a")]
    public void Names_are_written_as_recipes_write_them(string name, string kebab) => Assert.Equal(kebab, KebabCase.From(name));
}
