using System.Text;
using Sluice.Ingest.Extract.Html;
using Sluice.Ingest.Extract.Metadata;

namespace Sluice.Ingest.Extract.Rights;

/// <summary>Shows a start tag as evidence: one line, bounded, its values escaped as HTML has it.</summary>
static class Snippet
{
    const int CharsMax = 300;
    const int ValueCharsMax = 120;

    /// <summary>The start tag with the attributes that were kept.</summary>
    public static string Of(HtmlTree tree, in HtmlNode element)
    {
        StringBuilder text = new("<");
        text.Append(tree.NameOf(element));
        foreach (HtmlAttribute attribute in tree.Attributes(element))
        {
            if (text.Length > CharsMax - ValueCharsMax) break;
            if (attribute.Name is HtmlAttributeName.Style or HtmlAttributeName.Class && element.Tag is HtmlTag.A or HtmlTag.Link) continue; // They say nothing.
            text.Append(' ').Append(tree.NameOf(attribute)).Append("=\"");
            Escape(PageText.Value(tree, element, attribute.Name, ValueCharsMax), text);
            text.Append('"');
        }
        return PageText.Cut(text.Append('>').ToString(), CharsMax);
    }

    static void Escape(string value, StringBuilder text)
    {
        foreach (char c in value)
            _ = c switch { '"' => text.Append("&quot;"), '<' => text.Append("&lt;"), '>' => text.Append("&gt;"), '&' => text.Append("&amp;"), _ => text.Append(c) };
    }
}
