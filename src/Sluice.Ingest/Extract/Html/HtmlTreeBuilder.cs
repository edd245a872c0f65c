namespace Sluice.Ingest.Extract.Html;

/// <summary>Nests start tags, end tags and texts into an <see cref="HtmlTree"/>: the standard's rules as far as they decide which text belongs to which block.</summary>
/// <remarks>Left out of the standard's tree construction: moving misnested formatting elements (an end tag of one never ends a block) and moving content
/// out of tables. Both move text over a tag boundary at most, and without them each tag costs at most a walk up the open elements, whose number is bounded.</remarks>
sealed class HtmlTreeBuilder(HtmlTree tree, int depthMax)
{
    // The data of a page's application may be large; more of one script is cut.
    const int ScriptCharsMax = 4 << 20;

    readonly OpenElement[] _open = new OpenElement[depthMax];
    readonly int[] _openOfTag = new int[(int)HtmlTag.Xmp + 1];
    readonly int[] _openOfHash = new int[256]; // Of the elements that HtmlTag does not know, by the low byte of the name's hash.
    int _depth;
    int _deeper; // Open elements below the greatest depth: they have no node, what they hold belongs to the deepest that has.
    int _preformatted;
    bool _afterSpace;
    bool _afterInline;

    /// <summary>Whether the element that was started last takes attributes.</summary>
    public bool TakesAttributes { get; private set; }

    /// <summary>Whether it is inside SVG or MathML, where a slash ends any element.</summary>
    public bool IsInForeignContent => _openOfTag[(int)HtmlTag.Svg] + _openOfTag[(int)HtmlTag.Math] > 0;

    public void Begin()
    {
        tree.Clear();
        Array.Clear(_openOfTag);
        Array.Clear(_openOfHash);
        _depth = _deeper = _preformatted = 0;
        Push(HtmlTag.Html, 0);
        (_afterSpace, _afterInline) = (true, false);
    }

    public void End()
    {
        while (_depth > 0) Pop();
    }

    public void StartTag(HtmlTag tag, ReadOnlySpan<char> name, bool selfClosing)
    {
        TakesAttributes = false;
        if (tag is HtmlTag.Html || (tag is HtmlTag.Body or HtmlTag.Head && _openOfTag[(int)tag] > 0)) return;
        if (_openOfTag[(int)HtmlTag.Head] > 0 && _openOfTag[(int)HtmlTag.Noscript] == 0 && !tag.Has(HtmlTagTraits.Head)) PopThrough(HtmlTag.Head);
        EndWhatCannotHold(tag);
        if (_depth == _open.Length)
        {
            if (!tag.Has(HtmlTagTraits.Void) && !selfClosing) _deeper++;
            return;
        }
        Push(tag, tag == HtmlTag.Other ? HashOf(name) : 0);
        TakesAttributes = true;
        if (tag.Has(HtmlTagTraits.Void) || (selfClosing && (tag == HtmlTag.Other || IsInForeignContent))) Pop();
    }

    public void EndTag(HtmlTag tag, ReadOnlySpan<char> name)
    {
        if (tag == HtmlTag.Br) StartTag(tag, name, false); // As the standard has it: </br> is a line break.
        if (tag.Has(HtmlTagTraits.Void) || tag is HtmlTag.Html or HtmlTag.Body) return;
        if (_deeper > 0)
        {
            _deeper--;
            return;
        }
        if (_openOfTag[(int)tag] == 0 && !tag.IsHeading()) return;
        uint hash = tag == HtmlTag.Other ? HashOf(name) : 0;
        if (tag == HtmlTag.Other && _openOfHash[(byte)hash] == 0) return;
        bool endsBlocks = tag.Has(HtmlTagTraits.Block) || tag is HtmlTag.Button or HtmlTag.Math or HtmlTag.Noscript or HtmlTag.Object or HtmlTag.Select or HtmlTag.Svg or HtmlTag.Template;
        for (int i = _depth - 1; i > 0; i--)
        {
            HtmlTag open = _open[i].Tag;
            if ((open == tag && _open[i].Hash == hash) || (tag.IsHeading() && open.IsHeading()))
            {
                PopTo(i);
                return;
            }
            if (!endsBlocks && open.Has(HtmlTagTraits.Block)) return;
            if (open.Has(HtmlTagTraits.Scope) && !IsTablePart(tag)) return;
            if (open == HtmlTag.Table && tag != HtmlTag.Table) return;
            if (tag == HtmlTag.Li && open is HtmlTag.Ul or HtmlTag.Ol) return;
        }
    }

    public void Text(ReadOnlySpan<char> text)
    {
        if (_open[_depth - 1].Tag == HtmlTag.Script)
        {
            ScriptText(text);
            return;
        }
        bool preformatted = _preformatted > 0;
        bool isInHead = _open[_depth - 1].Tag == HtmlTag.Head;
        if (!preformatted && text.IndexOfAnyExcept(" \n\t\f\r") < 0 && (_afterSpace || !_afterInline || isInHead)) return;
        if (isInHead) PopThrough(HtmlTag.Head);
        int start = tree.ByteCount;
        CleanText.Append(tree, text, preformatted, _afterSpace);
        if (tree.ByteCount == start) return;
        tree.AddText(_open[_depth - 1].Node, start);
        _afterInline = true;
        _afterSpace = tree.EndsInSpace;
    }

    // Scripts hold data (JSON-LD, TeX) that some readers want as it is; it is no part of the page's text.
    void ScriptText(ReadOnlySpan<char> text)
    {
        int start = tree.ByteCount;
        CleanText.Append(tree, text.Length > ScriptCharsMax ? text[..ScriptCharsMax] : text, preformatted: true, afterSpace: false);
        if (tree.ByteCount > start) tree.AddText(_open[_depth - 1].Node, start);
    }

    // A start tag that can't stand in an open element ends it: p before blocks, li before li, cells before cells.
    void EndWhatCannotHold(HtmlTag tag)
    {
        if (tag.Has(HtmlTagTraits.ClosesParagraph) && _openOfTag[(int)HtmlTag.P] > 0) PopNearest(HtmlTag.P, HtmlTag.P);
        switch (tag)
        {
            case HtmlTag.A when _openOfTag[(int)HtmlTag.A] > 0:
                for (int i = _depth - 1; i > 0 && !_open[i].Tag.Has(HtmlTagTraits.Block); i--)
                {
                    if (_open[i].Tag != HtmlTag.A) continue;
                    PopTo(i);
                    break;
                }
                break;
            case HtmlTag.Li:
                PopNearest(HtmlTag.Li, HtmlTag.Li);
                break;
            case HtmlTag.Dd or HtmlTag.Dt:
                PopNearest(HtmlTag.Dd, HtmlTag.Dt);
                break;
            case HtmlTag.Option or HtmlTag.Optgroup:
                PopNearest(HtmlTag.Option, tag);
                break;
            case HtmlTag.Td or HtmlTag.Th:
                PopTablePart(HtmlTag.Td, HtmlTag.Th, HtmlTag.Caption);
                break;
            case HtmlTag.Tr:
                PopTablePart(HtmlTag.Tr, HtmlTag.Caption, HtmlTag.Colgroup);
                break;
            case HtmlTag.Tbody or HtmlTag.Thead or HtmlTag.Tfoot:
                if (!PopTablePart(HtmlTag.Tbody, HtmlTag.Thead, HtmlTag.Tfoot)) PopTablePart(HtmlTag.Tr, HtmlTag.Caption, HtmlTag.Colgroup);
                break;
            case >= HtmlTag.H1 and <= HtmlTag.H6 when _open[_depth - 1].Tag.IsHeading():
                Pop();
                break;
        }
    }

    // Ends the nearest of two elements, where no list, table or cell stands between.
    void PopNearest(HtmlTag first, HtmlTag second)
    {
        if (_openOfTag[(int)first] + _openOfTag[(int)second] == 0 || _deeper > 0) return;
        for (int i = _depth - 1; i > 0; i--)
        {
            HtmlTag open = _open[i].Tag;
            if (open == first || open == second)
            {
                PopTo(i);
                return;
            }
            if (open.Has(HtmlTagTraits.Scope)) return;
            if (first != HtmlTag.P && open.Has(HtmlTagTraits.Block) && open is not (HtmlTag.Div or HtmlTag.P or HtmlTag.Address)) return;
        }
    }

    // Ends the nearest of three parts of the innermost table.
    bool PopTablePart(HtmlTag first, HtmlTag second, HtmlTag third)
    {
        if (_openOfTag[(int)first] + _openOfTag[(int)second] + _openOfTag[(int)third] == 0 || _deeper > 0) return false;
        for (int i = _depth - 1; i > 0 && _open[i].Tag != HtmlTag.Table; i--)
        {
            HtmlTag open = _open[i].Tag;
            if (open != first && open != second && open != third) continue;
            PopTo(i);
            return true;
        }
        return false;
    }

    static bool IsTablePart(HtmlTag tag) =>
        tag is HtmlTag.Table or HtmlTag.Caption or HtmlTag.Tbody or HtmlTag.Thead or HtmlTag.Tfoot or HtmlTag.Tr or HtmlTag.Td or HtmlTag.Th;

    void Push(HtmlTag tag, uint hash)
    {
        HtmlNamespace space = tag == HtmlTag.Svg || _openOfTag[(int)HtmlTag.Svg] > 0 ? HtmlNamespace.Svg
            : tag == HtmlTag.Math || _openOfTag[(int)HtmlTag.Math] > 0 ? HtmlNamespace.MathMl
            : HtmlNamespace.Html;
        int node = tree.AddElement(tag, space, _depth == 0 ? -1 : _open[_depth - 1].Node);
        _open[_depth++] = new(tag, hash, node);
        _openOfTag[(int)tag]++;
        if (tag == HtmlTag.Other) _openOfHash[(byte)hash]++;
        if (tag.Has(HtmlTagTraits.Preformatted)) _preformatted++;
        AtBorderOf(tag);
    }

    void Pop()
    {
        OpenElement element = _open[--_depth];
        _openOfTag[(int)element.Tag]--;
        if (element.Tag == HtmlTag.Other) _openOfHash[(byte)element.Hash]--;
        if (element.Tag.Has(HtmlTagTraits.Preformatted)) _preformatted--;
        tree.Close(element.Node);
        AtBorderOf(element.Tag);
    }

    void AtBorderOf(HtmlTag tag)
    {
        if (!tag.Has(HtmlTagTraits.Block)) _afterInline = true;
        else (_afterSpace, _afterInline) = (true, false);
    }

    void PopTo(int index)
    {
        while (_depth > index) Pop();
    }

    void PopThrough(HtmlTag tag)
    {
        while (_openOfTag[(int)tag] > 0) Pop();
    }

    // FNV-1a: tells custom elements apart within one page; a collision would end the wrong one of two open elements.
    static uint HashOf(ReadOnlySpan<char> name)
    {
        uint hash = 2166136261;
        foreach (char c in name) hash = (hash ^ c) * 16777619;
        return hash;
    }

    readonly record struct OpenElement(HtmlTag Tag, uint Hash, int Node);
}
