namespace Sluice.Ingest.Extract.Html;

// End tags in the body.
sealed partial class HtmlTreeBuilder
{
    bool EndInBody()
    {
        HtmlTag tag = tokenizer.Tag;
        switch (tag)
        {
            case HtmlTag.Div or HtmlTag.Ul or HtmlTag.Section or HtmlTag.Article or HtmlTag.Address or HtmlTag.Aside or HtmlTag.Blockquote or HtmlTag.Button or HtmlTag.Center
                or HtmlTag.Details or HtmlTag.Dialog or HtmlTag.Dir or HtmlTag.Dl or HtmlTag.Fieldset or HtmlTag.Figcaption or HtmlTag.Figure or HtmlTag.Footer or HtmlTag.Header
                or HtmlTag.Hgroup or HtmlTag.Listing or HtmlTag.Main or HtmlTag.Menu or HtmlTag.Nav or HtmlTag.Ol or HtmlTag.Pre or HtmlTag.Search or HtmlTag.Select or HtmlTag.Summary:
                if (!_open.IsInScope(tag)) return false;
                _open.GenerateImpliedEnds();
                _open.PopUntil(tag);
                return false;
            case HtmlTag.P:
                if (!_open.IsInButtonScope(HtmlTag.P)) Open(HtmlTag.P);
                CloseParagraph();
                return false;
            case HtmlTag.A or HtmlTag.B or HtmlTag.Big or HtmlTag.Code or HtmlTag.Em or HtmlTag.Font or HtmlTag.I or HtmlTag.Nobr or HtmlTag.S or HtmlTag.Small or HtmlTag.Strike
                or HtmlTag.Strong or HtmlTag.Tt or HtmlTag.U:
                Adopt(tag);
                return false;
            case HtmlTag.Li:
                if (_open.IsInListScope(HtmlTag.Li)) EndItem(tag);
                return false;
            case HtmlTag.Dd or HtmlTag.Dt:
                if (_open.IsInScope(tag)) EndItem(tag);
                return false;
            case >= HtmlTag.H1 and <= HtmlTag.H6:
                EndHeading();
                return false;
            case HtmlTag.Form:
                EndForm();
                return false;
            case HtmlTag.Body or HtmlTag.Html:
                if (!_open.IsInScope(HtmlTag.Body)) return false;
                _mode = HtmlInsertionMode.AfterBody;
                return tag == HtmlTag.Html;
            case HtmlTag.Applet or HtmlTag.Marquee or HtmlTag.Object:
                if (!_open.IsInScope(tag)) return false;
                EndItem(HtmlTag.Text, tag);
                _formatting.ClearToMarker();
                return false;
            case HtmlTag.Br:
                Reconstruct();
                AddEmpty();
                _isFramesetOk = false;
                return false;
            case HtmlTag.Template:
                return EndInHead();
            case HtmlTag.Noscript when !keepsAll && _open.IsInScope(HtmlTag.Noscript):
                EndItem(HtmlTag.Text, HtmlTag.Noscript);
                return false;
            default:
                EndOther();
                return false;
        }
    }

    void EndItem(HtmlTag tag) => EndItem(tag, tag);

    void EndItem(HtmlTag except, HtmlTag tag)
    {
        _open.GenerateImpliedEnds(except);
        _open.PopUntil(tag);
    }

    // Any heading's end tag ends any heading.
    void EndHeading()
    {
        if (!_open.IsHeadingInScope()) return;
        _open.GenerateImpliedEnds();
        while (!_open.Current.Tag.IsHeading()) _open.Pop();
        _open.Pop();
    }

    void EndForm()
    {
        if (_open.Has(HtmlTag.Template))
        {
            if (_open.IsInScope(HtmlTag.Form)) EndItem(HtmlTag.Text, HtmlTag.Form);
            return;
        }
        int form = _form;
        _form = HtmlTree.None;
        if (form < 0 || !_open.IsNodeInScope(form)) return;
        _open.GenerateImpliedEnds();
        _open.RemoveAt(_open.IndexOf(form));
    }

    // The standard's "any other end tag": nothing that matters is crossed.
    void EndOther()
    {
        HtmlTag tag = tokenizer.Tag;
        if (!_open.Has(tag)) return;
        for (int i = _open.Count - 1; i > 0; i--)
        {
            if (_open[i].Name == tokenizer.Name && _open[i].Namespace == HtmlNamespace.Html)
            {
                // Implied end tags come first, and may be the element's own: all down to it go anyway.
                _open.PopTo(i);
                return;
            }
            if (_open[i].Has(HtmlTagTraits.Special)) return;
        }
    }
}
