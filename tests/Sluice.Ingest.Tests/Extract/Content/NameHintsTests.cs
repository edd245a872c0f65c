using Sluice.Ingest.Extract.Content;
using Sluice.Ingest.Extract.Html;
using Sluice.Ingest.Tests.Extract.Html;

namespace Sluice.Ingest.Tests.Extract.Content;

public sealed class NameHintsTests
{
    [Theory]
    [InlineData("<div class=sidebar>", "Furniture")]
    [InlineData("<div class='left SideBar-inner'>", "None")] // "Side" and "Bar" are two words.
    [InlineData("<div id=relatedPosts>", "Furniture")]
    [InlineData("<div class='content-with-sidebar'>", "None")] // With, has and no speak of what is beside it.
    [InlineData("<div class='has-share-bar no-comments'>", "None")]
    [InlineData("<div class='article--topic-politics'>", "None")] // A modifier after two hyphens.
    [InlineData("<div class='print:hidden md:w-1/2'>", "None")]
    [InlineData("<div class=hidden>", "Doubtful")]
    [InlineData("<section id=sharing-state-with-a-second-worker-thread>", "Furniture")] // "with" ends it early, and an anchor of five words is a name.
    [InlineData("<section id=how-to-run-code-and-share-state>", "None")] // More than five words: a sentence.
    [InlineData("<div class=article-body>", "Container")]
    [InlineData("<div class=entryContent>", "Container")]
    [InlineData("<div itemprop=articleBody class=share>", "Container")]
    [InlineData("<article class=author>", "None")]
    [InlineData("<h2 class=date>", "None")]
    [InlineData("<div class=author>", "Doubtful")]
    [InlineData("<ol class=commentlist>", "Comments")]
    [InlineData("<div role=Navigation>", "Furniture")]
    [InlineData("<div role=main>", "None")]
    [InlineData("<nav>", "Furniture")]
    [InlineData("<div class='a b c d e f g h i j k l share'>", "None")] // So many flags are those of the whole page.
    public void Names_hint(string tag, string hint)
    {
        HtmlTree tree = HtmlTrees.Parse(tag + "x");
        Assert.Equal(hint, NameHints.Of(tree, tree.Nodes[3]).ToString()); // After html, head and body.
    }
}
