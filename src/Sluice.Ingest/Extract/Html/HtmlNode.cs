using System.Runtime.InteropServices;

namespace Sluice.Ingest.Extract.Html;

/// <summary>One node: an element or a run of text. Nodes stand in document order, so the nodes inside one are those from it to <see cref="End"/>.</summary>
[StructLayout(LayoutKind.Auto)]
struct HtmlNode
{
    public HtmlTag Tag;

    /// <summary>Of an element: the language that its name belongs to.</summary>
    public HtmlNamespace Namespace;

    /// <summary>While the page is parsed: what the builder remembers of it.</summary>
    public HtmlNodeMarks Marks;

    /// <summary>Of an element: its name's number, which tells those apart that <see cref="Tag"/> does not.</summary>
    public int Name;

    /// <summary>Index of the element around it; -1 for the root.</summary>
    public int Parent;

    /// <summary>Index after its last descendant.</summary>
    public int End;

    /// <summary>Of a text: its first byte. Of an element: its first attribute.</summary>
    public int Start;

    /// <summary>Of a text: its bytes. Of an element: its attributes.</summary>
    public int Length;
}

/// <summary>The language of an element's name.</summary>
enum HtmlNamespace : byte
{
    Html, MathMl, Svg,
}

/// <summary>What the builder remembers of a node.</summary>
[Flags]
enum HtmlNodeMarks : byte
{
    None = 0,

    /// <summary>On the stack of open elements.</summary>
    IsOpen = 1,

    /// <summary>In the list of active formatting elements.</summary>
    IsFormatting = 2,
}

/// <summary>One attribute; its value lies in the tree's bytes.</summary>
readonly record struct HtmlAttribute(HtmlAttributeName Name, int Start, int Length);
