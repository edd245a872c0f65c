namespace Sluice.Ingest.Extract.Html;

/// <summary>Nests tokens into an <see cref="HtmlTree"/> as the HTML Living Standard, 13.2.6 has it, scripting off.</summary>
/// <remarks>No step walks further than the stack of open elements is deep, which a limit bounds; so the work is linear in the page.
/// What is nested below the limit gets nodes, but holds nothing: its content belongs to the deepest open element.
/// Where not all is kept, that is for extraction, two rules differ, as authors never see their pages without scripting: <c>noscript</c> in the head is text,
/// so that it can't end the head; and its end tag in the body ends it whatever was left open in it, so that it can't swallow the page.</remarks>
sealed partial class HtmlTreeBuilder(HtmlTree tree, HtmlTokenizer tokenizer, HtmlLimits limits, bool keepsAll)
{
    readonly HtmlOpenElements _open = new(tree, limits.DepthMax);
    readonly HtmlFormattingElements _formatting = new(tree, limits.FormattingMax);
    readonly List<HtmlInsertionMode> _templateModes = [];
    HtmlInsertionMode _mode;
    HtmlInsertionMode _originalMode; // Before Text or InTableText.
    HtmlOpenElement _context; // The element whose content the page is; without a node, as it is in no tree.
    bool _hasContext;
    bool _isScripting;
    bool _isFramesetOk;
    bool _isQuirky;
    bool _fosters; // What belongs into no cell goes before the table.
    bool _skipsLineFeed;
    bool _skipsRawText;
    int _rawBytesLeft;
    int _head;
    int _form;
    int _deeper; // Elements below the greatest depth that have not ended.

    /// <summary>Begins a page.</summary>
    public void Begin(bool isScripting = false)
    {
        tree.Begin();
        _open.Clear();
        _formatting.Clear();
        _templateModes.Clear();
        ClearTableText();
        _mode = _originalMode = HtmlInsertionMode.Initial;
        (_hasContext, _isScripting, _isFramesetOk, _isQuirky, _fosters, _skipsLineFeed, _skipsRawText) = (false, isScripting, true, false, false, false, false);
        (_head, _form, _deeper) = (HtmlTree.None, HtmlTree.None, 0);
    }

    /// <summary>Takes the tokenizer's token; after the last, the tree is complete.</summary>
    public void Process(HtmlTokenKind kind)
    {
        switch (kind)
        {
            case HtmlTokenKind.Text:
                Text(tokenizer.Text);
                return;
            case HtmlTokenKind.Null:
                Text("\0"u8);
                return;
        }
        _skipsLineFeed = false;
        if (_mode == HtmlInsertionMode.InTableText) EndTableText();
        switch (kind)
        {
            case HtmlTokenKind.StartTag:
                StartTag();
                break;
            case HtmlTokenKind.EndTag:
                EndTag();
                break;
            case HtmlTokenKind.Comment:
                Comment();
                break;
            case HtmlTokenKind.Doctype:
                Doctype();
                break;
            default:
                EndOfPage();
                break;
        }
        tokenizer.IsInForeignContent = _open.Count > 0 && AdjustedCurrent.Namespace != HtmlNamespace.Html;
    }

    ref readonly HtmlOpenElement AdjustedCurrent => ref _hasContext && _open.Count == 1 ? ref _context : ref _open.Current;

    void StartTag()
    {
        if (IsTooDeep(tokenizer.Tag))
        {
            AddUnopened();
            return;
        }
        if (_open.Count > 0 && IsForeignStart(AdjustedCurrent))
        {
            if (!StartInForeign()) return;
        }
        while (StartIn(_mode))
        {
        }
    }

    // Whether to take the token again, in the mode that is then.
    bool StartIn(HtmlInsertionMode mode) => mode switch
    {
        HtmlInsertionMode.InBody => StartInBody(),
        HtmlInsertionMode.InHead => StartInHead(),
        HtmlInsertionMode.InTable => StartInTable(),
        HtmlInsertionMode.InTableBody => StartInTableBody(),
        HtmlInsertionMode.InRow => StartInRow(),
        HtmlInsertionMode.InCell => StartInCell(),
        HtmlInsertionMode.InCaption => StartInCaption(),
        HtmlInsertionMode.InColumnGroup => StartInColumnGroup(),
        HtmlInsertionMode.InTemplate => StartInTemplate(),
        HtmlInsertionMode.Initial => BeginQuirky(),
        HtmlInsertionMode.BeforeHtml => StartBeforeHtml(),
        HtmlInsertionMode.BeforeHead => StartBeforeHead(),
        HtmlInsertionMode.InHeadNoscript => StartInHeadNoscript(),
        HtmlInsertionMode.AfterHead => StartAfterHead(),
        HtmlInsertionMode.InFrameset => StartInFrameset(),
        HtmlInsertionMode.AfterFrameset or HtmlInsertionMode.AfterAfterFrameset => StartAfterFrameset(),
        HtmlInsertionMode.AfterBody or HtmlInsertionMode.AfterAfterBody => StartAfterBody(),
        _ => false,
    };

    void EndTag()
    {
        if (_mode == HtmlInsertionMode.Text)
        {
            _open.Pop();
            _mode = _originalMode;
            return;
        }
        if (_deeper > 0)
        {
            if (!tokenizer.Tag.Has(HtmlTagTraits.ImpliedEnd | HtmlTagTraits.ImpliedEndOfTable | HtmlTagTraits.Void)) _deeper--;
            return;
        }
        if (_open.Count > 0 && AdjustedCurrent.Namespace != HtmlNamespace.Html)
        {
            if (!EndInForeign()) return;
        }
        while (EndIn(_mode))
        {
        }
    }

    bool EndIn(HtmlInsertionMode mode) => mode switch
    {
        HtmlInsertionMode.InBody => EndInBody(),
        HtmlInsertionMode.InHead => EndInHead(),
        HtmlInsertionMode.InTable => EndInTable(),
        HtmlInsertionMode.InTableBody => EndInTableBody(),
        HtmlInsertionMode.InRow => EndInRow(),
        HtmlInsertionMode.InCell => EndInCell(),
        HtmlInsertionMode.InCaption => EndInCaption(),
        HtmlInsertionMode.InColumnGroup => EndInColumnGroup(),
        HtmlInsertionMode.InTemplate => tokenizer.Tag == HtmlTag.Template && EndInHead(),
        HtmlInsertionMode.Initial => BeginQuirky(),
        HtmlInsertionMode.BeforeHtml => IsEndThatBegins() && BeginHtml(),
        HtmlInsertionMode.BeforeHead => IsEndThatBegins() && BeginHead(),
        HtmlInsertionMode.InHeadNoscript => EndInHeadNoscript(),
        HtmlInsertionMode.AfterHead => tokenizer.Tag == HtmlTag.Template ? EndInHead() : tokenizer.Tag is HtmlTag.Body or HtmlTag.Html or HtmlTag.Br && BeginBody(),
        HtmlInsertionMode.InFrameset => EndInFrameset(),
        HtmlInsertionMode.AfterFrameset => EndAfterFrameset(),
        HtmlInsertionMode.AfterBody => EndAfterBody(),
        HtmlInsertionMode.AfterAfterBody => ReturnToBody(),
        _ => false,
    };

    bool IsEndThatBegins() => tokenizer.Tag is HtmlTag.Head or HtmlTag.Body or HtmlTag.Html or HtmlTag.Br;

    void Comment()
    {
        if (!keepsAll) return;
        HtmlPlace place = _mode switch
        {
            HtmlInsertionMode.Initial or HtmlInsertionMode.BeforeHtml or HtmlInsertionMode.AfterAfterBody or HtmlInsertionMode.AfterAfterFrameset => new(HtmlTree.None),
            HtmlInsertionMode.AfterBody => new(_open[0].Node),
            _ => Place(),
        };
        tree.AddLeaf(HtmlTag.Comment, tokenizer.Text, place);
    }

    void Doctype()
    {
        if (_mode != HtmlInsertionMode.Initial) return;
        HtmlDoctype doctype = tokenizer.Doctype;
        _isQuirky = HtmlQuirks.Has(doctype, tokenizer.Text);
        if (keepsAll) tree.AddLeaf(HtmlTag.Doctype, HtmlQuirks.Write(doctype, tokenizer.Text), new(HtmlTree.None));
        _mode = HtmlInsertionMode.BeforeHtml;
    }

    // What is still missing of html, head and body is added; open templates end.
    void EndOfPage()
    {
        while (true)
        {
            switch (_mode)
            {
                case HtmlInsertionMode.Initial:
                    BeginQuirky();
                    continue;
                case HtmlInsertionMode.BeforeHtml:
                    BeginHtml();
                    continue;
                case HtmlInsertionMode.BeforeHead:
                    BeginHead();
                    continue;
                case HtmlInsertionMode.InHead:
                    EndHead();
                    continue;
                case HtmlInsertionMode.InHeadNoscript:
                    _open.Pop();
                    _mode = HtmlInsertionMode.InHead;
                    continue;
                case HtmlInsertionMode.AfterHead:
                    BeginBody();
                    continue;
                case HtmlInsertionMode.Text:
                    _open.Pop();
                    _mode = _originalMode;
                    continue;
            }
            if (_templateModes.Count == 0 || !_open.Has(HtmlTag.Template)) break;
            EndTemplate();
        }
        _open.PopTo(0);
        tree.Finish();
    }
}
