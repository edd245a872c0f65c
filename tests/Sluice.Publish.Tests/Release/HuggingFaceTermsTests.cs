using Sluice.Publish.Release;

namespace Sluice.Publish.Tests.Release;

public sealed class HuggingFaceTermsTests
{
    [Theory]
    [InlineData("ODC-By-1.0", "odc-by")]
    [InlineData("Apache-2.0", "apache-2.0")]
    [InlineData("GPL-3.0-or-later", "gpl-3.0")]
    [InlineData("CC0-1.0", "cc0-1.0")]
    [InlineData("NOASSERTION", "unknown")]
    [InlineData("Beerware", "other")]
    public void License_has_the_name_that_the_hub_knows(string spdx, string hub) => Assert.Equal(hub, HuggingFaceTerms.License(spdx));

    [Theory]
    [InlineData("en", "en")]
    [InlineData("ceb", "ceb")]
    [InlineData("eng_Latn", "eng")]
    [InlineData("zh-Hans", "zh")]
    [InlineData("als", "gsw")]
    [InlineData("als_Latn", "als")]
    [InlineData("und", null)]
    [InlineData("english", null)]
    [InlineData("EN", null)]
    [InlineData("", null)]
    public void Language_is_a_code_of_two_or_three_letters(string label, string? code) => Assert.Equal(code, HuggingFaceTerms.Language(label));

    [Theory]
    [InlineData(0, "n<1K")]
    [InlineData(999, "n<1K")]
    [InlineData(1_000, "1K<n<10K")]
    [InlineData(999_999, "100K<n<1M")]
    [InlineData(1_000_000_000_000, "n>1T")]
    public void Size_category_holds_the_number_of_rows(long rows, string category) => Assert.Equal(category, HuggingFaceTerms.Size(rows));
}
