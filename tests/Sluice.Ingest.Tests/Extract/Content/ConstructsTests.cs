using Sluice.Ingest.Extract;

namespace Sluice.Ingest.Tests.Extract.Content;

/// <summary>Each construct of a page in both formats.</summary>
public sealed class ConstructsTests
{
    [Theory]
    // Headings, paragraphs, quotes.
    [InlineData("<h2>One</h2><p>two", "One\ntwo", "## One\n\ntwo")]
    [InlineData("<p>a<blockquote><p>b<p>c<blockquote>d</blockquote></blockquote><p>e", "a\nb\nc\nd\ne", "a\n\n> b\n>\n> c\n>\n> > d\n\ne")]
    // Lists.
    [InlineData("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "a\nb\nc\nd", "- a\n- b\n  - c\n- d")]
    [InlineData("<ol start=9><li>a<li>b<ul><li>c</ul></ol>", "a\nb\nc", "9. a\n10. b\n    - c")]
    [InlineData("<ol><li>a<li value=7>b<li>c</ol>", "a\nb\nc", "1. a\n7. b\n8. c")]
    [InlineData("<ul><li><p>a</p><p>b</p><pre>c\n  d</pre></li><li>e</ul>", "a\nb\nc\n  d\ne", "- a\n\n  b\n\n  ```\n  c\n    d\n  ```\n\n- e")]
    [InlineData("<ul><ul><li>a</ul></ul><p>b", "a\nb", "- a\n\nb")] // Never so deep that it would be code.
    [InlineData("<dl><dt>a<dd>b<dd>c</dl>", "a\nb\nc", "a\n\n- b\n- c")]
    [InlineData("<dl><dd>a</dl>", "a", "a")] // Only an indent.
    // Code.
    [InlineData("<pre><code class=language-python>if x:\n\tgo()\n</code></pre>", "if x:\n\tgo()", "```python\nif x:\n\tgo()\n```")]
    [InlineData("<div class='highlight-source-shell'><pre>ls</pre></div>", "ls", "```shell\nls\n```")]
    [InlineData("<pre class='brush: java; gutter: true'>a</pre>", "a", "```java\na\n```")]
    [InlineData("<pre class='sourceCode haskell'>main</pre>", "main", "```haskell\nmain\n```")]
    [InlineData("<pre><span class=k>import</span> <span>numpy</span>\n<span>a</span><span>.</span><span>B</span><span>(</span></pre>", "import numpy\na.B(", "```\nimport numpy\na.B(\n```")] // Spans of a highlighter.
    [InlineData("<pre>a<br>  b<div>c</div><div>d\n</div>e</pre>", "a\n  b\nc\nd\ne", "```\na\n  b\nc\nd\ne\n```")] // Lines as elements.
    [InlineData("<pre><span class=lineno>1 </span>a\n<span class=lineno>2 </span>b</pre>", "a\nb", "```\na\nb\n```")]
    [InlineData("<div class='w3-code notranslate'>if (x) {<br>&nbsp;&nbsp;<span>go</span>();<br>}</div>", "if (x) {\n  go();\n}", "```\nif (x) {\n  go();\n}\n```")]
    [InlineData("<pre>```\nx\n```</pre>", "```\nx\n```", "````\n```\nx\n```\n````")]
    [InlineData("<p>Call <code>f(<b>x_y</b>)</code> or <code>a`b</code> or <code>`</code>.", "Call f(x_y) or a`b or `.", "Call `f(x_y)` or ``a`b`` or `` ` ``.")]
    // Tables.
    [InlineData("<table><tr><th>A<th>B|C<tr><td>1<td>2</table>", "A | B|C\n1 | 2", "| A | B\\|C |\n| --- | --- |\n| 1 | 2 |")]
    [InlineData("<table><tr><th colspan=2>A<th>B<tr><td>1<td>2<td>3</table>", "A | B\n1 | 2 | 3", "| A |  | B |\n| --- | --- | --- |\n| 1 | 2 | 3 |")]
    [InlineData("<table><tr><th>A<th>B<th>C<tr><td rowspan=2>1<td>2<td>3<tr><td>4<td>5<tr><td>6</table>", "A | B | C\n1 | 2 | 3\n4 | 5\n6", "| A | B | C |\n| --- | --- | --- |\n| 1 | 2 | 3 |\n|  | 4 | 5 |\n| 6 |")]
    [InlineData("<table><tr><th>A<th>B<tr><td><p>1<p>2<td>a<br>b</table>", "A | B\n1 2 | a b", "| A | B |\n| --- | --- |\n| 1 2 | a b |")]
    [InlineData("<table><caption>C</caption><tr><td>1<td>2</table>", "C\n1 | 2", "C\n\n| 1 | 2 |\n| --- | --- |")]
    [InlineData("<table><tr><td><h2>Left</h2><p>text<td><p>right</table>", "Left\ntext\nright", "## Left\n\ntext\n\nright")] // A table for the looks.
    [InlineData("<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>", "a\nb\nc\nd", "a\n\nb\n\nc\n\nd")]
    // Notes.
    [InlineData("<p>So<sup><a href='#fn1'>1</a></sup> it is.<ol><li id=fn1>Said he. <a href='#r1'>↩</a></ol>", "So[1] it is.\nSaid he.", "So[^1] it is.\n\n[^1]: Said he.")]
    [InlineData("<p>So<sup><a href='#n'>[a]</a></sup>.<div><p id=n><a href='#b'>^</a> Said.<p>More.", "So[a].\nSaid.\nMore.", "So[^1].\n\n[^1]: Said.\n\nMore.")]
    [InlineData("<p>So<sup><a href='#gone'>1</a></sup>.", "So[1].", "So[1].")] // No note of it.
    [InlineData("<h2>Title <a class=headerlink href='#t'>¶</a></h2><p>a", "Title\na", "## Title\n\na")]
    // Formulas.
    [InlineData("<p>Let <math><mi>a</mi><mo>=</mo><mfrac><mn>1</mn><msqrt><mi>x</mi></msqrt></mfrac></math> be", "Let $a = \\frac{1}{\\sqrt{x}}$ be", "Let $a = \\frac{1}{\\sqrt{x}}$ be")]
    [InlineData("<math alttext='x^{2}_1'><msup><mi>x</mi><mn>2</mn></msup></math>", "$x^{2}_1$", "$x^{2}_1$")]
    [InlineData("<p>a <span class=katex><span class=katex-mathml><math><semantics><mrow><mi>c</mi></mrow><annotation encoding='application/x-tex'>c = \\pm\\sqrt{a}</annotation></semantics></math></span><span class=katex-html aria-hidden=true><span>c=±√a</span></span></span>.",
        "a $c = \\pm\\sqrt{a}$.", "a $c = \\pm\\sqrt{a}$.")]
    [InlineData("<p>a<span class=katex-display><span class=katex><span class=katex-mathml><math><semantics><mi>c</mi><annotation encoding='application/x-tex'>c</annotation></semantics></math></span></span></span>b", "a\n$$c$$\nb", "a\n\n$$c$$\n\nb")]
    [InlineData("<p>a <span class=MathJax_Preview>x</span><span class=MathJax><nobr>x</nobr></span><script type='math/tex'>x_1</script> b", "a $x_1$ b", "a $x_1$ b")]
    [InlineData("<p>a <span class=MathJax_Preview></span><div class=MathJax_Display><span class=MathJax>x</span></div><script type='math/tex; mode=display'>\nx_1\n</script> b", "a\n$$x_1$$\nb", "a\n\n$$x_1$$\n\nb")]
    [InlineData("<p>a <mjx-container><mjx-math aria-hidden=true>x</mjx-math><mjx-assistive-mml><math><mi>x</mi></math></mjx-assistive-mml></mjx-container> b", "a $x$ b", "a $x$ b")]
    [InlineData("<p>a <span><span style='display: none;'><math alttext='{\\displaystyle E=mc^{2}}'><mi>E</mi></math></span><img aria-hidden=true alt=E></span> b", "a $E=mc^{2}$ b", "a $E=mc^{2}$ b")] // MediaWiki.
    [InlineData("<p>a <img class=latex alt='\\alpha_1'> b", "a $\\alpha_1$ b", "a $\\alpha_1$ b")] // WordPress.
    [InlineData("<p>by \\(a_1 * b\\) and $$x*y$$ and <b>\\*</b>", "by \\(a_1 * b\\) and $$x*y$$ and \\*", "by \\(a_1 * b\\) and $$x*y$$ and \\\\\\*")]
    [InlineData("<p>a <math><mrow><mo>(</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd><mtd><mn>4</mn></mtd></mtr></mtable><mo>)</mo></mrow></math>",
        "a $(\\begin{matrix} 1 & 2 \\\\ 3 & 4 \\end{matrix})$", "a $(\\begin{matrix} 1 & 2 \\\\ 3 & 4 \\end{matrix})$")]
    // Borders within a line.
    [InlineData("<p><a href=1>John Doe</a><a href=2>contact</a>", "", "")]
    [InlineData("<p>See <a href=1>John Doe</a><a href=2>contact</a> for all that follows.", "See John Doe contact for all that follows.", "See John Doe contact for all that follows.")]
    [InlineData("<p>un<a href=1>be</a><a href=1>liev</a>able and so on", "unbelievable and so on", "unbelievable and so on")]
    [InlineData("<p><span>by John</span><span>Updated today</span>", "by John Updated today", "by John Updated today")]
    [InlineData("<p><span>inter</span><span>national</span> <b>H</b>ello Mc<i>Donald</i>", "international Hello McDonald", "international Hello McDonald")]
    [InlineData("<p>one<img src=x>two<img src=y>, three", "one two, three", "one two, three")]
    // Left out.
    [InlineData("<figure><img alt=no><figcaption>yes</figcaption></figure>", "yes", "yes")]
    public void Constructs_are_kept(string html, string plain, string markdown)
    {
        if (plain.Length > 0) Assert.Equal(plain, Extracted.Text(html, new() { Favor = ExtractFavor.Recall }));
        if (markdown.Length > 0) Assert.Equal(markdown, Extracted.Text(html, new() { Favor = ExtractFavor.Recall, Format = ExtractFormat.Markdown }));
    }

    [Theory]
    [InlineData("# no heading", "\\# no heading")]
    [InlineData("#tag", "#tag")]
    [InlineData("- no item", "\\- no item")]
    [InlineData("-5 degrees", "-5 degrees")]
    [InlineData("1. no item", "1\\. no item")]
    [InlineData("1999. A year", "1999\\. A year")]
    [InlineData("3.5 of them", "3.5 of them")]
    [InlineData("> no quote", "\\> no quote")]
    [InlineData("---", "\\---")]
    [InlineData("===", "\\===")]
    [InlineData("_ _ _", "\\_ _ _")]
    [InlineData("``` no fence", "\\`\\`\\` no fence")]
    [InlineData("2 * 3 and 2*3 and *x*", "2 * 3 and 2\\*3 and \\*x\\*")]
    [InlineData("snake_case_name and _x_", "snake_case_name and \\_x\\_")]
    [InlineData("[a](b) and [1]", "[a\\](b) and [1]")]
    [InlineData("[a]: http://b", "[a\\]: http://b")]
    [InlineData("[^1]", "\\[^1]")]
    [InlineData("<b> a < b <3", "\\<b> a < b <3")]
    [InlineData("&lt; AT&T a & b", "\\&lt; AT&T a & b")]
    [InlineData("~~no~~ ~5", "\\~\\~no\\~\\~ ~5")]
    [InlineData("C:\\dir \\# a|b $5", "C:\\dir \\\\# a|b $5")]
    public void Text_cannot_turn_into_markdown_structure(string text, string markdown) =>
        Assert.Equal(markdown, Extracted.Text("<p>" + System.Net.WebUtility.HtmlEncode(text), new() { Favor = ExtractFavor.Recall, Format = ExtractFormat.Markdown }));

    [Fact]
    public void Tables_of_data_go_where_they_are_not_wanted()
    {
        const string page = "<p>before<table><tr><th>A<th>B<tr><td>1<td>2</table><table><tr><td><p>side by side</table>";
        Assert.Equal("before\nA | B\n1 | 2\nside by side", Extracted.Text(page));
        Assert.Equal("before\nside by side", Extracted.Text(page, new() { Tables = false }));
    }

    [Fact]
    public void A_cell_that_is_a_link_stays_in_a_table_that_stays() =>
        Assert.Equal("Land | People\nFrance | 68 million\nSpain | 48 million", Extracted.Text("<table><tr><th>Land<th>People<tr><td><a href=f>France</a><td>68 million<tr><td><a href=s>Spain</a><td>48 million</table>"));

    [Fact]
    public void Comments_stay_where_they_are_wanted()
    {
        string prose = string.Concat(Enumerable.Repeat("The gates of the upper pound were closed, and the boat rose with the water until it stood level with the bank. ", 4)).Trim();
        string page = $"<p>{prose}</p><div id=comments><h3>Two comments</h3><div class=comment><p>I liked it, I really did, thanks.</p><a href=r>Reply</a></div><form><p>Leave a comment, please do, here.</form></div>";
        Assert.Equal(prose, Extracted.Text(page));
        Assert.Equal(prose + "\nTwo comments\nI liked it, I really did, thanks.", Extracted.Text(page, new() { Comments = true }));
    }
}
