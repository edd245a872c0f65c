using System.Runtime.InteropServices;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>What the open block elements say about the text inside them; each is made of the one around it.</summary>
[StructLayout(LayoutKind.Auto)]
struct Around
{
    /// <summary>Outside of all elements but the root.</summary>
    public static readonly Around Page = new() { Item = -1, Table = -1, Row = -1, Cell = -1, List = -1, RowAt = -1 };

    /// <summary>The innermost block element.</summary>
    public int Element;

    /// <summary>Its list item, table, row and cell; -1 for none.</summary>
    public int Item, Table, Row, Cell;

    /// <summary>Of a cell: its column.</summary>
    public int Column;

    /// <summary>Of an item of an ordered list: its number.</summary>
    public int Ordinal;

    /// <summary>Lists and quotes around.</summary>
    public byte ListDepth, QuoteDepth;

    /// <summary>1 to 6 in a heading.</summary>
    public byte HeadingLevel;

    /// <summary>White space stays.</summary>
    public bool IsPreformatted;

    int List, RowAt; // Where the list and the row lie on the stack.
    int _count; // Of a list or row: items and cells so far.
    bool _isOrdered;

    /// <summary>What holds inside an element that is opened here.</summary>
    /// <param name="tag">The element's tag.</param>
    /// <param name="element">Its node.</param>
    /// <param name="stack">All open ones: lists and rows count their entries there.</param>
    /// <param name="depth">Where the new one will lie.</param>
    public readonly Around Within(HtmlTag tag, int element, Around[] stack, int depth)
    {
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
                (inner.List, inner._count, inner._isOrdered) = (depth, 0, tag == HtmlTag.Ol);
                break;
            case HtmlTag.Li or HtmlTag.Dd or HtmlTag.Dt:
                inner.Item = element;
                inner.ListDepth = Math.Max(ListDepth, (byte)1);
                inner.Ordinal = List >= 0 && stack[List]._isOrdered ? ++stack[List]._count : 0;
                break;
            case HtmlTag.Table:
                (inner.Table, inner.Row, inner.Cell, inner.Item, inner.ListDepth, inner.List, inner.RowAt) = (element, -1, -1, -1, 0, -1, -1);
                break;
            case HtmlTag.Tr:
                (inner.Row, inner.RowAt, inner._count) = (element, depth, 0);
                break;
            case HtmlTag.Td or HtmlTag.Th:
                inner.Cell = Row >= 0 ? element : -1;
                inner.Column = RowAt >= 0 ? stack[RowAt]._count++ : 0;
                break;
            case HtmlTag.Pre or HtmlTag.Listing or HtmlTag.Xmp or HtmlTag.Plaintext:
                inner.IsPreformatted = true;
                break;
        }
        return inner;
    }
}
