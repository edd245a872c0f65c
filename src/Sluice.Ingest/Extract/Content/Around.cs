using System.Buffers.Text;
using System.Runtime.InteropServices;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>What the open block elements say about the text inside them; each is made of the one around it.</summary>
[StructLayout(LayoutKind.Auto)]
struct Around
{
    const int OrdinalMax = 9_999; // Later items have the same number.
    const int QuoteDepthMax = 8; // Deeper quotes are written as deep as this: a byte of a page must not make hundreds of markdown.

    /// <summary>Outside of all elements but the root.</summary>
    public static readonly Around Page = new() { Item = -1, Table = -1, Row = -1, Cell = -1, List = -1 };

    /// <summary>The innermost block element.</summary>
    public int Element;

    /// <summary>Its list item, and of a data table the table, row and cell; -1 for none.</summary>
    public int Item, Table, Row, Cell;

    /// <summary>Of a cell: its column.</summary>
    public int Column;

    /// <summary>Of an item of an ordered list: its number.</summary>
    public int Ordinal;

    /// <summary>Lists and quotes around.</summary>
    public byte ListDepth, QuoteDepth;

    /// <summary>1 to 6 in a heading.</summary>
    public byte HeadingLevel;

    /// <summary>Borders of blocks only end lines: the block is one.</summary>
    public bool IsPreformatted;

    /// <summary>What becomes of white space.</summary>
    public WhiteSpace Space;

    int List; // Where the list lies on the stack.
    int _count; // Of a list: items, or terms, so far.
    bool _isOrdered;

    /// <summary>What holds inside an element that is opened here.</summary>
    /// <param name="tree">The page.</param>
    /// <param name="element">The element's node.</param>
    /// <param name="stack">All open ones: lists count their entries there.</param>
    /// <param name="depth">Where the new one will lie.</param>
    /// <param name="grid">Of the open data table.</param>
    /// <param name="isData">Of a table: whether it holds data.</param>
    public readonly Around Within(HtmlTree tree, int element, Around[] stack, int depth, TableGrid grid, bool isData)
    {
        HtmlTag tag = tree.Nodes[element].Tag;
        Around inner = this;
        inner.Element = element;
        switch (tag)
        {
            case >= HtmlTag.H1 and <= HtmlTag.H6:
                inner.HeadingLevel = (byte)(tag - HtmlTag.H1 + 1);
                break;
            case HtmlTag.Blockquote when QuoteDepth < QuoteDepthMax:
                inner.QuoteDepth++;
                break;
            case HtmlTag.Ul or HtmlTag.Ol or HtmlTag.Menu or HtmlTag.Dir or HtmlTag.Dl:
                if (ListDepth < byte.MaxValue) inner.ListDepth++;
                (inner.List, inner._isOrdered) = (depth, tag == HtmlTag.Ol);
                inner._count = tag == HtmlTag.Ol ? Number(tree.Value(tree.Nodes[element], HtmlAttributeName.Start), 0, OrdinalMax, 1) - 1 : 0;
                break;
            case HtmlTag.Dt when List >= 0:
                stack[List]._count++;
                break;
            case HtmlTag.Dd when List >= 0 && stack[List]._count == 0:
                break; // Without a term it only indents.
            case HtmlTag.Li or HtmlTag.Dd:
                inner.Item = element;
                inner.ListDepth = Math.Max(ListDepth, (byte)1);
                inner.Ordinal = 0;
                if (List < 0 || !stack[List]._isOrdered) break;
                stack[List]._count = Number(tree.Value(tree.Nodes[element], HtmlAttributeName.Value), 0, OrdinalMax, Math.Min(stack[List]._count + 1, OrdinalMax));
                inner.Ordinal = stack[List]._count;
                break;
            case HtmlTag.Table:
                (inner.Table, inner.Row, inner.Cell) = (isData ? element : -1, -1, -1);
                if (!isData) break;
                (inner.Item, inner.ListDepth, inner.List) = (-1, 0, -1);
                grid.Begin();
                break;
            case HtmlTag.Tr when Table >= 0:
                inner.Row = element;
                grid.BeginRow();
                break;
            case HtmlTag.Td or HtmlTag.Th when Row >= 0:
                inner.Cell = element;
                inner.Column = grid.Place(Span(tree, element, HtmlAttributeName.ColSpan), Span(tree, element, HtmlAttributeName.RowSpan));
                break;
            case HtmlTag.Pre or HtmlTag.Listing or HtmlTag.Xmp or HtmlTag.Plaintext:
                (inner.IsPreformatted, inner.Space) = (true, WhiteSpace.Kept);
                break;
            case HtmlTag.Div when CodeNames.IsContainer(tree, tree.Nodes[element]):
                (inner.IsPreformatted, inner.Space) = (true, WhiteSpace.KeptWhereNoBreak);
                break;
        }
        return inner;
    }

    static int Span(HtmlTree tree, int cell, HtmlAttributeName name) => Number(tree.Value(tree.Nodes[cell], name), 1, int.MaxValue, 1);

    static int Number(ReadOnlySpan<byte> text, int min, int max, int otherwise) =>
        Utf8Parser.TryParse(text, out int number, out _) && number >= min && number <= max ? number : otherwise;
}
