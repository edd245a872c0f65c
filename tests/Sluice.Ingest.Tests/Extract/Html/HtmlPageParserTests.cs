using System.Text;
using Sluice.Ingest.Extract;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Tests.Extract.Html;

public sealed class HtmlPageParserTests
{
    [Fact] // Also where the page moves nodes, holds unknown names and references, or is in another charset.
    public void Once_warm_no_page_allocates()
    {
        byte[][] pages =
        [
            Encoding.UTF8.GetBytes("<!doctype html><title>a &amp; b</title>\r\n<p class=x>text<p>é"),
            Encoding.UTF8.GetBytes("<b><p>x</b>y<table>z<x-y a='&lt;'>u</table><svg><path/></svg><script>{}</script><ul><li>a<li>b</ul>"),
            [.. "<p>"u8, 0xE9, .. "<a href=x>y"u8],
            [.. "<p>broken "u8, 0xFF, .. " utf-8"u8],
        ];
        PageDecoder decoder = new();
        HtmlPageParser parser = new(new(), new());
        void ParseAll()
        {
            foreach (byte[] page in pages) parser.Parse(decoder.Decode(page, page == pages[2] ? "windows-1252" : "utf-8")); // A meta element's label is a string.
        }
        for (int i = 0; i < 40; i++) ParseAll();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++) ParseAll();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("a\rb\r\nc\n\rd", "a\nb\nc\n\nd")]
    [InlineData("\r\r\n\r", "\n\n\n")]
    public void Line_ends_become_line_feeds(string page, string text) =>
        Assert.Equal("<pre>x" + text, Encoding.UTF8.GetString(new PageDecoder().Decode(Encoding.UTF8.GetBytes("<pre>x" + page), "utf-8").Span));

    [Fact]
    public void Utf_8_without_carriage_returns_is_not_copied()
    {
        byte[] page = Encoding.UTF8.GetBytes("<p>é\n");
        ReadOnlyMemory<byte> decoded = new PageDecoder().Decode(page, "utf-8");
        Assert.True(decoded.Span.Overlaps(page));
    }

    [Fact]
    public void Broken_sequences_are_one_replacement_character_each()
    {
        string text = string.Concat(Enumerable.Repeat("Größe, Maß und Übermut. ", 40)); // Nothing else than UTF-8, damaged.
        byte[] page = [.. Encoding.UTF8.GetBytes(text), .. "<p>a"u8, 0xE2, 0x82, .. "b"u8, 0xFF, 0xC0, .. "c\r"u8];
        Assert.Equal(text + "<p>a\uFFFDb\uFFFD\uFFFDc\n", Encoding.UTF8.GetString(new PageDecoder().Decode(page, "utf-8").Span));
    }

    [Theory] // Just below, at and above; a cut never leaves half a character.
    [InlineData(4, "aéb", "aéb")]
    [InlineData(3, "aéb", "aé")]
    [InlineData(2, "aéb", "a")]
    [InlineData(6, "a&amp;b", "a&")] // Counted as the page writes it.
    public void Long_values_are_cut(int bytesMax, string value, string kept)
    {
        HtmlTree tree = HtmlTrees.Parse($"<p class='{value}' title=x>", new() { AttributeBytesMax = bytesMax });
        Assert.Equal(kept, Encoding.UTF8.GetString(tree.Value(tree.Nodes[3], HtmlAttributeName.Class)));
        Assert.Equal("x", Encoding.UTF8.GetString(tree.Value(tree.Nodes[3], HtmlAttributeName.Title)));
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(4, 3)]
    public void Attributes_beyond_the_limit_are_left_out(int attributesMax, int kept)
    {
        HtmlTree tree = HtmlTrees.Parse("<p class=a id=b title=c>", new() { AttributesMax = attributesMax });
        Assert.Equal(kept, tree.Nodes[3].Length);
    }

    [Theory]
    [InlineData(3, "{é")]
    [InlineData(2, "{")]
    [InlineData(4, "{é}")]
    public void Long_scripts_are_cut(int bytesMax, string kept)
    {
        HtmlTree tree = HtmlTrees.Parse("<body><script>{é}</script>x", new() { ScriptBytesMax = bytesMax });
        Assert.Equal(kept, Encoding.UTF8.GetString(tree.Text(tree.Nodes[4])));
        Assert.Equal("x", Encoding.UTF8.GetString(tree.Text(tree.Nodes[5])));
    }

    [Fact]
    public void Content_below_the_depth_limit_belongs_to_the_deepest_element()
    {
        HtmlTree tree = HtmlTrees.Parse("<div><div><div>a<i>b</i><div>c</div>d</div>e</div>f</div>g", new() { DepthMax = 4 });
        List<string> texts = [];
        foreach (HtmlNode node in tree.Nodes)
        {
            if (node.Tag != HtmlTag.Text) continue;
            int depth = 0;
            for (int n = node.Parent; n >= 0; n = tree.Nodes[n].Parent) depth++;
            texts.Add(Encoding.UTF8.GetString(tree.Text(node)) + depth);
        }
        Assert.Equal("a4 b4 cde4 f3 g2", string.Join(' ', texts));
    }

    [Fact]
    public void Formatting_elements_beyond_the_limit_are_not_opened_again()
    {
        HtmlTree tree = HtmlTrees.Parse("<p><b><i><u>x</p><p>y", new() { FormattingMax = 2 });
        Assert.Equal("P B I U P I U", string.Join(' ', tree.Nodes.ToArray().Where(n => n.Tag > HtmlTag.Body && n.Tag != HtmlTag.Head && n.Tag != HtmlTag.Html || n.Tag == HtmlTag.B).Select(n => n.Tag)));
    }

    [Fact]
    public void Comments_doctypes_and_style_sheets_are_kept_where_all_is_kept()
    {
        byte[] page = Encoding.UTF8.GetBytes("<!doctype html><!-- c --><style>s</style><p onclick=x>");
        HtmlTree all = new(), read = new();
        Assert.True(new HtmlPageParser(all, new(), keepsAll: true).Parse(page));
        Assert.True(new HtmlPageParser(read, new()).Parse(page));
        Assert.Equal("Doctype Comment Html Head Style Text Body P", string.Join(' ', all.Nodes.ToArray().Select(n => n.Tag)));
        Assert.Equal("Html Head Style Body P", string.Join(' ', read.Nodes.ToArray().Select(n => n.Tag)));
        Assert.Equal("onclick", all.NameOf(all.Attributes(all.Nodes[7])[0]));
        Assert.Equal(0, read.Nodes[4].Length);
    }
}
