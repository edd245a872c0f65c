namespace Sluice.Ingest.Extract.Html;

// Frames, and what comes after the body.
sealed partial class HtmlTreeBuilder
{
    bool ReturnToBody()
    {
        _mode = HtmlInsertionMode.InBody;
        return true;
    }

    bool StartAfterBody() => tokenizer.Tag == HtmlTag.Html ? StartInBody() : ReturnToBody();

    bool EndAfterBody()
    {
        if (tokenizer.Tag != HtmlTag.Html) return ReturnToBody();
        if (!_hasContext) _mode = HtmlInsertionMode.AfterAfterBody;
        return false;
    }

    bool StartInFrameset()
    {
        switch (tokenizer.Tag)
        {
            case HtmlTag.Html:
                return StartInBody();
            case HtmlTag.Frameset when _open.IsFull:
                AddUnopened();
                return false;
            case HtmlTag.Frameset:
                Open();
                return false;
            case HtmlTag.Frame:
                AddEmpty();
                return false;
            case HtmlTag.Noframes:
                return StartInHead();
            default:
                return false;
        }
    }

    bool EndInFrameset()
    {
        if (tokenizer.Tag != HtmlTag.Frameset || _open.Count == 1) return false;
        _open.Pop();
        if (!_hasContext && _open.Current.Tag != HtmlTag.Frameset) _mode = HtmlInsertionMode.AfterFrameset;
        return false;
    }

    bool StartAfterFrameset() => tokenizer.Tag switch
    {
        HtmlTag.Html => StartInBody(),
        HtmlTag.Noframes => StartInHead(),
        _ => false,
    };

    bool EndAfterFrameset()
    {
        if (tokenizer.Tag == HtmlTag.Html) _mode = HtmlInsertionMode.AfterAfterFrameset;
        return false;
    }
}
