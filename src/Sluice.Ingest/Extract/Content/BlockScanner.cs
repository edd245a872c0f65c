using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>Cuts a page's tree into lines (<see cref="TextBlock"/>) and normalizes their text, leaving out what no reader sees. One walk, linear in the tree.</summary>
sealed class BlockScanner
{
    const int KeptDepthMax = 1 << 12;

    Around[] _around = new Around[1 << 8]; // The open block elements.
    int _depth;
    PageBlocks _page = null!;
    bool _isOpen; // Whether the last block still takes text.
    int _lastCell;

    /// <summary>Fills <paramref name="page"/> with the blocks of a tree.</summary>
    public void Scan(HtmlTree tree, PageBlocks page)
    {
        if (_around.Length > KeptDepthMax) _around = new Around[1 << 8];
        page.Clear();
        (_page, _isOpen, _lastCell, _depth) = (page, false, -1, 1);
        _around[0] = Around.Page;
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        int link = -1; // The open link, or -1.
        int inner = 0; // The innermost open element.
        for (int i = 1; i < nodes.Length; i++)
        {
            // What ended before this node.
            for (; nodes[inner].End <= i; inner = nodes[inner].Parent)
            {
                if (inner == link) link = -1;
                if (!nodes[inner].Tag.Has(HtmlTagTraits.Block)) continue;
                EndBlock();
                if (nodes[inner].Tag != HtmlTag.Br) _depth--;
            }
            ref readonly HtmlNode node = ref nodes[i];
            if (node.Tag == HtmlTag.Text)
            {
                AddText(nodes, tree.Text(node), i, link >= 0);
                continue;
            }
            if (Visibility.IsUnseen(tree, node))
            {
                if (node.Tag.Has(HtmlTagTraits.Block)) EndBlock();
                i = node.End - 1;
                continue;
            }
            if (node.Tag.Has(HtmlTagTraits.Block))
            {
                EndBlock();
                if (node.Tag != HtmlTag.Br) Enter(node.Tag, i);
            }
            else if (node.Tag == HtmlTag.A && link < 0) link = i;
            inner = i;
        }
        EndBlock();
    }

    void Enter(HtmlTag tag, int element)
    {
        if (_depth == _around.Length) Array.Resize(ref _around, _around.Length * 2);
        _around[_depth] = _around[_depth - 1].Within(tag, element, _around, _depth);
        _depth++;
    }

    void AddText(ReadOnlySpan<HtmlNode> nodes, ReadOnlySpan<byte> text, int node, bool isLink)
    {
        bool preformatted = _around[_depth - 1].IsPreformatted;
        if (!_isOpen) BeginBlock(nodes, node);
        int start = _page.Buffer.Append(text, preformatted);
        ref TextBlock block = ref _page.Last;
        if (_page.Buffer.Length == start)
        {
            if (_page.Buffer.IsLineEmpty) DropBlock();
            return;
        }
        block.End = node + 1;
        TextMeasure.Add(_page.Buffer.Slice(start, _page.Buffer.Length - start), isLink, ref block);
    }

    void DropBlock()
    {
        _page.RemoveLast();
        _isOpen = false;
    }

    void BeginBlock(ReadOnlySpan<HtmlNode> nodes, int first)
    {
        ref readonly Around around = ref _around[_depth - 1];
        _page.Buffer.BeginLine();
        _page.Add(new()
        {
            Element = around.Element,
            First = first,
            End = first + 1,
            Kind = KindOf(nodes, around.Element),
            QuoteDepth = around.QuoteDepth,
            Level = around.ListDepth,
            Ordinal = around.Ordinal,
            Item = around.Item,
            Table = around.Table,
            Row = -1,
            Cell = around.Cell,
            Column = around.Column,
        });
        _isOpen = true;
    }

    void EndBlock()
    {
        if (!_isOpen) return;
        _isOpen = false;
        ref TextBlock block = ref _page.Last;
        block.TextStart = _page.Buffer.EndLine(_around[_depth - 1].IsPreformatted);
        block.TextLength = _page.Buffer.Length - block.TextStart;
        if (block.TextLength == 0)
        {
            _page.RemoveLast();
            return;
        }
        if (block.Kind == BlockKind.Heading) block.Level = _around[_depth - 1].HeadingLevel;
        ShareRow(ref block);
    }

    // The cells of a row share a line; a cell of several lines shares none.
    void ShareRow(ref TextBlock block)
    {
        int cell = block.Kind == BlockKind.Cell ? block.Cell : -1;
        if (cell >= 0) block.Row = _around[_depth - 1].Row;
        if (cell >= 0 && cell == _lastCell) _page.All[^2].Row = block.Row = -1;
        _lastCell = cell;
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
