using System.Text;
using Sluice.Curate.Filter;

namespace Sluice.Curate.Tests.Filter;

public sealed class LowerCaseTests
{
    [Theory] // Outside oracle: Python's str.lower().
    [InlineData("", "")]
    [InlineData("ABC déjà VU", "abc déjà vu")]
    [InlineData("ÄÖÜ ẞ Ⱥ", "äöü ß ⱥ")]
    [InlineData("İ", "i\u0307")]
    [InlineData("КИЇВ Ω 漢字 𐐀", "київ ω 漢字 𐐨")]
    public void Letters_become_small(string text, string lower) => Assert.Equal(lower, Encoding.UTF8.GetString(new LowerCase().Of(Encoding.UTF8.GetBytes(text))));

    [Fact] // U+023A has two bytes, its small letter three.
    public void A_text_that_grows_fits() => Assert.Equal(new string('ⱥ', 100_000), Encoding.UTF8.GetString(new LowerCase().Of(Encoding.UTF8.GetBytes(new string('Ⱥ', 100_000)))));
}
