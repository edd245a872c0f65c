namespace Sluice.Ingest.Extract.Html;

// The page's beginning: doctype, html, head; and templates, whose rules stand there.
sealed partial class HtmlTreeBuilder
{
    bool BeginQuirky()
    {
        _isQuirky = true;
        _mode = HtmlInsertionMode.BeforeHtml;
        return true;
    }

    bool BeginHtml()
    {
        int node = tree.AddElement(HtmlTag.Html, (int)HtmlTag.Html, HtmlNamespace.Html, new(HtmlTree.None), tree.AttributeCount);
        _open.Push(node);
        _mode = HtmlInsertionMode.BeforeHead;
        return true;
    }

    bool BeginHead()
    {
        _head = Open(HtmlTag.Head);
        _mode = HtmlInsertionMode.InHead;
        return true;
    }

    bool EndHead()
    {
        _open.Pop();
        _mode = HtmlInsertionMode.AfterHead;
        return true;
    }

    bool BeginBody()
    {
        Open(HtmlTag.Body);
        _mode = HtmlInsertionMode.InBody;
        return true;
    }

    bool EndHeadNoscript()
    {
        _open.Pop();
        _mode = HtmlInsertionMode.InHead;
        return true;
    }

    bool StartBeforeHtml()
    {
        BeginHtml();
        if (tokenizer.Tag != HtmlTag.Html) return true;
        AddAttributesTo(_open[0].Node);
        return false;
    }

    bool StartBeforeHead()
    {
        if (tokenizer.Tag == HtmlTag.Html) return StartInBody();
        if (tokenizer.Tag != HtmlTag.Head) return BeginHead();
        _head = Open();
        _mode = HtmlInsertionMode.InHead;
        return false;
    }

    bool StartInHead()
    {
        switch (tokenizer.Tag)
        {
            case HtmlTag.Html:
                return StartInBody();
            case HtmlTag.Base or HtmlTag.Basefont or HtmlTag.Bgsound or HtmlTag.Link or HtmlTag.Meta:
                AddEmpty();
                return false;
            case HtmlTag.Title:
                return OpenRawText(HtmlTokenizerMode.TextWithReferences);
            case HtmlTag.Noframes or HtmlTag.Style:
                return OpenRawText(HtmlTokenizerMode.RawText);
            case HtmlTag.Noscript:
                if (_isScripting || !keepsAll) return OpenRawText(HtmlTokenizerMode.RawText);
                Open();
                _mode = HtmlInsertionMode.InHeadNoscript;
                return false;
            case HtmlTag.Script:
                return OpenRawText(HtmlTokenizerMode.Script);
            case HtmlTag.Template:
                Open();
                _formatting.AddMarker();
                _isFramesetOk = false;
                _mode = HtmlInsertionMode.InTemplate;
                _templateModes.Add(HtmlInsertionMode.InTemplate);
                return false;
            case HtmlTag.Head:
                return false;
            default:
                return EndHead();
        }
    }

    bool EndInHead()
    {
        switch (tokenizer.Tag)
        {
            case HtmlTag.Head:
                EndHead();
                return false;
            case HtmlTag.Body or HtmlTag.Html or HtmlTag.Br:
                return EndHead();
            case HtmlTag.Template when _open.Has(HtmlTag.Template):
                EndTemplate();
                return false;
            default:
                return false;
        }
    }

    void EndTemplate()
    {
        _open.GenerateAllImpliedEnds();
        _open.PopUntil(HtmlTag.Template);
        _formatting.ClearToMarker();
        if (_templateModes.Count > 0) _templateModes.RemoveAt(_templateModes.Count - 1);
        ResetMode();
    }

    bool StartInHeadNoscript() => tokenizer.Tag switch
    {
        HtmlTag.Html => StartInBody(),
        HtmlTag.Basefont or HtmlTag.Bgsound or HtmlTag.Link or HtmlTag.Meta or HtmlTag.Noframes or HtmlTag.Style => StartInHead(),
        HtmlTag.Head or HtmlTag.Noscript => false,
        _ => EndHeadNoscript(),
    };

    bool EndInHeadNoscript()
    {
        if (tokenizer.Tag == HtmlTag.Br) return EndHeadNoscript();
        if (tokenizer.Tag == HtmlTag.Noscript) EndHeadNoscript();
        return false;
    }

    bool StartAfterHead()
    {
        switch (tokenizer.Tag)
        {
            case HtmlTag.Html:
                return StartInBody();
            case HtmlTag.Body:
                Open();
                _isFramesetOk = false;
                _mode = HtmlInsertionMode.InBody;
                return false;
            case HtmlTag.Frameset:
                Open();
                _mode = HtmlInsertionMode.InFrameset;
                return false;
            case HtmlTag.Base or HtmlTag.Basefont or HtmlTag.Bgsound or HtmlTag.Link or HtmlTag.Meta or HtmlTag.Noframes or HtmlTag.Script or HtmlTag.Style or HtmlTag.Template or HtmlTag.Title:
                _open.Push(_head);
                StartInHead();
                _open.RemoveAt(_open.IndexOf(_head));
                return false;
            case HtmlTag.Head:
                return false;
            default:
                return BeginBody();
        }
    }

    // Inside a template, the first tag decides of which kind its content is.
    bool StartInTemplate()
    {
        HtmlInsertionMode mode;
        switch (tokenizer.Tag)
        {
            case HtmlTag.Base or HtmlTag.Basefont or HtmlTag.Bgsound or HtmlTag.Link or HtmlTag.Meta or HtmlTag.Noframes or HtmlTag.Script or HtmlTag.Style or HtmlTag.Template or HtmlTag.Title:
                return StartInHead();
            case HtmlTag.Caption or HtmlTag.Colgroup or HtmlTag.Tbody or HtmlTag.Tfoot or HtmlTag.Thead:
                mode = HtmlInsertionMode.InTable;
                break;
            case HtmlTag.Col:
                mode = HtmlInsertionMode.InColumnGroup;
                break;
            case HtmlTag.Tr:
                mode = HtmlInsertionMode.InTableBody;
                break;
            case HtmlTag.Td or HtmlTag.Th:
                mode = HtmlInsertionMode.InRow;
                break;
            default:
                mode = HtmlInsertionMode.InBody;
                break;
        }
        _templateModes[^1] = _mode = mode;
        return true;
    }
}
