using System.Runtime.InteropServices;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>Which tables hold data, a row a line, and which only place parts of the page side by side.</summary>
/// <remarks>A table holds data if it has a header or caption, or rows and columns of short cells; not if it is said to be for looks (<c>role=presentation</c>), holds
/// another table, headings, lists or code, or has cells of prose. One walk over each outermost table.</remarks>
sealed class TableShapes
{
    // Cells of a data table are shorter on average.
    const int CellBytesMax = 160;

    readonly List<int> _data = [];
    readonly Stack<Shape> _open = new();
    int _end;

    /// <summary>Forgets the page before.</summary>
    public void Clear()
    {
        _data.Clear();
        _open.Clear();
        _end = 0;
    }

    /// <summary>Whether a table holds data. Tables must be asked for in page order.</summary>
    public bool IsData(HtmlTree tree, int table)
    {
        if (table >= _end) Walk(tree, table);
        return _data.BinarySearch(table) >= 0;
    }

    void Walk(HtmlTree tree, int outermost)
    {
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        _data.Clear();
        _end = nodes[outermost].End;
        Shape shape = new(outermost);
        for (int i = outermost + 1; i <= _end; i++)
        {
            // Tables that ended.
            while (nodes[shape.Table].End <= i)
            {
                if (shape.IsData(IsForLooks(tree, nodes[shape.Table]))) _data.Add(shape.Table);
                if (!_open.TryPop(out Shape outer))
                {
                    _data.Sort();
                    return;
                }
                shape = outer;
            }
            switch (nodes[i].Tag)
            {
                case HtmlTag.Table:
                    shape.IsMixed = true;
                    _open.Push(shape);
                    shape = new(i);
                    break;
                case HtmlTag.Th or HtmlTag.Caption or HtmlTag.Thead:
                    shape.HasHeader = true;
                    if (nodes[i].Tag == HtmlTag.Th) shape.AddCell();
                    break;
                case HtmlTag.Td:
                    shape.AddCell();
                    break;
                case HtmlTag.Tr:
                    shape.AddRow();
                    break;
                case >= HtmlTag.H1 and <= HtmlTag.H6 or HtmlTag.Pre or HtmlTag.Listing or HtmlTag.Xmp or HtmlTag.Blockquote or HtmlTag.Form or HtmlTag.Article or HtmlTag.Section:
                    shape.IsMixed = true;
                    break;
                case HtmlTag.Text:
                    shape.AddText(nodes[i].Length);
                    break;
                case HtmlTag.Script or HtmlTag.Style:
                    i = nodes[i].End - 1;
                    break;
            }
        }
    }

    static bool IsForLooks(HtmlTree tree, in HtmlNode table) => tree.Value(table, HtmlAttributeName.Role) is var role && (role.SequenceEqual("presentation"u8) || role.SequenceEqual("none"u8));

    [StructLayout(LayoutKind.Auto)]
    struct Shape(int table)
    {
        public readonly int Table = table;
        public bool IsMixed, HasHeader;
        int _rows, _cells, _cellsInRow, _columns;
        long _bytes;

        public void AddRow()
        {
            _rows++;
            _cellsInRow = 0;
        }

        public void AddCell()
        {
            _cells++;
            _columns = Math.Max(_columns, ++_cellsInRow);
        }

        public void AddText(int bytes) => _bytes += bytes;

        public readonly bool IsData(bool isForLooks) =>
            !isForLooks && !IsMixed && _cells > 0 && (HasHeader || (_rows > 1 && _columns > 1)) && _bytes <= (long)_cells * CellBytesMax * (HasHeader ? 3 : 1);
    }
}
