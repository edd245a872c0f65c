using System.Buffers.Text;
using System.Runtime.InteropServices;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>What the open block elements say about the text inside them; each is made of the one around it.</summary>
[StructLayout(LayoutKind.Auto)]
struct Around
{
    const int OrdinalMax = 999_999_999; // More digits are no list marker in CommonMark.
    const int ColumnsMax = 1000;
    const int ColSpanMax = 20; // A greater one only fills the rest of the row.

    /// <summary>Outside of all elements but the root.</summary>
    public static readonly Around Page = new() { Item = -1, Table = -1, Row = -1, Cell = -1, List = -1, RowAt = -1 };

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

    int List, RowAt; // Where the list and the row lie on the stack.
    int _count; // Of a list or row: items and cells so far.
    bool _isOrdered;

    /// <summary>What holds inside an element that is opened here.</summary>
    /// <param name="tree">The page.</param>
    /// <param name="element">The element's node.</param>
    /// <param name="stack">All open ones: lists and rows count their entries there.</param>
    /// <param name="depth">Where the new one will lie.</param>
    /// <param name="isData">Of a table: whether it holds data.</param>
    public readonly Around Within(HtmlTree tree, int element, Around[] stack, int depth, bool isData)
    {
        HtmlTag tag = tree.Nodes[element].Tag;
        Around inner = this;
        inner.Element = element;
        switch (tag)
        {
            case >= HtmlTag.H1 and <= HtmlTag.H6:
                inner.HeadingLevel = (byte)(tag - HtmlTag.H1 + 1);
                break;
            case HtmlTag.Blockquote when QuoteDepth < byte.MaxValue:
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
                (inner.Table, inner.Row, inner.Cell, inner.RowAt) = (isData ? element : -1, -1, -1, -1);
                if (isData) (inner.Item, inner.ListDepth, inner.List) = (-1, 0, -1);
                break;
            case HtmlTag.Tr when Table >= 0:
                (inner.Row, inner.RowAt, inner._count) = (element, depth, 0);
                break;
            case HtmlTag.Td or HtmlTag.Th when RowAt >= 0:
                inner.Cell = element;
                inner.Column = stack[RowAt]._count;
                stack[RowAt]._count = Math.Min(ColumnsMax, inner.Column + Number(tree.Value(tree.Nodes[element], HtmlAttributeName.ColSpan), 1, ColSpanMax, 1));
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

    static int Number(ReadOnlySpan<byte> text, int min, int max, int otherwise) =>
        Utf8Parser.TryParse(text, out int number, out _) && number >= min && number <= max ? number : otherwise;
}
