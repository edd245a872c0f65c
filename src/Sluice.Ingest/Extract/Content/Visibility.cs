using System.Text;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>Which elements no reader of the page's text sees.</summary>
static class Visibility
{
    /// <summary>Whether the element is left out whatever the page: scripts, controls, navigation, what the page itself hides, and second renderings of a formula.</summary>
    public static bool IsUnseen(HtmlTree tree, int element)
    {
        ref readonly HtmlNode node = ref tree.Nodes[element];
        return node.Tag switch
        {
            HtmlTag.Script or HtmlTag.Style or HtmlTag.Template or HtmlTag.Noscript or HtmlTag.Iframe or HtmlTag.Noembed or HtmlTag.Noframes or HtmlTag.Head or HtmlTag.Title => true,
            HtmlTag.Button or HtmlTag.Select or HtmlTag.Textarea or HtmlTag.Input or HtmlTag.Option or HtmlTag.Optgroup or HtmlTag.Progress or HtmlTag.Label => true,
            HtmlTag.Svg or HtmlTag.Canvas or HtmlTag.Audio or HtmlTag.Video or HtmlTag.Object or HtmlTag.Map or HtmlTag.Rp or HtmlTag.Rt => true,
            _ => node.Length > 0 && IsHidden(tree, element),
        };
    }

    static bool IsHidden(HtmlTree tree, int element)
    {
        foreach (HtmlAttribute attribute in tree.Attributes(tree.Nodes[element]))
        {
            ReadOnlySpan<byte> value = tree.Value(attribute);
            switch (attribute.Name)
            {
                case HtmlAttributeName.Hidden when !Ascii.EqualsIgnoreCase(value, "false"u8):
                case HtmlAttributeName.AriaHidden when Ascii.EqualsIgnoreCase(value, "true"u8):
                case HtmlAttributeName.Style when HidesByStyle(value):
                    return !HoldsFormula(tree, element);
                case HtmlAttributeName.Class when IsHiddenByName(tree, element, value):
                    return true;
            }
        }
        return false;
    }

    // display:none or visibility:hidden, with any white space.
    static bool HidesByStyle(ReadOnlySpan<byte> style) => Declares(style, "display"u8, "none"u8) || Declares(style, "visibility"u8, "hidden"u8);

    static bool Declares(ReadOnlySpan<byte> style, ReadOnlySpan<byte> property, ReadOnlySpan<byte> value)
    {
        int at = style.IndexOf(property);
        if (at < 0) return false;
        ReadOnlySpan<byte> rest = style[(at + property.Length)..].TrimStart(" "u8);
        return rest.StartsWith(":"u8) && rest[1..].TrimStart(" "u8).StartsWith(value);
    }

    // MediaWiki hides the formula itself and shows a picture of it.
    static bool HoldsFormula(HtmlTree tree, int element)
    {
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        int child = element + 1;
        while (child < nodes[element].End && nodes[child].Tag == HtmlTag.Text && tree.Text(nodes[child]).Trim(" \n\t\r\f"u8).IsEmpty) child++;
        return child < nodes[element].End && nodes[child].Tag == HtmlTag.Math;
    }

    // MathJax: a rendering whose TeX follows in a script. MediaWiki: links to edit a section, and from a note back to the text.
    static bool IsHiddenByName(HtmlTree tree, int element, ReadOnlySpan<byte> names)
    {
        if (names.StartsWith("M"u8)) return (names.StartsWith("MathJax"u8) || names.StartsWith("MJX"u8)) && IsBeforeTex(tree, element);
        return names.StartsWith("mw-"u8) && (names.StartsWith("mw-editsection"u8) || names.StartsWith("mw-cite-backlink"u8));
    }

    static bool IsBeforeTex(HtmlTree tree, int element)
    {
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        int around = nodes[element].Parent;
        int sibling = nodes[element].End;
        for (int steps = 0; steps < 4 && around >= 0 && sibling < nodes[around].End; steps++, sibling = nodes[sibling].End)
            if (nodes[sibling].Tag == HtmlTag.Script) return MathText.IsTexScript(tree.Value(nodes[sibling], HtmlAttributeName.Type));
        return false;
    }
}
