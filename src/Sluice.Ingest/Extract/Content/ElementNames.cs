using System.Text;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>Questions about an element's class names.</summary>
static class ElementNames
{
    /// <summary>Whether one of the class names is <paramref name="name"/>, letter case aside.</summary>
    public static bool HasClass(HtmlTree tree, in HtmlNode element, ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> names = tree.Value(element, HtmlAttributeName.Class);
        if (names.Length < name.Length) return false;
        foreach (Range range in names.Split((byte)' '))
            if (Ascii.EqualsIgnoreCase(names[range], name)) return true;
        return false;
    }
}
