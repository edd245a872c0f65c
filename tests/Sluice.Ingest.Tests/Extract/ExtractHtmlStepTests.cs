using System.Text;
using System.Text.Unicode;
using FsCheck;
using FsCheck.Fluent;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Ingest.Extract;

namespace Sluice.Ingest.Tests.Extract;

public sealed class ExtractHtmlStepTests
{
    [Theory]
    [InlineData("<p>One <b>two</b>.<script>x()</script><p>Three &amp; four.<ul><li>Five</ul>", "One two.\nThree & four.\nFive")]
    [InlineData("one<br>two<br/>three</br>four", "one\ntwo\nthree\nfour")]
    [InlineData("<div>a<div>b</div>c</div>", "a\nb\nc")]
    [InlineData("<p>a\n  b\t c</p>", "a b c")]
    [InlineData("<p>a<i> b</i> <i> c</i></p>", "a b c")]
    [InlineData("<p>word<wbr>break and so<!-- hidden -->ft&shy;hyphen</p>", "wordbreak and softhyphen")]
    [InlineData("<table><tr><th>Name<th>Year<tr><td>Ada<td>1815</table>", "Name | Year\nAda | 1815")]
    [InlineData("<table><tr><td><p>Ada<p>Lovelace<td>1815</table>", "Ada\nLovelace\n1815")]
    [InlineData("<pre>\nif x:\n    go()\n\n</pre>", "if x:\n    go()")]
    [InlineData("<p>a<style>b{}</style><noscript>c</noscript><template>d</template><textarea>e</textarea><button>f</button>g", "a g")]
    [InlineData("<p>seen<p hidden>h<p style='color:red; display : none'>h<p aria-hidden=true>h<p style='visibility:hidden'>h", "seen")]
    [InlineData("<title>t</title><svg><title>u</title></svg>text", "text")]
    [InlineData("a\0b\u0001c\u007Fd\u0085e\uFEFFf&#x1;&nbsp;&nbsp;g", "abcdef g")]
    [InlineData("<p>&#128512; &copy; &notanentity; &anentity; &lt;b&gt;", "😀 © ¬anentity; &anentity; <b>")]
    public void Markup_becomes_lines(string html, string text) => Assert.Equal(text, Extracted.Text(html));

    [Theory]
    [InlineData("")]
    [InlineData("   \n")]
    [InlineData("<script>1</script>")]
    [InlineData("<html><body><nav><a href=x>Home</a></nav></body></html>")]
    public void A_page_without_text_is_dropped_by_name(string html) => Assert.Equal("extract-html.empty", Extracted.Rule(html));

    [Fact]
    public void Limits_are_named_and_hold_at_below_and_above()
    {
        string page = "<p>0123456789"; // 13 bytes; html, head, body, p and text are 5 nodes.
        Assert.Null(Extracted.Rule(page, new() { HtmlBytesMax = new(13) }));
        Assert.Equal("extract-html.html-bytes-max", Extracted.Rule(page, new() { HtmlBytesMax = new(12) }));
        Assert.Null(Extracted.Rule(page, new() { NodesMax = 5 }));
        Assert.Equal("extract-html.nodes-max", Extracted.Rule(page, new() { NodesMax = 4 }));
    }

    [Fact]
    public void Limits_that_make_no_sense_are_problems_with_their_keys()
    {
        string problems = string.Join("\n", ((IStepOptions)new ExtractHtmlOptions { HtmlBytesMax = new(0), NodesMax = 0, DepthMax = 0 }).Problems());
        Assert.Contains("html-bytes-max is 0 B", problems, StringComparison.Ordinal);
        Assert.Contains("nodes-max is 0", problems, StringComparison.Ordinal);
        Assert.Contains("depth-max is 0", problems, StringComparison.Ordinal);
        Assert.Empty(((IStepOptions)new ExtractHtmlOptions()).Problems());
    }

    [Fact]
    public void Text_nested_too_deep_belongs_to_the_deepest_element() =>
        Assert.Equal("top\ndeep\nend", Extracted.Text("top" + string.Concat(Enumerable.Repeat("<div>", 100)) + "<i>deep</i>" + string.Concat(Enumerable.Repeat("</div>", 100)) + "end", new() { DepthMax = 8 }));

    [Fact]
    public void A_document_of_plain_text_stays_as_it_is()
    {
        Document document = new();
        document.SetText("a < b"u8);
        Assert.True(new ExtractHtmlStep(new()).Apply(document, Measurements.None).IsKept);
        Assert.Equal("a < b", Encoding.UTF8.GetString(document.Text));
    }

    [Fact]
    public void The_title_goes_to_the_metadata_and_its_repeat_in_a_heading_goes_away()
    {
        Document document = Extracted.Page("<title> A page about  gates | Site</title><h1>A page about gates</h1><p>" + Prose);
        new ExtractHtmlStep(new()).Apply(document, Measurements.None);
        Assert.True(document.Metadata.TryGet("title", out MetadataValue title));
        Assert.Equal("A page about gates", title.Text);
        Assert.Equal(Prose, Encoding.UTF8.GetString(document.Text));
    }

    [Fact]
    public void The_same_page_gives_the_same_text_after_any_other_page()
    {
        string[] pages = ["<p>" + Prose, "<table><tr><td>a<td>b</table><pre> x\n y", "<div class=comment>" + Prose + "</div>" + new string('x', 100_000), "<title>t<p>unclosed", "<ul><li>" + Prose];
        ExtractHtmlStep used = new(new());
        foreach (string before in pages)
        {
            foreach (string page in pages)
            {
                Document document = Extracted.Page(before);
                used.Apply(document, Measurements.None);
                Document again = Extracted.Page(page), fresh = Extracted.Page(page);
                Verdict verdict = used.Apply(again, Measurements.None);
                Assert.Equal(new ExtractHtmlStep(new()).Apply(fresh, Measurements.None), verdict);
                Assert.True(fresh.Text.SequenceEqual(again.Text));
            }
        }
    }

    static readonly Gen<string> s_markup = Gen.Elements("<p>", "</p>", "<div class='a comment'>", "</div>", "<b>", "</b>", "<table>", "<td>", "<tr>", "</table>", "<li>", "<ul>", "<!--", "-->", "<pre>",
        "</", "<", "&", "&#x0;", "\0", "word ", "Ein Satz, der zählt. ", "漢字。", "\uD800", "<svg>", "<title>", "</title>", "<script>", "</script>", "<a href=x>", "</a>", "<br>", "\n").ArrayOf().Select(string.Concat);

    [Fact] // Goal: any tags in any order give valid UTF-8 without control characters, and never an exception.
    public void Any_markup_gives_clean_text() => Prop.ForAll(s_markup.ToArbitrary(), html => IsClean(Encoding.UTF8.GetBytes(html), null)).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_bytes_in_any_charset_give_clean_text() => Prop.ForAll(
        Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf().ToArbitrary(), Gen.Elements("utf-8", "windows-1252", "shift_jis", "gb18030", "utf-16le", "iso-2022-jp", "big5", "no-such").ToArbitrary(),
        IsClean).QuickCheckThrowOnFailure();

    static bool IsClean(byte[] page, string? charset)
    {
        Document document = new() { Body = page, HeaderCharset = charset };
        new ExtractHtmlStep(new() { Favor = ExtractFavor.Recall }).Apply(document, Measurements.None);
        return Utf8.IsValid(document.Text) && document.Text.IndexOfAnyInRange((byte)0, (byte)8) < 0 && document.Text.IndexOfAnyInRange((byte)0x0B, (byte)0x1F) < 0;
    }

    const string Prose = "The gates of the upper pound were closed, and the boat rose with the water until it stood level with the bank. "
        + "Nobody spoke while the keeper wound the paddles, for the rain had begun again. Then the beam swung round, slowly, and they went on into the dark.";
}
