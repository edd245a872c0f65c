using System.Diagnostics;
using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Ingest.Extract;

namespace Sluice.Ingest.Tests.Extract.Metadata;

public sealed class PageMetadataTests
{
    const string Prose = "<p>The gates were opened at dawn, and the water of the upper canal ran down into the basin until both stood level.";

    [Fact]
    public void A_page_of_many_vocabularies_says_each_fact_once()
    {
        const string Page = """
            <html lang="en-GB"><head><title>The gates of Dawn | The Canal</title>
            <meta property="og:title" content="The gates of Dawn"><meta property="og:site_name" content="The Canal">
            <meta name="description" content="How a lock
              works."><meta property="article:published_time" content="2017-10-06T14:03:05+02:00">
            <link rel="canonical" href="/gates">
            <script type="application/ld+json">{"@context":"https://schema.org","@graph":[
              {"@type":"Person","@id":"#p1","name":"Ada Weir"},
              {"@type":"NewsArticle","headline":"The gates of Dawn","author":[{"@id":"#p1"},{"@type":"Person","name":"By Ben Lock"}],"datePublished":"2016-01-01","dateModified":"2018-01-02",
               "publisher":{"@type":"Organization","name":"Canal Press"}},]}</script>
            </head><body><h1>The gates of Dawn</h1>
            """ + Prose;
        Core.Metadata metadata = Read(Page, "https://example.org/a/b?c=1");
        Assert.Equal("The gates of Dawn", Of(metadata, "title"));
        Assert.Equal("Ada Weir; Ben Lock", Of(metadata, "authors"));
        Assert.Equal("2017-10-06T14:03:05+02:00", Of(metadata, "date-published"));
        Assert.Equal("2018-01-02", Of(metadata, "date-modified"));
        Assert.Equal("The Canal", Of(metadata, "site-name"));
        Assert.Equal("How a lock works.", Of(metadata, "description"));
        Assert.Equal("en-GB", Of(metadata, "page-language"));
        Assert.Equal("https://example.org/gates", Of(metadata, "canonical-url"));
    }

    [Theory]
    [InlineData("<title>Gates and weirs of old | Site</title>", "Gates and weirs of old")]
    [InlineData("<title>Site | Gates and weirs</title><meta property=og:site_name content=Site>", "Gates and weirs")]
    [InlineData("<title>Gates - weirs</title>", "Gates - weirs")] // Nothing tells which is the site.
    [InlineData("<title>Gates and weirs :: The Site</title><h1>The Site</h1>", "Gates and weirs")]
    [InlineData("<title>x</title><h1>Gates and weirs</h1><meta property=og:title content='Gates and weirs – Site'>", "Gates and weirs")]
    [InlineData("<h1>Gates</h1>", "Gates")]
    [InlineData("<svg><title>Icon</title></svg><h1>Gates</h1>", "Gates")]
    [InlineData("<meta name=dc.title content='Gates &amp;amp; weirs'>", "Gates & weirs")] // Escaped twice.
    public void The_title_is_the_texts_own(string head, string title) => Assert.Equal(title, Of(Read(head + Prose), "title"));

    [Theory]
    [InlineData("<meta name=author content='By Ada Weir and Ben Lock'>", "Ada Weir; Ben Lock")]
    [InlineData("<meta name=author content='Ada Weir, Ben Lock'>", "Ada Weir; Ben Lock")]
    [InlineData("<meta name=author content=admin>", null)]
    [InlineData("<meta property=article:author content=https://example.org/ada>", null)]
    [InlineData("<span itemprop=author itemscope><a itemprop=name>Ada Weir</a> of the press</span>", "Ada Weir")]
    [InlineData("<figure><span itemprop=author>Ada Weir</span></figure>", null)] // Of the image.
    [InlineData("<a rel=author href=/ada>Ada Weir</a>", "Ada Weir")]
    [InlineData("<p class=byline>Von <a href=/ada>Ada Weir</a></p>", "Ada Weir")]
    [InlineData("<p class=byline>reading time of four minutes</p>", null)]
    [InlineData("<meta property=og:site_name content='The Canal'><meta name=author content='The Canal'><p class=byline>Ada Weir</p>", "Ada Weir")] // A person before the site.
    [InlineData("<meta property=og:site_name content='The Canal'><meta name=author content='The Canal'>", "The Canal")]
    [InlineData("<meta name=citation_author content='Weir, Ada'><meta name=citation_author content='Lock, Ben'>", "Weir, Ada; Lock, Ben")]
    public void Authors_are_named(string head, string? authors) => Assert.Equal(authors, Of(Read(head + Prose), "authors"));

    [Theory]
    [InlineData("<time datetime=2001-01-01></time><h1>Gates</h1><time datetime=2017-10-06>yesterday</time>", "2017-10-06")] // Before the heading: a teaser's.
    [InlineData("<div itemprop=datePublished>6 October 2017</div>", "2017-10-06")]
    [InlineData("<div class=post-date>Posted: Oct. 6, 2017</div>", "2017-10-06")]
    [InlineData("<div>6.10.2017</div>", "2017-10-06")]
    [InlineData("<div>© 06.10.2017</div>", null)]
    [InlineData("<meta name=date content=tomorrow>", null)]
    public void Dates_of_publication_are_found(string head, string? date) => Assert.Equal(date, Of(Read(head + Prose), "date-published"));

    [Theory]
    [InlineData("{\"@type\":\"Article\",\"headline\":\"Gates\nand weirs\"}", "Gates and weirs")] // A line end in a string.
    [InlineData("<!-- {\"@type\":\"Article\",\"headline\":\"Gates\"} -->", "Gates")]
    [InlineData("//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"Gates\"}\n//]]>", "Gates")]
    [InlineData("{\"@type\":\"Article\",\"headline\":\"Gates\",\"author\":{", "Gates")] // What was read before the break stays.
    [InlineData("{\"@type\":\"Article\",\"headline\":\"Gates\"}{\"x\"", "Gates")]
    [InlineData("{\"@type\":\"Article\",\"headline\":\"\\ud800\"}", null)]
    [InlineData("[]", null)]
    [InlineData("", null)]
    public void Broken_linked_data_says_what_it_can(string json, string? headline) => Assert.Equal(headline, Of(Read($"<script type=application/ld+json>{json}</script>" + Prose), "title"));

    [Fact]
    public void Values_are_bounded_and_clean()
    {
        Core.Metadata metadata = Read($"<meta property=og:title content='a&#27;b&#x202E;c {new string('x', 5_000)}'><meta name=description content='{new string('y', 50_000)}'>" + Prose);
        Assert.StartsWith("abc x", Of(metadata, "title"), StringComparison.Ordinal);
        Assert.InRange(Of(metadata, "title")!.Length, 100, 500);
        Assert.InRange(Of(metadata, "description")!.Length, 100, 2_000);
    }

    [Theory] // 2 MB each: linear, and no exception.
    [InlineData("<meta name=author content='A B, C D'>")]
    [InlineData("<a href=https://creativecommons.org/licenses/by/4.0/>")]
    [InlineData("<div itemprop=author itemscope class=byline>")]
    [InlineData("<h1>x<time>1.1.2017")]
    [InlineData("<script type=application/ld+json>{</script>")]
    [InlineData("<p class='date byline paywall'>1")]
    [InlineData("[")]
    [InlineData("{\"author\":")]
    [InlineData("{\"@id\":\"a\",\"author\":{\"@id\":\"b\"},\"x\":[")]
    public void Hostile_pages_take_linear_time(string unit)
    {
        const int Bytes = 2 << 20;
        StringBuilder page = new(unit[0] is '<' ? "<h1>Gates</h1>" : "<script type=application/ld+json>");
        while (page.Length < Bytes) page.Append(unit);
        Stopwatch watch = Stopwatch.StartNew();
        Read(page.ToString());
        Assert.True(watch.Elapsed.TotalSeconds < 8, $"{watch.Elapsed}");
    }

    static Core.Metadata Read(string html, string? url = null)
    {
        Document document = Extracted.Page(html);
        document.Url = url;
        new ExtractHtmlStep(new()).Apply(document, Measurements.None);
        return document.Metadata;
    }

    static string? Of(Core.Metadata metadata, string key) => metadata.TryGet(key, out MetadataValue value) ? value.Text : null;
}
