using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>What a block inherits from one element: how far up its kinds of elements are, what names say, and what it looks like.</summary>
[StructLayout(LayoutKind.Auto)]
struct ElementShape
{
    /// <summary>Steps up to the nearest element of a kind, 255 for none; see <see cref="IndexOf"/>.</summary>
    public Vector128<byte> Steps;

    /// <summary>The nearest element around it that holds more blocks; 0 for the root itself.</summary>
    public int Larger;

    /// <summary>The outermost element around it, or it, whose name says so; -1 for none.</summary>
    public int Doubtful, Furniture, Comments;

    /// <summary>Hash of tag and class; equal for elements that the page shows alike.</summary>
    public uint Looks;

    public byte Depth;

    /// <summary>What is learned of its names, and the least and most of those around it; 128 for nothing known.</summary>
    public byte Name, NameLeast, NameMost;

    /// <summary>The sum of what is learned of all names around it.</summary>
    public short NamePath;

    /// <summary>Positions in <see cref="Steps"/>.</summary>
    public const int Article = 0, Main = 1, Section = 2, Header = 3, Footer = 4, Aside = 5, Form = 6, Figure = 7, Table = 8, List = 9, Quote = 10, Heading = 11,
        Container = 12, DoubtfulName = 13, FurnitureName = 14, CommentsName = 15;

    /// <summary>The position of a tag's kind; -1 where it has none.</summary>
    public static int IndexOf(HtmlTag tag) => tag switch
    {
        HtmlTag.Article => Article,
        HtmlTag.Main => Main,
        HtmlTag.Section => Section,
        HtmlTag.Header => Header,
        HtmlTag.Footer => Footer,
        HtmlTag.Aside or HtmlTag.Nav or HtmlTag.Menu => Aside,
        HtmlTag.Form or HtmlTag.Fieldset => Form,
        HtmlTag.Figure or HtmlTag.Figcaption or HtmlTag.Picture => Figure,
        HtmlTag.Table => Table,
        HtmlTag.Ul or HtmlTag.Ol or HtmlTag.Dl => List,
        HtmlTag.Blockquote => Quote,
        >= HtmlTag.H1 and <= HtmlTag.H6 => Heading,
        _ => -1,
    };
}
