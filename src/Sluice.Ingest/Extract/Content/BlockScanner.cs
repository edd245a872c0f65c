using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>Cuts a page's tree into lines (<see cref="TextBlock"/>) and normalizes their text, leaving out what no reader sees. One walk, linear in the tree.</summary>
sealed class BlockScanner
{
    const int KeptDepthMax = 1 << 12;

    readonly TableShapes _tables = new();
    readonly TableGrid _grid = new();
    readonly MathText _math = new();
    readonly NoteReferences _notes = new();
    Around[] _around = new Around[1 << 8]; // The open block elements.
    int _depth;
    HtmlTree _tree = null!;
    PageBlocks _page = null!;
    InlineBorder _border;
    int _link, _code; // The open link and the outermost open element of code, or -1.
    int _markedCode; // The element of the last mark of code.
    int _inner; // The innermost open element.
    bool _isOpen; // Whether the last block still takes text.

    /// <summary>Fills <paramref name="page"/> with the blocks of a tree.</summary>
    public void Scan(HtmlTree tree, PageBlocks page)
    {
        if (_around.Length > KeptDepthMax) _around = new Around[1 << 8];
        page.Clear();
        _tables.Clear();
        _notes.Clear();
        (_tree, _page, _isOpen, _depth, _link, _code, _markedCode, _inner, _around[0]) = (tree, page, false, 1, -1, -1, -1, 0, Around.Page);
        _border.Clear();
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        for (int i = 1; i < nodes.Length; i++)
        {
            while (nodes[_inner].End <= i) Leave(nodes);
            ref readonly HtmlNode node = ref nodes[i];
            if (node.Tag == HtmlTag.Text) AddText(tree.Text(node), i);
            else if (IsLeftOut(i)) i = node.End - 1;
            else Enter(node.Tag, i);
        }
        while (_inner > 0) Leave(nodes);
        EndBlock();
        if (_notes.IsAny) FindNotes(nodes);
        _page.MeasureProse();
    }

    // The innermost open element has ended.
    void Leave(ReadOnlySpan<HtmlNode> nodes)
    {
        HtmlTag tag = nodes[_inner].Tag;
        if (_inner == _link) _link = -1;
        if (_inner == _code) _code = -1;
        if (tag.Has(HtmlTagTraits.Block))
        {
            if (tag != HtmlTag.Br)
            {
                bool wasPreformatted = _around[--_depth].IsPreformatted;
                Border(wasPreformatted && _around[_depth - 1].IsPreformatted);
            }
        }
        else _border.End(tag, _inner);
        _inner = nodes[_inner].Parent;
    }

    void Enter(HtmlTag tag, int element)
    {
        _inner = element;
        if (tag.Has(HtmlTagTraits.Block))
        {
            bool isPreformatted = _around[_depth - 1].IsPreformatted;
            if (tag == HtmlTag.Br)
            {
                if (isPreformatted) _page.Buffer.BreakLine(always: true);
                else EndBlock();
                return;
            }
            Border(isPreformatted);
            if (_depth == _around.Length) Array.Resize(ref _around, _around.Length * 2);
            bool isData = tag == HtmlTag.Table && !isPreformatted && _tables.IsData(_tree, element);
            _around[_depth] = _around[_depth - 1].Within(_tree, element, _around, _depth, _grid, isData);
            _depth++;
            return;
        }
        if (tag == HtmlTag.A && _link < 0) _link = element;
        else if (_code < 0 && tag is HtmlTag.Code or HtmlTag.Samp or HtmlTag.Kbd or HtmlTag.Tt) _code = element;
        _border.Start(tag, element);
    }

    // Ends the block, or only the line where the block is preformatted.
    void Border(bool isWithinPreformatted)
    {
        if (isWithinPreformatted && _isOpen) _page.Buffer.BreakLine(always: false);
        else EndBlock();
    }

    // Elements that nobody sees, and those that are taken whole: formulas, references to notes.
    bool IsLeftOut(int element)
    {
        ref readonly HtmlNode node = ref _tree.Nodes[element];
        switch (node.Tag)
        {
            case HtmlTag.Math or HtmlTag.Script or HtmlTag.Img:
                return TakeFormula(element) || node.Tag != HtmlTag.Img;
            case HtmlTag.A when TakeNoteLink(element):
                return true;
        }
        if (!Visibility.IsUnseen(_tree, element) && !(_around[_depth - 1].IsPreformatted && CodeNames.IsLineNumber(_tree, node))) return false;
        if (node.Tag.Has(HtmlTagTraits.Block)) Border(_around[_depth - 1].IsPreformatted);
        else _border.LeftOut(node.Tag);
        return true;
    }

    bool TakeFormula(int element)
    {
        ReadOnlySpan<byte> tex = _math.Find(_tree, element, out bool isDisplay);
        if (tex.IsEmpty) return false;
        isDisplay &= _around[_depth - 1].Table < 0 && !_around[_depth - 1].IsPreformatted;
        if (isDisplay) EndBlock();
        if (!_isOpen) BeginBlock(element);
        ref TextBlock block = ref _page.Last;
        BlockText buffer = _page.Buffer;
        int start = buffer.Append("$"u8);
        if (isDisplay) buffer.Append("$"u8);
        buffer.Append(tex);
        buffer.Append(isDisplay ? "$$"u8 : "$"u8);
        Took(element, start, InlineKind.Math);
        if (!isDisplay) return true;
        block.Kind = BlockKind.Math;
        EndBlock();
        return true;
    }

    bool TakeNoteLink(int link)
    {
        ref readonly HtmlNode node = ref _tree.Nodes[link];
        ReadOnlySpan<byte> address = _tree.Value(node, HtmlAttributeName.Href);
        if (address is not [(byte)'#', _, ..]) return false;
        NoteLink kind = NoteReferences.KindOf(_tree, link, out ReadOnlySpan<byte> label);
        if (kind != NoteLink.Reference || !_isOpen || _page.Buffer.Line.EndsWith("["u8)) return kind == NoteLink.Back;
        int number = _notes.Add(address);
        BlockText buffer = _page.Buffer;
        int start = buffer.Append("["u8);
        buffer.Append(label);
        buffer.Append("]"u8);
        Took(link, start, InlineKind.NoteReference, number);
        return true;
    }

    // An element was written into the open block as a whole.
    void Took(int element, int start, InlineKind kind, int number = 0)
    {
        if (_page.Buffer.Slice(start, 1)[0] == ' ') start++;
        int length = _page.Buffer.Length - start;
        ref TextBlock block = ref _page.Last;
        block.End = _tree.Nodes[element].End;
        _page.Mark(new(kind, start, length, number), joins: false);
        TextMeasure.Add(_page.Buffer.Slice(start, length), _link >= 0, ref block);
        _border.Clear();
    }

    void AddText(ReadOnlySpan<byte> text, int node)
    {
        WhiteSpace space = _around[_depth - 1].Space;
        if (!_isOpen) BeginBlock(node);
        BlockText buffer = _page.Buffer;
        if (space == WhiteSpace.Collapsed && !buffer.IsAfterSpace && _border.IsGap(_tree, buffer.Line, text)) buffer.Gap();
        int start = buffer.Append(text, space);
        int length = buffer.Length - start;
        ref TextBlock block = ref _page.Last;
        if (length == 0)
        {
            if (buffer.IsLineEmpty) DropBlock();
            return;
        }
        _border.Clear();
        block.End = node + 1;
        TextMeasure.Add(buffer.Slice(start, length), _link >= 0, ref block);
        if (_code < 0 || block.Kind == BlockKind.Preformatted) return;
        int skipped = buffer.Slice(start, 1)[0] == ' ' ? 1 : 0;
        _page.Mark(new(InlineKind.Code, start + skipped, length - skipped), joins: _markedCode == _code);
        _markedCode = _code;
    }

    void DropBlock()
    {
        _page.RemoveLast();
        _isOpen = false;
    }

    void BeginBlock(int first)
    {
        ref readonly Around around = ref _around[_depth - 1];
        _page.Buffer.BeginLine();
        _border.Clear();
        _page.Add(new()
        {
            Element = around.Element,
            First = first,
            End = first + 1,
            TextStart = _page.Buffer.Length,
            FirstMark = _page.MarkCount,
            EndMark = _page.MarkCount,
            Kind = around.IsPreformatted ? BlockKind.Preformatted : KindOf(around),
            QuoteDepth = around.QuoteDepth,
            Level = around.ListDepth,
            Ordinal = around.Ordinal,
            Item = around.Item,
            Table = around.Table,
            Row = around.Row,
            Cell = around.Cell,
            Column = around.Column,
        });
        if (_page.Last.Kind == BlockKind.Heading) _page.Last.Level = around.HeadingLevel;
        _isOpen = true;
    }

    void EndBlock()
    {
        if (!_isOpen) return;
        _isOpen = false;
        ref TextBlock block = ref _page.Last;
        block.TextStart = _page.Buffer.EndLine(block.Kind == BlockKind.Preformatted);
        block.TextLength = _page.Buffer.Length - block.TextStart;
        block.EndMark = _page.MarkCount;
        if (block.TextLength == 0) _page.RemoveLast();
    }

    // The blocks that hold a note which the text refers to: those in, or that are, an element of the note's id.
    void FindNotes(ReadOnlySpan<HtmlNode> nodes)
    {
        const int StepsMax = 3;
        int item = -1, number = 0;
        foreach (ref TextBlock block in _page.All)
        {
            if (block.Item < 0 || block.Item != item)
            {
                (item, number) = (block.Item, 0);
                int element = block.Element;
                for (int steps = 0; steps < StepsMax && number == 0 && element > 0 && nodes[element].Tag != HtmlTag.Body; steps++, element = nodes[element].Parent)
                {
                    number = _notes.NumberOf(_tree.Value(nodes[element], HtmlAttributeName.Id));
                    if (nodes[element].Tag is HtmlTag.Li or HtmlTag.Aside) break;
                }
            }
            if (number == 0 || block.Kind is BlockKind.Heading or BlockKind.Cell) continue;
            (block.Kind, block.Ordinal) = (BlockKind.Footnote, number);
        }
    }

    BlockKind KindOf(in Around around)
    {
        if (around.Cell >= 0) return BlockKind.Cell;
        // A few steps up are enough: deeper nesting inside a list item is its own kind of block.
        ReadOnlySpan<HtmlNode> nodes = _tree.Nodes;
        int element = around.Element;
        for (int steps = 0; element > 0 && steps < 4; steps++, element = nodes[element].Parent)
        {
            switch (nodes[element].Tag)
            {
                case HtmlTag.P: return BlockKind.Paragraph;
                case >= HtmlTag.H1 and <= HtmlTag.H6: return BlockKind.Heading;
                case HtmlTag.Li or HtmlTag.Dd or HtmlTag.Dt: return BlockKind.ListItem;
                case HtmlTag.Figcaption or HtmlTag.Caption: return BlockKind.Caption;
                case HtmlTag.Td or HtmlTag.Th or HtmlTag.Article or HtmlTag.Section or HtmlTag.Main or HtmlTag.Body or HtmlTag.Table or HtmlTag.Blockquote: return BlockKind.Other;
            }
        }
        return BlockKind.Other;
    }
}
