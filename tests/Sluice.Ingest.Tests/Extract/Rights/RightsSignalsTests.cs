using System.Text.Json;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Ingest.Extract;
using Sluice.Ingest.Extract.Rights;

namespace Sluice.Ingest.Tests.Extract.Rights;

public sealed class RightsSignalsTests
{
    const string Prose = "<p>The gates were opened at dawn, and the water of the upper canal ran down into the basin until both stood level.";

    [Theory] // Kind, value, SPDX id, of the page, element, attribute, within.
    [InlineData("<a rel=license href=https://creativecommons.org/licenses/by/4.0/>CC</a>", "license https://creativecommons.org/licenses/by/4.0/ CC-BY-4.0 True a rel=license body")]
    [InlineData("<link rel='license' href=/terms>", "license /terms - True link rel=license head")]
    [InlineData("<footer><p>Photo: <a href=//creativecommons.org/licenses/by-sa/3.0/de/deed.de>CC</a></footer>", "license //creativecommons.org/licenses/by-sa/3.0/de/deed.de CC-BY-SA-3.0-DE False a href footer")] // A link licenses nothing.
    [InlineData("<figure><a rel=license href=https://creativecommons.org/publicdomain/zero/1.0/>CC0</a></figure>", "license https://creativecommons.org/publicdomain/zero/1.0/ CC0-1.0 False a rel=license figure")] // Nor does a figure's license.
    [InlineData("<meta name=DC.rights content=https://creativecommons.org/licenses/by-nd-nc/1.0/>", "license https://creativecommons.org/licenses/by-nd-nc/1.0/ CC-BY-NC-ND-1.0 True meta name=dc.rights head")]
    [InlineData("<meta name=copyright content='The Canal'>", "rights-statement The_Canal - True meta name=copyright -")]
    [InlineData("<span itemprop=license>CC BY</span>", "license CC_BY - True span itemprop=license body")]
    [InlineData("<script type=application/ld+json>{\"@type\":\"Article\",\"license\":\"https://creativecommons.org/licenses/by/4.0/\"}</script>", "license https://creativecommons.org/licenses/by/4.0/ CC-BY-4.0 True json-ld license Article")]
    [InlineData("<script type=application/ld+json>{\"@type\":\"Article\",\"image\":{\"@type\":\"ImageObject\",\"license\":\"https://creativecommons.org/licenses/by/4.0/\"}}</script>",
        "license https://creativecommons.org/licenses/by/4.0/ CC-BY-4.0 False json-ld license ImageObject")]
    [InlineData("<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":\"False\"}</script>", "paywall not-free - True json-ld isAccessibleForFree NewsArticle")]
    [InlineData("<meta property=article:content_tier content=Locked>", "paywall locked - True meta property=article:content_tier -")]
    [InlineData("<div class=paywall-box></div>", "paywall marked - False div class body")]
    [InlineData("<meta name=robots content='index, NoAI; noimageai nofollow'>", "robots noai - True meta name=robots -", "robots noimageai - True meta name=robots -")]
    [InlineData("<meta name=GPTBot content=noindex>", "robots noindex - True meta name=gptbot -")]
    [InlineData("<meta name=tdm-reservation content=1><meta name=tdm-policy content=https://example.org/tdm.json>", "tdm-reservation 1 - True meta name=tdm-reservation -", "tdm-policy https://example.org/tdm.json - True meta name=tdm-policy -")]
    [InlineData("<a href='https://example.org/?u=https://creativecommons.org/licenses/by/4.0/'>x</a><a href=https://creativecommons.org/about/>y</a><meta name=robots content=index,follow>")]
    public void What_pages_say_of_rights_is_recorded_with_its_place(string html, params string[] expected) => Assert.Equal(expected, Read(html).Select(Line));

    [Theory]
    [InlineData("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0")]
    [InlineData("http://www.creativecommons.org/licenses/BY-NC-SA/2.5", "CC-BY-NC-SA-2.5")]
    [InlineData("//creativecommons.org/licenses/by/3.0/us/", "CC-BY-3.0-US")]
    [InlineData("https://creativecommons.org/licenses/by/4.0/deed.fr", "CC-BY-4.0")]
    [InlineData("https://creativecommons.org/licenses/by/4.0/legalcode#s3", "CC-BY-4.0")]
    [InlineData("https://creativecommons.org/publicdomain/mark/1.0/", "CC-PDM-1.0")]
    [InlineData("https://creativecommons.org/licenses/by/3.0/fr/", null)] // A port without an id is not the unported license.
    [InlineData("https://creativecommons.org/licenses/by/9.0/", null)]
    [InlineData("https://creativecommons.org/licenses/", null)]
    [InlineData("https://creativecommons.org.example.org/licenses/by/4.0/", null)]
    [InlineData("CC BY 4.0", null)]
    public void Addresses_of_Creative_Commons_have_SPDX_ids_where_it_is_plain(string url, string? spdx) => Assert.Equal(spdx, CreativeCommons.SpdxOf(url));

    [Fact]
    public void Evidence_is_bounded_and_its_markup_escaped()
    {
        JsonElement signal = Read($"<meta name=tdm-policy content='\"><script>x</script>{new string('y', 9_000)}'>").Single();
        string snippet = signal.GetProperty("snippet").GetString()!;
        Assert.StartsWith("<meta name=\"tdm-policy\" content=\"&quot;&gt;&lt;script&gt;", snippet, StringComparison.Ordinal);
        Assert.InRange(snippet.Length, 50, 300);
        Assert.InRange(signal.GetProperty("value").GetString()!.Length, 100, 300);
    }

    [Fact]
    public void A_thousand_links_push_out_no_reservation()
    {
        string links = string.Concat(Enumerable.Range(0, 1_000).Select(i => $"<a href=https://creativecommons.org/licenses/by/4.0/?{i}>x</a>"));
        JsonElement[] signals = Read(links + "<meta name=tdm-reservation content=1>");
        Assert.InRange(signals.Length, 2, 20);
        Assert.Equal("tdm-reservation", signals[^1].GetProperty("kind").GetString());
    }

    [Fact]
    public void A_page_that_says_nothing_has_no_signals() => Assert.Empty(Read(""));

    static string Line(JsonElement signal)
    {
        return string.Join(' ', Of("kind"), Of("value").Replace(' ', '_'), Of("spdx"), signal.GetProperty("of-page").GetBoolean(), Of("element"), Of("attribute"), Of("within"));

        string Of(string key) => signal.TryGetProperty(key, out JsonElement value) ? value.GetString()! : "-";
    }

    static JsonElement[] Read(string html)
    {
        Document document = Extracted.Page(html + Prose);
        new ExtractHtmlStep(new()).Apply(document, Measurements.None);
        return document.Metadata.TryGet("rights-signals", out MetadataValue json) ? [.. JsonDocument.Parse(json.Text!).RootElement.EnumerateArray()] : [];
    }
}
