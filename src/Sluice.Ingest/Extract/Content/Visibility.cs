using System.Text;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>Which elements no reader of the page's text sees.</summary>
static class Visibility
{
    /// <summary>Whether the element is left out whatever the page: scripts, controls, navigation, and what the page itself hides.</summary>
    public static bool IsUnseen(HtmlTree tree, in HtmlNode element) => element.Tag switch
    {
        HtmlTag.Script or HtmlTag.Style or HtmlTag.Template or HtmlTag.Noscript or HtmlTag.Iframe or HtmlTag.Noembed or HtmlTag.Noframes or HtmlTag.Head or HtmlTag.Title => true,
        HtmlTag.Button or HtmlTag.Select or HtmlTag.Textarea or HtmlTag.Input or HtmlTag.Option or HtmlTag.Optgroup or HtmlTag.Progress or HtmlTag.Label => true,
        HtmlTag.Svg or HtmlTag.Canvas or HtmlTag.Audio or HtmlTag.Video or HtmlTag.Object or HtmlTag.Map or HtmlTag.Rp or HtmlTag.Rt => true,
        _ => element.Length > 0 && IsHidden(tree, element),
    };

    static bool IsHidden(HtmlTree tree, in HtmlNode element)
    {
        foreach (HtmlAttribute attribute in tree.Attributes(element))
        {
            ReadOnlySpan<byte> value = tree.Value(attribute);
            switch (attribute.Name)
            {
                case HtmlAttributeName.Hidden when !Ascii.EqualsIgnoreCase(value, "false"u8):
                case HtmlAttributeName.AriaHidden when Ascii.EqualsIgnoreCase(value, "true"u8):
                case HtmlAttributeName.Style when HidesByStyle(value):
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
}
