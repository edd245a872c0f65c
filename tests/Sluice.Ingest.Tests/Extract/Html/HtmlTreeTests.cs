using System.Text;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Tests.Extract.Html;

public sealed class HtmlTreeTests
{
    [Theory] // A few cases of the standard's nesting; html5lib-tests, where they are, have all. Empty heads are left out, bodies have no brackets.
    [InlineData("<p>a<p>b", "(p a)(p b)")]
    [InlineData("<p>a<div>b</div>c", "(p a)(div b)c")]
    [InlineData("<p><button><p>a</p></button>b", "(p (button (p a))b)")]
    [InlineData("<ul><li>a<li>b<ul><li>c</ul></ul>", "(ul (li a)(li b(ul (li c))))")]
    [InlineData("<dl><dt>a<dd>b<dt>c</dl>", "(dl (dt a)(dd b)(dt c))")]
    [InlineData("<table><tr><td>a<td>b<tr><td>c</table>d", "(table (tbody (tr (td a)(td b))(tr (td c))))d")]
    [InlineData("<table><tbody><tr><td>a<tfoot><tr><td>b</table>", "(table (tbody (tr (td a)))(tfoot (tr (td b))))")]
    [InlineData("<div><table><tr><td>a</div>b</table>c</div>", "(div (table (tbody (tr (td ab))))c)")]
    [InlineData("<table>a<tr>b<td>c</table>d", "ab(table (tbody (tr (td c))))d")]
    [InlineData("<table><tr> <td>a</td> </table>", "(table (tbody (tr  (td a) )))")]
    [InlineData("<b><p>a</b>b</p>c", "(b )(p (b a)b)c")]
    [InlineData("<b>1<i>2<p>3</b>4", "(b 1(i 2))(i (p (b 3)4))")]
    [InlineData("<p><i>a<p>b", "(p (i a))(p (i b))")]
    [InlineData("<a>a<a>b", "(a a)(a b)")]
    [InlineData("<h1>a<h2>b</h1>c", "(h1 a)(h2 b)c")]
    [InlineData("<x-a><x-b>a</x-a>b", "(other (other a))b")]
    [InlineData("</p>a</p></div><br></br>", "a(p )(br )(br )")]
    [InlineData("<title>a<b></title>b", "(head (title a<b>))b")]
    [InlineData("<head><meta name=x><p>a", "(head (meta ))(p a)")]
    [InlineData("<head> <title>t</title> </head> <body>a", "(head  (title t) ) a")]
    [InlineData("<select><option>a<option>b</select>c", "(select (option a)(option b))c")]
    [InlineData("<svg><path/><script/>a</svg>b", "(svg (other )(script )a)b")]
    [InlineData("<svg><desc><p>a</desc><p>b", "(svg (desc (p a)(p b)))")]
    [InlineData("<div>a</body></html>b", "(div ab)")]
    [InlineData("<body><script>if (a<b)\n x()</script>c", "(script if (a<b)\n x())c")]
    [InlineData("<body><noscript><p>a</noscript>b", "(noscript (p a))b")] // The standard would leave all that follows inside.
    [InlineData("<noscript><p>a</noscript><title>t</title>b", "(head (noscript )(title t))b")] // As with scripting.
    [InlineData("<math><mrow><mi>x</mi></mrow><annotation-xml/></math>", "(math (mrow (mi x))(annotationxml ))")]
    [InlineData("<pre>\n\na</pre><!-- x --><!doctype y>b", "(pre \na)b")]
    [InlineData("&amp;&lt&notit;&#x41;&#128;&nope;&", "&<¬it;A€&nope;&")]
    public void Tags_nest(string html, string tree) => Assert.Equal(tree, Shape(html));

    [Fact]
    public void Attributes_that_somebody_reads_are_kept_first_of_a_name_wins()
    {
        HtmlTree tree = HtmlTrees.Parse("<p CLASS='a b' onclick=x data-y=z id=i class=c role='Main &amp; x'>t");
        HtmlNode p = tree.Nodes[3]; // After html, head and body.
        Assert.Equal([HtmlAttributeName.Class, HtmlAttributeName.Id, HtmlAttributeName.Role], tree.Attributes(p).ToArray().Select(a => a.Name));
        Assert.Equal("a b", Encoding.UTF8.GetString(tree.Value(p, HtmlAttributeName.Class)));
        Assert.Equal("Main & x", Encoding.UTF8.GetString(tree.Value(p, HtmlAttributeName.Role)));
    }

    static string Shape(string html)
    {
        HtmlTree tree = HtmlTrees.Parse(html);
        StringBuilder shape = new();
        Write(1, tree.Nodes[0].End);
        return shape.ToString();

        void Write(int node, int end)
        {
            for (; node < end; node = tree.Nodes[node].End)
            {
                HtmlTag tag = tree.Nodes[node].Tag;
                if (tag == HtmlTag.Head && tree.Nodes[node].End == node + 1) continue;
                if (tag == HtmlTag.Text) shape.Append(Encoding.UTF8.GetString(tree.Text(tree.Nodes[node])));
                else if (tag == HtmlTag.Body) Write(node + 1, tree.Nodes[node].End);
                else
                {
                    shape.Append('(').Append(tag.ToString().ToLowerInvariant()).Append(' ');
                    Write(node + 1, tree.Nodes[node].End);
                    shape.Append(')');
                }
            }
        }
    }
}
