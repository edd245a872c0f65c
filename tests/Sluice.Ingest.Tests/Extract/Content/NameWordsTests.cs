using System.Text;
using Sluice.Ingest.Extract.Content;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Tests.Extract.Content;

public sealed class NameWordsTests
{
    [Theory]
    [InlineData("class=article-body", "class=article_body")] // Cut by what is no letter.
    [InlineData("class=articleBody", "class='article-body'")] // Or by a capital.
    [InlineData("class=box1", "class=box27")] // Numbers don't count.
    [InlineData("id=Related", "class=related")]
    public void Names_that_say_the_same_have_the_same_words(string one, string other) => Assert.Equal(Words(one), Words(other));

    [Theory]
    [InlineData("class=article", "class=body")]
    [InlineData("class=main", "role=main")] // A role is no name.
    public void Others_do_not(string one, string other) => Assert.NotEqual(Words(one), Words(other));

    [Fact]
    public void Endless_names_are_read_up_to_a_bound() =>
        Assert.Equal(NameWords.WordsMax, Words($"class='{string.Join(' ', Enumerable.Range(0, 400).Select(i => $"{(char)('a' + i % 26)}{(char)('a' + i / 26)}"))}'").Length);

    static uint[] Words(string attribute)
    {
        HtmlTree tree = new();
        new HtmlPageParser(tree, new()).Parse(Encoding.UTF8.GetBytes($"<body><div {attribute}>x</div>"));
        uint[] words = new uint[NameWords.WordsMax];
        for (int i = 1; i < tree.NodeCount; i++)
            if (tree.Nodes[i].Tag == HtmlTag.Div) return words[..NameWords.Read(tree, tree.Nodes[i], words)];
        return [];
    }
}
