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

    [Fact] // No word of any language plays a part, and characters stand for words.
    public void A_page_without_spaces_between_words_is_read_like_others()
    {
        const string First = "水門の扉は閉じられ、船は水とともにゆっくりと上がり、やがて岸と同じ高さになった。誰も口をきかなかった。";
        const string Second = "雨がまた降りはじめ、灯りは消えていたので、番人が巻き上げ機を回すあいだ、皆は黙って待っていた。";
        const string Third = "それから梁がゆっくりと回り、来たときと同じように、榛の木のあいだの暗がりへ進んでいった。";
        string text = Extracted.Text($"<ul><li><a href=1>ホーム</a><li><a href=2>ニュース</a></ul><article><h1>水門</h1><p>{First}<p>{Second}<p>{Third}</article><ul><li><a href=3>関連記事</a><li><a href=4>人気の記事</a></ul>");
        Assert.Contains($"{First}\n{Second}\n{Third}", text, StringComparison.Ordinal);
        Assert.DoesNotContain("関連記事", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ニュース", text, StringComparison.Ordinal);
    }

    [Fact] // Shape tells teasers: many alike, each with its link.
    public void Teasers_of_one_shape_beside_a_text_go()
    {
        string cards = string.Concat(Enumerable.Range(1, 12).Select(i => $"<div class=card><h3><a href={i}>Story number {i} of this week</a></h3><p>What happened then, in short.</p></div>"));
        string text = Extracted.Text(Fill($"<div class=wrap><div class=story><h1>The lock</h1><p>@A<p>@B<p>@C<p>@A @B<p>@B @C</div><div class=grid>{cards}</div></div>"));
        Assert.Contains(C, text, StringComparison.Ordinal);
        Assert.DoesNotContain("number 7", text, StringComparison.Ordinal);
        Assert.DoesNotContain("in short", text, StringComparison.Ordinal);
    }

    [Fact] // One setting finds long reads that are cut into many containers.
    public void A_long_read_in_many_sections_stays_whole()
    {
        string sections = string.Concat(Enumerable.Range(1, 15).Select(i => $"<div class=chunk-{i}><section><h2>Part {i}</h2><p>@A And so it went, for the time of year number {i}.<p>@B</section><div class=ad-slot><a href=x>Buy one</a></div></div>"));
        string text = Extracted.Text(Fill($"<nav><a href=1>Home</a></nav><main>{sections}</main><footer>Imprint and terms, as the law wants them.</footer>"));
        for (int i = 1; i <= 15; i++) Assert.Contains($"year number {i}.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Buy one", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Imprint", text, StringComparison.Ordinal);
    }

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
