using Sluice.Ingest.Extract;

namespace Sluice.Ingest.Tests.Extract.Content;

public sealed class ContentChooserTests
{
    const string A = "The gates of the upper pound were closed, and the boat rose with the water until it stood level with the bank.";
    const string B = "Nobody spoke while the keeper wound the paddles, for the rain had begun again and the lamps were out.";
    const string C = "Then the beam swung round, slowly, and they went on into the dark between the alders, as they had come.";

    [Theory]
    [InlineData("<nav><a href=1>Home</a> <a href=2>News</a></nav><article><p>@A<p>@B<p>@C</article><footer>Imprint, terms and all that we must say.</footer>", "@A\n@B\n@C")]
    [InlineData("<div class=menu><p>@A</div><p>@A<p>@B<p>@C<div class=related><p>Read this one too, it is good.</div>", "@A\n@B\n@C")]
    [InlineData("<p>@A<ul><li><a href=1>One other story</a><li><a href=2>And a second one</a></ul><p>@B<p>@C", "@A\n@B\n@C")] // A list of links in the middle.
    [InlineData("<p>@A<h2>Kept</h2><p>@B<p>@C<h2>Related</h2><ul><li><a href=1>Other</a><li><a href=2>More</a></ul>", "@A\nKept\n@B\n@C")] // A heading of nothing.
    [InlineData("<div><p>@A</div><div><p>@B</div><div><p>@C</div>", "@A\n@B\n@C")] // Many sibling containers.
    [InlineData("<div>@A<br><br>@B<br><br>@C</div>", "@A\n@B\n@C")] // Text in div and br.
    [InlineData("<p>@A<p>@B<p>@C<div id=comments><p>I liked it, I really did, thanks.</div>", "@A\n@B\n@C")]
    [InlineData("<body class='sidebar comments'><p>@A<p>@B<p>@C", "@A\n@B\n@C")] // The body's names say nothing.
    [InlineData("<div class='post sidebar'><p>@A<p>@B<p>@C</div>", "@A\n@B\n@C")] // Most of the prose is no sidebar.
    public void Main_text_stays_and_furniture_goes(string html, string text) => Assert.Equal(Fill(text), Extracted.Text(Fill(html)));

    [Fact]
    public void A_short_page_is_kept_whole() => Assert.Equal("Closed on Mondays\nTel. 123", Extracted.Text("<h1>Closed on Mondays</h1><div>Tel. 123</div><nav><a href=x>Home</a></nav>"));

    [Fact]
    public void Favor_decides_about_doubtful_blocks()
    {
        string page = Fill("<p>@A<figure><figcaption>The lock at Foxton, seen from the west bank.</figcaption></figure><p>@B<p>@C");
        Assert.DoesNotContain("Foxton", Extracted.Text(page, new() { Favor = ExtractFavor.Precision }), StringComparison.Ordinal);
        Assert.Contains("Foxton", Extracted.Text(page, new() { Favor = ExtractFavor.Recall }), StringComparison.Ordinal);
    }

    static string Fill(string text) => text.Replace("@A", A, StringComparison.Ordinal).Replace("@B", B, StringComparison.Ordinal).Replace("@C", C, StringComparison.Ordinal);
}
