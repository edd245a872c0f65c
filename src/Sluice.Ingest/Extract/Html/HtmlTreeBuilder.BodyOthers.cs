using System.Text;

namespace Sluice.Ingest.Extract.Html;

// Start tags in the body that are rarer. Each method tells whether the tag was one of its own.
sealed partial class HtmlTreeBuilder
{
    bool StartVoid()
    {
        switch (tokenizer.Tag)
        {
            case HtmlTag.Area or HtmlTag.Br or HtmlTag.Embed or HtmlTag.Img or HtmlTag.Keygen or HtmlTag.Wbr:
                Reconstruct();
                AddEmpty();
                _isFramesetOk = false;
                return true;
            case HtmlTag.Image: // What the standard says of it: "Don't ask."
                tokenizer.Rename(HtmlTag.Img);
                return StartVoid();
            case HtmlTag.Input:
                if (_hasContext && _context.Tag == HtmlTag.Select) return true;
                if (_open.IsInScope(HtmlTag.Select)) _open.PopUntil(HtmlTag.Select);
                Reconstruct();
                AddEmpty();
                if (!Ascii.EqualsIgnoreCase(tokenizer.Value(HtmlAttributeName.Type), "hidden"u8)) _isFramesetOk = false;
                return true;
            case HtmlTag.Param or HtmlTag.Source or HtmlTag.Track:
                AddEmpty();
                return true;
            case HtmlTag.Hr:
                CloseParagraph();
                if (_open.IsInScope(HtmlTag.Select)) _open.GenerateImpliedEnds();
                AddEmpty();
                _isFramesetOk = false;
                return true;
            default:
                return false;
        }
    }

    bool StartRawText()
    {
        switch (tokenizer.Tag)
        {
            case HtmlTag.Pre or HtmlTag.Listing:
                CloseParagraph();
                Open();
                _skipsLineFeed = true;
                _isFramesetOk = false;
                return true;
            case HtmlTag.Textarea:
                OpenRawText(HtmlTokenizerMode.TextWithReferences);
                _skipsLineFeed = true;
                _isFramesetOk = false;
                return true;
            case HtmlTag.Xmp:
                CloseParagraph();
                Reconstruct();
                _isFramesetOk = false;
                OpenRawText(HtmlTokenizerMode.RawText);
                return true;
            case HtmlTag.Iframe:
                _isFramesetOk = false;
                OpenRawText(HtmlTokenizerMode.RawText);
                return true;
            case HtmlTag.Noembed:
            case HtmlTag.Noscript when _isScripting:
                OpenRawText(HtmlTokenizerMode.RawText);
                return true;
            case HtmlTag.Plaintext:
                CloseParagraph();
                OpenRawText(HtmlTokenizerMode.Plaintext);
                return true;
            default:
                return false;
        }
    }

    bool StartControl()
    {
        switch (tokenizer.Tag)
        {
            case HtmlTag.Form:
                if (_form >= 0 && !_open.Has(HtmlTag.Template)) return true;
                CloseParagraph();
                int form = Open();
                if (!_open.Has(HtmlTag.Template)) _form = form;
                return true;
            case HtmlTag.Button:
                if (_open.IsInScope(HtmlTag.Button))
                {
                    _open.GenerateImpliedEnds();
                    _open.PopUntil(HtmlTag.Button);
                }
                Reconstruct();
                Open();
                _isFramesetOk = false;
                return true;
            case HtmlTag.Applet or HtmlTag.Marquee or HtmlTag.Object:
                Reconstruct();
                Open();
                _formatting.AddMarker();
                _isFramesetOk = false;
                return true;
            case HtmlTag.Select:
                if (_hasContext && _context.Tag == HtmlTag.Select) return true;
                if (_open.IsInScope(HtmlTag.Select))
                {
                    _open.PopUntil(HtmlTag.Select);
                    return true;
                }
                Reconstruct();
                Open();
                _isFramesetOk = false;
                return true;
            case HtmlTag.Option or HtmlTag.Optgroup:
                if (_open.IsInScope(HtmlTag.Select)) _open.GenerateImpliedEnds(tokenizer.Tag == HtmlTag.Option ? HtmlTag.Optgroup : HtmlTag.Text);
                else if (_open.Current.Tag == HtmlTag.Option) _open.Pop();
                Reconstruct();
                Open();
                return true;
            case HtmlTag.Rb or HtmlTag.Rtc or HtmlTag.Rp or HtmlTag.Rt:
                if (_open.IsInScope(HtmlTag.Ruby)) _open.GenerateImpliedEnds(tokenizer.Tag is HtmlTag.Rp or HtmlTag.Rt ? HtmlTag.Rtc : HtmlTag.Text);
                Open();
                return true;
            default:
                return false;
        }
    }
}
