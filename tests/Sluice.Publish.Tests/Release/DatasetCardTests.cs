using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Sluice.Fixtures;
using YamlDotNet.Serialization;

namespace Sluice.Publish.Tests.Release;

public sealed class DatasetCardTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    const string Hostile = """
        ---
        license: mit
        ---
        ```
        ````text
        <script>alert(1)</script> <img src=x onerror=alert(1)> [click](javascript:alert(1)) ![pixel](https://evil.example/x.png)
        | a | b |
        | --- | --- |
        ~~~~~~~~
        # Heading
        </details><!-- https://evil.example www.evil.example evil@evil.example
        ``````````
        [ref]: https://evil.example
        """;

    string Card(SmallRelease release)
    {
        release.Write(_folder.Path);
        return File.ReadAllText(Path.Combine(_folder.Path, "README.md"));
    }

    static MarkdownDocument Parse(string card) => Markdown.Parse(card, new MarkdownPipelineBuilder().UseAdvancedExtensions().UseYamlFrontMatter().Build());

    static Dictionary<object, object> FrontMatter(string card) =>
        (Dictionary<object, object>)new DeserializerBuilder().Build().Deserialize(card.Split("\n---\n", 2)[0])!;

    [Fact]
    public void What_a_merge_counted_stands_under_the_funnel() =>
        Assert.Contains("\n`near-duplicates` counted: `candidate-pairs` 1,234,567, `rate-measured` 0.0125.\n",
            Card(new SmallRelease { Figures = { new("candidate-pairs", 1234567), new("rate-measured", 0.0125) } }.Keep("a", "text")), StringComparison.Ordinal);

    [Fact]
    public void Indexes_and_earlier_releases_are_told_where_there_are_some()
    {
        string card = Card(new SmallRelease { Indexes = ["index/near-duplicates.idx"], Earlier = ["out/a", "out/`b"] }.Keep("1", "a text"));
        Assert.Contains("`index/near-duplicates.idx`", card, StringComparison.Ordinal);
        Assert.Contains("**Deduplicated against** `out/a`, ``out/`b``", card, StringComparison.Ordinal);
        string plain = Card(new SmallRelease().Keep("1", "a text"));
        Assert.DoesNotContain("Deduplicated against", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("**Index**", plain, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_a_page_says_acts_in_the_card()
    {
        string card = Card(new SmallRelease { Name = "a\"b\n---\nlicense: evil [x](y) <b>", License = "My license\nlanguage: xx" }
            .Keep("id|`1`\n# x", Hostile, url: "https://e.example/a|b`c`<script>\n---\n", language: "en\n- evil: |<b>x</b>", license: "MIT | <i>x</i> ``")
            .Keep("id2", "`````" + Hostile + "\u202e\u0000\u001b[31m\r\r\n", url: "www.evil.example")
            .Drop("d", "url-filter", "url-filter.<b>|x`"));

        MarkdownDocument parsed = Parse(card);
        Assert.Empty(parsed.Descendants<HtmlBlock>());
        Assert.Empty(parsed.Descendants<HtmlInline>());
        Assert.Empty(parsed.Descendants<LinkInline>());
        Assert.Empty(parsed.Descendants<AutolinkInline>());
        Assert.Equal(["small", .. Titles], parsed.Descendants<HeadingBlock>().Select((heading, i) => i == 0 ? "small" : string.Concat(heading.Inline!.Descendants<LiteralInline>().Select(text => text.Content.ToString()))));
        Assert.Equal([5, 5, 2, 3, 3], parsed.Descendants<Table>().Select(table => table.ColumnDefinitions.Count(column => column is not null) is var count && table.Cast<TableRow>().All(row => row.Count <= count) ? table.Cast<TableRow>().First().Count : -1));
        // Both texts and the two blocks of how to load and how to verify, whole.
        List<FencedCodeBlock> blocks = [.. parsed.Descendants<FencedCodeBlock>()];
        Assert.Equal(["text", "text", "python", "sql", "sh"], blocks.Select(block => block.Info));
        Assert.Contains(blocks, block => block.Lines.ToString() == Hostile.ReplaceLineEndings("\n"));
        Assert.DoesNotContain('\u202e', card);
        Assert.DoesNotContain('\u001b', card);
        Assert.DoesNotContain('\r', card);
    }

    static string[] Titles => ["Funnel", "Languages", "Licenses", "Sample documents", "Columns of the data", "Columns of the ledger", "How to load", "How to verify", "How it was made", "Limits"];

    [Fact]
    public void Front_matter_holds_what_the_release_says_and_nothing_that_it_injects()
    {
        Dictionary<object, object> matter = FrontMatter(Card(new SmallRelease { Name = "a\"b: [x]\n---\nlicense: evil", License = "My license\nlanguage: xx" }
            .Keep("1", "x", language: "no").Keep("2", "x", language: "en\n- evil").Keep("3", "x", language: "als").Keep("4", "x", language: "zho_Hans").Keep("5", "x", language: null)));
        Assert.Equal(["configs", "license", "license_name", "language", "size_categories", "pretty_name", "task_categories", "tags"], matter.Keys);
        Assert.Equal("a\"b: [x]\n---\nlicense: evil", matter["pretty_name"]);
        Assert.Equal("other", matter["license"]);
        Assert.Equal("My license\nlanguage: xx", matter["license_name"]);
        Assert.Equal(["gsw", "no", "zho"], (List<object>)matter["language"]);
        Assert.Equal(["n<1K"], (List<object>)matter["size_categories"]);
    }

    [Fact]
    public void Figures_are_those_of_the_run()
    {
        string card = Card(new SmallRelease()
            .Keep("a", "one text", language: "en", license: "MIT").Keep("b", "zwei Texte", language: "de").Keep("c", "more text", language: "en")
            .Drop("d", "url-filter", "url-filter.domain", evidence: "bad.example").Drop("e", "gopher-quality", "gopher-quality.short-doc", 12, 50).Drop("f", "gopher-quality", "gopher-quality.short-doc", 9, 50)
            .Quarantine("g", "gzip-broken"));
        Assert.Contains("| `gopher-quality` | 5 | 3 | 2 | `short-doc` 2 |", card, StringComparison.Ordinal);
        Assert.Contains("| `url-filter` | 6 | 5 | 1 | `domain` 1 |", card, StringComparison.Ordinal);
        Assert.Contains("7 = 3 kept + 3 dropped + 1 unreadable", card, StringComparison.Ordinal);
        Assert.Contains("`request` 2, `warcinfo` 1", card, StringComparison.Ordinal);
        Assert.Contains("| `en` | 2 | 66.7 % | 17 | 14 |", card, StringComparison.Ordinal);
        Assert.Contains("| `MIT` | 1 |", card, StringComparison.Ordinal);
        Assert.Contains("```text\nzwei Texte\n```", card, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_do_not_depend_on_how_the_data_is_cut_into_files()
    {
        SmallRelease one = new();
        for (int i = 0; i < 40; i++) one.Keep($"id{i}", $"text {i}");
        string[] whole = Samples(Card(one));
        SmallRelease other = new();
        for (int i = 39; i >= 0; i--) other.Keep($"id{i}", $"text {i}");
        Assert.Equal(whole, Samples(Card(other)));
        Assert.Equal(3, whole.Length);

        static string[] Samples(string card) => [.. card.Split("```text\n").Skip(1).Select(part => part.Split('\n')[0])];
    }

    [Fact]
    public void Release_without_a_document_has_a_card()
    {
        SmallRelease release = new();
        release.Drop("d", "url-filter", "url-filter.domain");
        Assert.DoesNotContain("Sample documents", Card(release), StringComparison.Ordinal);
    }
}
