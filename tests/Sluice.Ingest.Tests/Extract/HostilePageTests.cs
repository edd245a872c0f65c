using System.Diagnostics;
using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Ingest.Extract;

namespace Sluice.Ingest.Tests.Extract;

/// <summary>Pages made to be slow or large. Each grows to 2 MB; work and memory must grow no faster.</summary>
public sealed class HostilePageTests
{
    const int Bytes = 2 << 20;

    public static TheoryData<string, string, string> Pages => new()
    {
        // Name, what stands once at the front, what is repeated.
        { "nested divs", "", "<div>" },
        { "nested divs with text", "", "<div><p>x" },
        { "nested lists", "", "<ul><li>x" },
        { "nested tables", "", "<table><tr><td>x" },
        { "table content to be moved out", "<table>", "<b>x" },
        { "formatting elements, then paragraphs", string.Concat(Enumerable.Repeat("<b><i>", 10_000)), "<p>x" },
        { "end tags of nothing", string.Concat(Enumerable.Repeat("<span><p><button>", 10_000)), "</p></li></td></b></x>" },
        { "end tags of custom elements", string.Concat(Enumerable.Repeat("<x-y>", 10_000)), "</x-z>" },
        { "links in links", "", "<a href=x>x" },
        { "line breaks below many inline elements", string.Concat(Enumerable.Repeat("<span>", 500)), "x<br>" },
        { "endless attributes", "<p ", "a=1 b c='2' " },
        { "endless class names", "<p class='", "comment sidebar " },
        { "an endless class name", "<p class='", "comment" },
        { "unclosed comment", "<!--", "- --" },
        { "comments opened again and again", "", "<!--" },
        { "unclosed title", "<title>", "</titl" },
        { "unclosed script", "<script>", "<!--<script" },
        { "ampersands", "", "&" },
        { "character references", "", "&notit;&#x41;" },
        { "an endless character reference", "&#", "9" },
        { "tags that never end", "", "<a b" },
        { "less-than signs", "", "<" },
        { "NULs", "", "\0" },
        { "one endless line", "", "word, " },
        { "ends of lines", "", "\r\n" },
        { "headings", "", "<h1>x</h1><h2>y</h2>" },
        { "class names by the million", "", "<i class='no side barComment x'>x</i>" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_hostile_page_has_a_verdict_within_bounds(string name, string front, string repeated)
    {
        StringBuilder page = new(front, Bytes + 1000);
        while (page.Length < Bytes) page.Append(repeated);
        Document document = new() { Body = Encoding.UTF8.GetBytes(page.ToString()) };
        long before = GC.GetAllocatedBytesForCurrentThread();
        Stopwatch clock = Stopwatch.StartNew();
        Verdict verdict = new ExtractHtmlStep(new()).Apply(document, Measurements.None);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(verdict.IsKept || verdict.Rule is "extract-html.nodes-max" or "extract-html.empty", $"{name}: {verdict}");
        Assert.True(allocated < 200_000_000, $"{name}: {allocated} bytes allocated"); // All that was ever allocated, more than was held at once.
        Assert.True(clock.Elapsed.TotalSeconds < 30, $"{name}: {clock.Elapsed}"); // Takes under a second; quadratic work would take hours.
    }

    [Theory] // Each line of these pages stands behind as many marks as there can be.
    [InlineData("<blockquote>", "<p>x")]
    [InlineData("<ol><li value=9999>y", "<p>x")]
    [InlineData("<blockquote><ol><li value=9999>y", "<p>x")]
    [InlineData("<table>", "<tr><td rowspan=1000 colspan=1000>x")]
    [InlineData("<table><tr><th colspan=20><th>x", "<tr><td colspan=20><td>x")]
    [InlineData("<pre>", "`\n")]
    [InlineData("<p>", "\\(")]
    [InlineData("<p>", "<code>`</code>")]
    [InlineData("<p>", "<sup><a href=#x>1</a></sup>")]
    [InlineData("", "<math><mfrac><mi>x")]
    [InlineData("", "<math><msup><mi>x</mi></msup></math>")]
    [InlineData("<ul><li>", "<pre>x\n\n\n\nx</pre>")]
    public void A_page_does_not_grow_in_markdown(string front, string repeated)
    {
        const int GrowthMax = 20;
        StringBuilder page = new(string.Concat(Enumerable.Repeat(front, 100)), (1 << 19) + 10_000);
        while (page.Length < 1 << 19) page.Append(repeated);
        Document document = new() { Body = Encoding.UTF8.GetBytes(page.ToString()) };
        Stopwatch clock = Stopwatch.StartNew();
        new ExtractHtmlStep(new() { Format = ExtractFormat.Markdown, Favor = ExtractFavor.Recall }).Apply(document, Measurements.None);
        Assert.InRange(document.Text.Length, 0, GrowthMax * page.Length);
        Assert.True(clock.Elapsed.TotalSeconds < 15, $"{clock.Elapsed}"); // Takes a tenth of a second.
    }

    [Fact]
    public void A_page_nested_100000_deep_keeps_its_text() =>
        Assert.Equal("deep", Extracted.Text(string.Concat(Enumerable.Repeat("<div>", 100_000)) + "deep" + string.Concat(Enumerable.Repeat("</div>", 100_000))));

    [Fact]
    public void Thirty_two_megabytes_are_dropped_unread()
    {
        Document document = new() { Body = new byte[32 << 20] };
        Verdict verdict = new ExtractHtmlStep(new()).Apply(document, Measurements.None);
        Assert.Equal(("extract-html.html-bytes-max", 32 << 20, 8 << 20), (verdict.Rule, verdict.Value, verdict.Threshold));
    }

    [Fact] // A worker keeps small buffers only, however large a page it has seen.
    public void After_a_giant_page_a_small_one_allocates_little()
    {
        ExtractHtmlStep step = new(new());
        Document document = new() { Body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<p>word and word, so on.</p>", 250_000))) };
        Assert.True(step.Apply(document, Measurements.None).IsKept);
        Document small = Extracted.Page("<p>small");
        for (int i = 0; i < 3; i++) step.Apply(small, Measurements.None);
        long before = GC.GetAllocatedBytesForCurrentThread();
        step.Apply(small, Measurements.None);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }
}
