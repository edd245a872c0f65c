using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>Cuts a page's tree into lines (<see cref="TextBlock"/>), leaving out what no reader sees.</summary>
sealed class BlockScanner
{
    const int KeptBlocksMax = 1 << 16;

    TextBlock[] _blocks = new TextBlock[1 << 10];
    readonly Stack<int> _around = new(); // The block elements around the innermost open one.
    int _count;
    int _lastCell;

    public Span<TextBlock> Blocks => _blocks.AsSpan(0, _count);

    public void Scan(HtmlTree tree)
    {
        if (_blocks.Length > KeptBlocksMax) _blocks = new TextBlock[1 << 10];
        (_count, _lastCell) = (0, -1);
        _around.Clear();
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        int element = 0; // The innermost open block element.
        int link = -1; // The open link, or -1.
        int inner = 0; // The innermost open element.
        bool isOpen = false;
        for (int i = 1; i < nodes.Length; i++)
        {
            // What ended before this node.
            for (; nodes[inner].End <= i; inner = nodes[inner].Parent)
            {
                if (inner == link) link = -1;
                if (!nodes[inner].Tag.Has(HtmlTagTraits.Block)) continue;
                isOpen = false;
                if (nodes[inner].Tag != HtmlTag.Br) element = _around.Pop();
            }
            ref readonly HtmlNode node = ref nodes[i];
            if (node.Tag == HtmlTag.Text)
            {
                if (!isOpen) Begin(nodes, element, i);
                isOpen = true;
                ref TextBlock block = ref _blocks[_count - 1];
                block.End = i + 1;
                TextMeasure.Add(tree.Text(node), link >= 0, ref block);
                continue;
            }
            if (Visibility.IsUnseen(tree, node))
            {
                if (node.Tag.Has(HtmlTagTraits.Block)) isOpen = false;
                i = node.End - 1;
                continue;
            }
            if (node.Tag.Has(HtmlTagTraits.Block))
            {
                isOpen = false;
                if (node.Tag != HtmlTag.Br)
                {
                    _around.Push(element);
                    element = i;
                }
            }
            else if (node.Tag == HtmlTag.A && link < 0) link = i;
            inner = i;
        }
    }

    void Begin(ReadOnlySpan<HtmlNode> nodes, int element, int first)
    {
        if (_count == _blocks.Length) Array.Resize(ref _blocks, _blocks.Length * 2);
        BlockKind kind = KindOf(nodes, element);
        int cell = kind == BlockKind.Cell ? CellAround(nodes, element) : -1;
        int row = cell < 0 ? -1 : nodes[cell].Parent;
        if (cell >= 0 && cell == _lastCell) _blocks[_count - 1].Row = row = -1; // A cell of several lines shares none.
        _lastCell = cell;
        _blocks[_count++] = new() { Element = element, First = first, End = first + 1, Row = row, Kind = kind };
    }

    static int CellAround(ReadOnlySpan<HtmlNode> nodes, int element)
    {
        while (element > 0 && nodes[element].Tag is not (HtmlTag.Td or HtmlTag.Th)) element = nodes[element].Parent;
        return element > 0 && nodes[nodes[element].Parent].Tag == HtmlTag.Tr ? element : -1;
    }

    static BlockKind KindOf(ReadOnlySpan<HtmlNode> nodes, int element)
    {
        // A few steps up are enough: deeper nesting inside a list item or cell is its own kind of block.
        for (int steps = 0; element > 0 && steps < 4; steps++, element = nodes[element].Parent)
        {
            switch (nodes[element].Tag)
            {
                case HtmlTag.P: return BlockKind.Paragraph;
                case >= HtmlTag.H1 and <= HtmlTag.H6: return BlockKind.Heading;
                case HtmlTag.Li or HtmlTag.Dd or HtmlTag.Dt: return BlockKind.ListItem;
                case HtmlTag.Td or HtmlTag.Th: return BlockKind.Cell;
                case HtmlTag.Pre or HtmlTag.Listing or HtmlTag.Xmp or HtmlTag.Plaintext: return BlockKind.Preformatted;
                case HtmlTag.Figcaption or HtmlTag.Caption: return BlockKind.Caption;
                case HtmlTag.Article or HtmlTag.Section or HtmlTag.Main or HtmlTag.Body or HtmlTag.Table or HtmlTag.Blockquote: return BlockKind.Other;
            }
        }
        return BlockKind.Other;
    }
}
