using Sluice.Fixtures;
using Sluice.Ingest.Extract;
using Sluice.Ingest.Extract.Content;
using Sluice.Ingest.Extract.Html;
using Sluice.TrainContent;

namespace Sluice.Ingest.Tests.Extract.Content;

/// <summary>Kinds of pages that benchmarks of articles lack: what a reader came for is kept, and nothing else.</summary>
public sealed class PageKindTests
{
    [Theory] // Real pages of sites that nothing was learned from, with labels of our own: eng/train-content/page-kinds.tsv. Shares of letters, means over the pages; a little below what was measured.
    [InlineData("article", 0.98, 0.02)]
    [InlineData("docs", 0.68, 0.02)]
    [InlineData("front", 0.55, 0.02)]
    [InlineData("home", 0.81, 0.02)]
    [InlineData("listing", 0.60, 0.02)]
    [InlineData("table", 0.95, 0.02)]
    public void Main_content_of_every_kind_of_page_is_kept_and_the_rest_is_not(string kind, double keptMin, double unwantedMax)
    {
        SharedData.Path("data/warc/pages/web-pages-newspaper.warc.gz");
        Dictionary<string, KindPage> labelled = KindPage.Read(Path.Combine(AppContext.BaseDirectory, "page-kinds.tsv")).Where(p => p.Kind == kind && p.IsHeldOut).ToDictionary(p => p.Digest);
        List<double> kept = [], unwanted = [];
        ContentChooser chooser = new();
        KindPage.ForEach(SharedData.Path("data"), labelled.Values.Select(p => p.Archive).Distinct(StringComparer.Ordinal).ToArray(), (document, digest, _) =>
        {
            if (!labelled.Remove(digest, out KindPage? labels)) return;
            HtmlTree tree = new();
            PageBlocks page = new();
            new HtmlPageParser(tree, new()).Parse(new PageDecoder().Decode(document.Body.ToArray(), document.HeaderCharset));
            new BlockScanner().Scan(tree, page);
            chooser.Choose(tree, page, PageTitle.Find(tree, new()), ExtractFavor.Precision);
            (double share, double excess) = labels.Measure(page);
            kept.Add(share);
            unwanted.Add(excess);
        });
        Assert.Empty(labelled);
        Assert.True(kept.Average() >= keptMin && unwanted.Average() <= unwantedMax, $"{kind}: {kept.Count} pages, {kept.Average():0.000} of the wanted is kept, {unwanted.Average():0.000} of the kept is unwanted");
    }

    const string Top = "<header><a href=/>Pound Lock Society</a><nav><ul><li><a href=/n>News</a><li><a href=/w>Walks</a><li><a href=/j>Join us</a></ul></nav></header>";
    const string Foot = "<footer><ul><li><a href=/i>Imprint</a><li><a href=/p>Privacy</a></ul><p>© 2024 Pound Lock Society</footer>";

    [Theory]
    [MemberData(nameof(Pages))]
    public void Made_page_of_each_kind_gives_what_its_readers_came_for(string kind, string html, string[] wanted, string[] unwanted)
    {
        string text = Extracted.Text($"<!DOCTYPE html><title>{kind}</title><body>{Top}<main>{html}</main>{Foot}");
        Assert.All(wanted, part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.All([.. unwanted, "Walks", "Imprint"], part => Assert.DoesNotContain(part, text, StringComparison.Ordinal));
    }

    public static TheoryData<string, string, string[], string[]> Pages => new()
    {
        {
            "forum",
            """
            <h1>Paddle gear stuck at lock 12</h1>
            <div class=post><div class=author><a href=/u/ann>ann</a> <span>412 posts</span></div><div class=body><p>The offside ground paddle came up two notches and would not move again, in either direction.</p><p>Has anybody passed since Tuesday, and did you report it?</p></div><ul class=buttons><li><a href=/q>Quote</a><li><a href=/r>Report</a></ul></div>
            <div class=post><div class=author><a href=/u/bo>bo</a> <span>98 posts</span></div><div class=body><p>We came through on Wednesday. The pawl had slipped behind the rack, and a tap with the windlass freed it.</p></div><ul class=buttons><li><a href=/q>Quote</a><li><a href=/r>Report</a></ul></div>
            <div class=post><div class=author><a href=/u/cy>cy</a> <span>7 posts</span></div><div class=body><p>Thanks, that worked for us as well, though it took three of us to hold it in place meanwhile.</p></div><ul class=buttons><li><a href=/q>Quote</a><li><a href=/r>Report</a></ul></div>
            """,
            ["came up two notches", "Has anybody passed", "The pawl had slipped", "Thanks, that worked"],
            ["Quote", "412 posts"]
        },
        {
            "questions",
            """
            <h1>How much water does a narrow lock use?</h1>
            <div class=question><p>I read that each passage lets some twenty-five thousand gallons down the hill. Is that so for every lock, or only for deep ones?</p></div>
            <h2>2 Answers</h2>
            <div class=answer><p>It depends on the rise alone: length times width times the difference of the levels. A narrow lock of two metres takes about ninety cubic metres.</p></div>
            <div class=answer><p>And a boat that goes down after one that came up uses the same water again, so on busy days it is half of that.</p></div>
            """,
            ["Is that so for every lock", "It depends on the rise alone", "uses the same water again"],
            []
        },
        {
            "product",
            """
            <h1>Windlass, forged, two sockets</h1>
            <p class=price>£14.50</p><form><button>Add to basket</button></form>
            <div class=description><p>A windlass of forged steel for the spindles of all common paddle gear, with a handle that turns in the hand instead of on the skin.</p><p>The sockets are tapered, so that worn spindles hold as well as new ones do.</p></div>
            <table><tr><th>Weight<td>1.1 kg<tr><th>Length<td>340 mm<tr><th>Sockets<td>25 mm and 31 mm</table>
            """,
            ["forged steel", "worn spindles", "1.1 kg"],
            ["Add to basket"]
        },
        {
            "documentation",
            """
            <h1>lockctl</h1><p>Reads the levels of a flight of locks from its sensors and prints them, one lock a line, from the top to the bottom.</p>
            <h2>Install</h2><p>Packages are built for each release. Take the one of your machine and unpack it:</p><pre><code>tar xf lockctl.tar.gz
            ./install --prefix ~/bin</code></pre>
            <h2>Options</h2><dl><dt><code>--flight NAME</code><dd>The flight to read; without it, all that are configured.<dt><code>--watch</code><dd>Prints again whenever a level has changed by a centimetre.</dl>
            <h2>Exit status</h2><p>It is 0 where all sensors answered, and 3 where some did not; their lines then hold a dash.</p>
            """,
            ["one lock a line", "./install --prefix", "The flight to read", "changed by a centimetre", "their lines then hold a dash"],
            []
        },
        {
            "recipe",
            """
            <h1>Lock-keeper's oatcakes</h1><p>They keep for a week in a tin, and nobody has yet seen them do so.</p>
            <h2>Ingredients</h2><ul><li>225 g medium oatmeal</li><li>60 g wholemeal flour</li><li>half a teaspoon of salt</li><li>60 g butter</li></ul>
            <h2>Method</h2><ol><li>Rub the butter into the flour, the salt and the oatmeal.</li><li>Add hot water by the spoon until it holds together, then roll it out thinly.</li><li>Cut rounds and bake them for twenty minutes, until the edges are brown.</li></ol>
            """,
            ["225 g medium oatmeal", "60 g butter", "Rub the butter", "until the edges are brown"],
            []
        },
        {
            "listing",
            """
            <h1>Walks</h1>
            <div class=entry><h2><a href=/w1>Along the summit level</a></h2><p>Six level miles past two tunnels and a reservoir, with an inn at either end and a bus back.</p><a href=/w1>Read more</a></div>
            <div class=entry><h2><a href=/w2>The flight by night</a></h2><p>A guided walk down twenty-one locks with lanterns, for those who do not mind the mud at all.</p><a href=/w2>Read more</a></div>
            <div class=entry><h2><a href=/w3>Old arm to the wharf</a></h2><p>Where the arm once was there is a path now; it ends at the wharf, where the crane still stands.</p><a href=/w3>Read more</a></div>
            """,
            ["Six level miles", "A guided walk", "the crane still stands"],
            []
        },
        {
            "several articles",
            """
            <article><h2><a href=/a1>Stoppage at the top lock</a></h2><p>The top lock stays shut until Friday, since the cill leaks more than it did in spring. Boats can wait at the wharf, where water and a landing are provided.</p></article>
            <article><h2><a href=/a2>New gates arrived</a></h2><p>Four oak gates came on two lorries yesterday and lie beside the dry dock now. They will be hung in November, when the pounds are drained for the winter.</p></article>
            <article><h2><a href=/a3>Volunteers wanted</a></h2><p>The vegetation on the offside needs cutting before the nesting season begins. Tools and tea are there; please bring boots and gloves of your own.</p></article>
            """,
            ["since the cill leaks", "Four oak gates", "Tools and tea"],
            []
        },
        {
            "home page of a person",
            """
            <h1>Ida Marlow</h1><p>I work on the history of inland navigation, at the institute for transport of this town, and teach how to read old maps.</p>
            <h2>News</h2><ul><li>May 2024: Our paper on tolls and tonnage was accepted.</li><li>January 2024: I joined the board of the society.</li></ul>
            <h2>Publications</h2><ul><li>Marlow, I. and Reed, T.: Tolls and tonnage on three summit canals. Journal of Waterways, 2024. <a href=t.pdf>pdf</a></li><li>Marlow, I.: Reading the tithe maps again. Maps and Towns, 2022. <a href=m.pdf>pdf</a></li></ul>
            """,
            ["history of inland navigation", "May 2024: Our paper", "Tolls and tonnage on three", "Reading the tithe maps"],
            []
        },
        {
            "table of data",
            """
            <h1>Levels today</h1><table><tr><th>Lock<th>Rise<th>Level<tr><td>1, Top<td>2.13 m<td>normal<tr><td>2, Inn<td>1.98 m<td>low<tr><td>3, Wharf<td>2.20 m<td>normal<tr><td>4, Mill<td>2.05 m<td>normal<tr><td>5, Bottom<td>2.44 m<td>closed</table>
            """,
            ["1, Top", "2.05 m", "closed"],
            []
        },
    };
}
