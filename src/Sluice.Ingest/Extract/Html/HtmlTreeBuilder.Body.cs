namespace Sluice.Ingest.Extract.Html;

// Start tags in the body.
sealed partial class HtmlTreeBuilder
{
    bool StartInBody()
    {
        switch (tokenizer.Tag)
        {
            case HtmlTag.Div or HtmlTag.P or HtmlTag.Ul or HtmlTag.Section or HtmlTag.Article or HtmlTag.Address or HtmlTag.Aside or HtmlTag.Blockquote or HtmlTag.Center
                or HtmlTag.Details or HtmlTag.Dialog or HtmlTag.Dir or HtmlTag.Dl or HtmlTag.Fieldset or HtmlTag.Figcaption or HtmlTag.Figure or HtmlTag.Footer or HtmlTag.Header
                or HtmlTag.Hgroup or HtmlTag.Main or HtmlTag.Menu or HtmlTag.Nav or HtmlTag.Ol or HtmlTag.Search or HtmlTag.Summary:
                CloseParagraph();
                Open();
                return false;
            case HtmlTag.A:
                StartLink();
                return false;
            case HtmlTag.B or HtmlTag.Big or HtmlTag.Code or HtmlTag.Em or HtmlTag.Font or HtmlTag.I or HtmlTag.S or HtmlTag.Small or HtmlTag.Strike or HtmlTag.Strong or HtmlTag.Tt
                or HtmlTag.U:
                StartFormatting();
                return false;
            case HtmlTag.Nobr:
                Reconstruct();
                if (_open.IsInScope(HtmlTag.Nobr))
                {
                    Adopt(HtmlTag.Nobr);
                    Reconstruct();
                }
                _formatting.Add(Open());
                return false;
            case HtmlTag.Li:
                StartItem(HtmlTag.Li, HtmlTag.Li);
                return false;
            case HtmlTag.Dd or HtmlTag.Dt:
                StartItem(HtmlTag.Dd, HtmlTag.Dt);
                return false;
            case >= HtmlTag.H1 and <= HtmlTag.H6:
                CloseParagraph();
                if (_open.Current.Tag.IsHeading()) _open.Pop();
                Open();
                return false;
            case HtmlTag.Base or HtmlTag.Basefont or HtmlTag.Bgsound or HtmlTag.Link or HtmlTag.Meta or HtmlTag.Noframes or HtmlTag.Script or HtmlTag.Style or HtmlTag.Template or HtmlTag.Title:
                return StartInHead();
            case HtmlTag.Table:
                if (!_isQuirky) CloseParagraph();
                Open();
                _isFramesetOk = false;
                _mode = HtmlInsertionMode.InTable;
                return false;
            case HtmlTag.Html or HtmlTag.Body or HtmlTag.Frameset:
                StartPage();
                return false;
            case HtmlTag.Math:
                OpenForeign(HtmlNamespace.MathMl);
                return false;
            case HtmlTag.Svg:
                OpenForeign(HtmlNamespace.Svg);
                return false;
            case HtmlTag.Caption or HtmlTag.Col or HtmlTag.Colgroup or HtmlTag.Frame or HtmlTag.Head or HtmlTag.Tbody or HtmlTag.Td or HtmlTag.Tfoot or HtmlTag.Th or HtmlTag.Thead or HtmlTag.Tr:
                return false;
            default:
                if (StartControl() || StartVoid() || StartRawText()) return false;
                Reconstruct();
                Open();
                return false;
        }
    }

    void StartFormatting()
    {
        Reconstruct();
        _formatting.Add(Open());
    }

    void StartLink()
    {
        int entry = _formatting.LastIndexOf(HtmlTag.A);
        if (entry >= 0)
        {
            int open = _formatting[entry].Node;
            Adopt(HtmlTag.A);
            _formatting.Remove(open);
            int index = _open.IndexOf(open);
            if (index >= 0) _open.RemoveAt(index);
        }
        StartFormatting();
    }

    // An item ends the one before it in the same list.
    void StartItem(HtmlTag first, HtmlTag second)
    {
        _isFramesetOk = false;
        for (int i = _open.Count - 1; i > 0; i--)
        {
            HtmlTag open = _open[i].Tag;
            if (open == first || open == second)
            {
                _open.GenerateImpliedEnds(open);
                _open.PopUntil(open);
                break;
            }
            if (_open[i].Has(HtmlTagTraits.Special) && open is not (HtmlTag.Address or HtmlTag.Div or HtmlTag.P)) break;
        }
        CloseParagraph();
        Open();
    }

    // html, body and frameset, where there are such already.
    void StartPage()
    {
        bool hasBody = _open.Count > 1 && _open[1].Tag == HtmlTag.Body;
        switch (tokenizer.Tag)
        {
            case HtmlTag.Html when !_open.Has(HtmlTag.Template):
                AddAttributesTo(_open[0].Node);
                break;
            case HtmlTag.Body when hasBody && !_open.Has(HtmlTag.Template):
                _isFramesetOk = false;
                AddAttributesTo(_open[1].Node);
                break;
            case HtmlTag.Frameset when hasBody && _isFramesetOk:
                tree.Remove(_open[1].Node);
                _open.PopTo(1);
                Open();
                _mode = HtmlInsertionMode.InFrameset;
                break;
        }
    }
}
