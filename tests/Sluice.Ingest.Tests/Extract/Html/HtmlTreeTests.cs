using System.Text;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Tests.Extract.Html;

public sealed class HtmlTreeTests
{
    [Theory] // The standard's nesting, as far as it decides which text belongs to which block.
    [InlineData("<p>a<p>b", "(p a)(p b)")]
    [InlineData("<p>a<div>b</div>c", "(p a)(div b)c")]
    [InlineData("<p><button><p>a</p></button>b", "(p (button (p a))b)")]
    [InlineData("<ul><li>a<li>b<ul><li>c</ul></ul>", "(ul (li a)(li b(ul (li c))))")]
    [InlineData("<dl><dt>a<dd>b<dt>c</dl>", "(dl (dt a)(dd b)(dt c))")]
    [InlineData("<table><tr><td>a<td>b<tr><td>c</table>d", "(table (tr (td a)(td b))(tr (td c)))d")]
    [InlineData("<table><tbody><tr><td>a<tfoot><tr><td>b</table>", "(table (tbody (tr (td a)))(tfoot (tr (td b))))")]
    [InlineData("<div><table><tr><td>a</div>b</table>c</div>", "(div (table (tr (td ab)))c)")]
    [InlineData("<b><p>a</b>b</p>c", "(b (p ab)c)")]
    [InlineData("<a>a<a>b", "(a a)(a b)")]
    [InlineData("<h1>a<h2>b</h1>c", "(h1 a)(h2 b)c")]
    [InlineData("<x-a><x-b>a</x-a>b", "(other (other a))b")]
    [InlineData("</p></div>a<br></br>", "a(br )(br )")]
    [InlineData("<title>a<b></title>b", "(title a<b>)b")]
    [InlineData("<head><meta name=x><p>a", "(head (meta ))(p a)")]
    [InlineData("<head>\n<meta name=x>\n<title>t</title> </head><body>a", "(head (meta )(title t))(body a)")]
    [InlineData("<select><option>a<option>b</select>c", "(select (option a)(option b))c")]
    [InlineData("<svg><path/><script/>a</svg>b", "(svg (other )(script )a)b")]
    [InlineData("<div>a</body></html>b", "(div ab)")]
    [InlineData("<script>if (a<b)\n x()</script>c", "(script if (a<b)\n x())c")]
    [InlineData("<noscript><p>a</noscript>b", "(noscript (p a))b")]
    [InlineData("<math><mrow><mi>x</mi></mrow><annotation-xml/></math>", "(math (mrow (mi x))(annotationxml ))")]
    public void Tags_nest(string html, string tree) => Assert.Equal(tree, Shape(html));

    [Fact]
    public void Attributes_that_somebody_reads_are_kept_first_of_a_name_wins()
    {
        HtmlTree tree = Parse("<p CLASS='a b' onclick=x data-y=z id=i class=c role='Main &amp; x'>t");
        HtmlNode p = tree.Nodes[1];
        Assert.Equal([HtmlAttributeName.Class, HtmlAttributeName.Id, HtmlAttributeName.Role], tree.Attributes(p).ToArray().Select(a => a.Name));
        Assert.Equal("a b", Encoding.UTF8.GetString(tree.Value(p, HtmlAttributeName.Class)));
        Assert.Equal("Main & x", Encoding.UTF8.GetString(tree.Value(p, HtmlAttributeName.Role)));
    }

    static HtmlTree Parse(string html)
    {
        HtmlTree tree = new();
        Assert.True(new HtmlPageParser(tree, 1000, 100).Parse(html.AsMemory()));
        return tree;
    }

    static string Shape(string html)
    {
        HtmlTree tree = Parse(html);
        StringBuilder shape = new();
        Write(1, tree.Nodes[0].End);
        return shape.ToString();

        void Write(int node, int end)
        {
            for (; node < end; node = tree.Nodes[node].End)
            {
                if (tree.Nodes[node].Tag == HtmlTag.Text) shape.Append(Encoding.UTF8.GetString(tree.Text(tree.Nodes[node])));
                else
                {
                    shape.Append('(').Append(tree.Nodes[node].Tag.ToString().ToLowerInvariant()).Append(' ');
                    Write(node + 1, tree.Nodes[node].End);
                    shape.Append(')');
                }
            }
        }
    }
}
