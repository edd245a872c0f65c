using System.Buffers;

namespace Sluice.Ingest.Extract.Html;

// Text, in each mode.
sealed partial class HtmlTreeBuilder
{
    const int KeptTableTextMax = 1 << 16;

    static readonly SearchValues<byte> s_space = SearchValues.Create(" \t\n\f\r"u8);

    byte[] _tableText = new byte[256];
    int _tableTextLength;

    void Text(ReadOnlySpan<byte> text)
    {
        if (_skipsLineFeed)
        {
            _skipsLineFeed = false;
            if (text[0] == '\n') text = text[1..];
        }
        if (_mode == HtmlInsertionMode.InBody && _open.Current.Namespace == HtmlNamespace.Html && _open.Count > 1)
        {
            if (!text.IsEmpty) BodyText(text); // As most text.
            return;
        }
        if (_open.Count > 0 && IsForeignText(AdjustedCurrent))
        {
            if (text is [0]) text = "\uFFFD"u8;
            else if (_isFramesetOk && text.IndexOfAnyExcept(s_space) >= 0) _isFramesetOk = false;
            if (!text.IsEmpty) tree.AddText(text, Place());
            return;
        }
        while (!text.IsEmpty) text = TextInMode(text);
    }

    // Returns what is to be taken again, in the mode that is then.
    ReadOnlySpan<byte> TextInMode(ReadOnlySpan<byte> text)
    {
        int space = text.IndexOfAnyExcept(s_space);
        if (space < 0) space = text.Length;
        ReadOnlySpan<byte> rest = text[space..];
        switch (_mode)
        {
            case HtmlInsertionMode.Initial:
                if (!rest.IsEmpty) BeginQuirky();
                return rest;
            case HtmlInsertionMode.BeforeHtml:
                if (!rest.IsEmpty) BeginHtml();
                return rest;
            case HtmlInsertionMode.BeforeHead:
                if (!rest.IsEmpty) BeginHead();
                return rest;
            case HtmlInsertionMode.InHead:
                AddSpace(text[..space]);
                if (!rest.IsEmpty) EndHead();
                return rest;
            case HtmlInsertionMode.InHeadNoscript:
                AddSpace(text[..space]);
                if (!rest.IsEmpty) EndHeadNoscript();
                return rest;
            case HtmlInsertionMode.AfterHead:
                AddSpace(text[..space]);
                if (!rest.IsEmpty) BeginBody();
                return rest;
            case HtmlInsertionMode.AfterBody or HtmlInsertionMode.AfterAfterBody:
                if (space > 0) BodyText(text[..space]);
                if (!rest.IsEmpty) _mode = HtmlInsertionMode.InBody;
                return rest;
            case HtmlInsertionMode.InColumnGroup:
                AddSpace(text[..space]);
                return !rest.IsEmpty && EndColumnGroup() ? rest : default;
            case HtmlInsertionMode.Text:
                RawText(text);
                return default;
            case HtmlInsertionMode.InTable or HtmlInsertionMode.InTableBody or HtmlInsertionMode.InRow or HtmlInsertionMode.InTableText:
                TableText(text);
                return default;
            case HtmlInsertionMode.InFrameset or HtmlInsertionMode.AfterFrameset:
                foreach (byte b in text)
                    if (s_space.Contains(b)) AddSpace([b]);
                return default;
            case HtmlInsertionMode.AfterAfterFrameset:
                foreach (byte b in text)
                    if (s_space.Contains(b)) BodyText([b]);
                return default;
            default:
                BodyText(text);
                return default;
        }
    }

    void BodyText(ReadOnlySpan<byte> text)
    {
        if (text[0] == 0) return;
        Reconstruct();
        tree.AddText(text, Place());
        if (_isFramesetOk && text.IndexOfAnyExcept(s_space) >= 0) _isFramesetOk = false;
    }

    void AddSpace(ReadOnlySpan<byte> space)
    {
        if (!space.IsEmpty) tree.AddText(space, Place());
    }

    void RawText(ReadOnlySpan<byte> text)
    {
        if (_skipsRawText || _rawBytesLeft == 0) return;
        if (text.Length > _rawBytesLeft)
        {
            int end = _rawBytesLeft;
            while (end > 0 && (text[end] & 0xC0) == 0x80) end--; // Never half a character.
            text = text[..end];
            _rawBytesLeft = 0;
            if (end == 0) return;
        }
        else _rawBytesLeft -= text.Length;
        tree.AddText(text, Place());
    }

    // Text between the parts of a table waits for its end: white space stays, anything else goes before the table.
    void TableText(ReadOnlySpan<byte> text)
    {
        if (_mode != HtmlInsertionMode.InTableText)
        {
            if (!_open.Current.Has(HtmlTagTraits.TableStructure) && _open.Current.Tag != HtmlTag.Template)
            {
                _fosters = true;
                BodyText(text);
                _fosters = false;
                return;
            }
            _originalMode = _mode;
            _mode = HtmlInsertionMode.InTableText;
        }
        if (text[0] == 0) return;
        if (_tableText.Length - _tableTextLength < text.Length) Array.Resize(ref _tableText, Math.Max(_tableText.Length * 2, _tableTextLength + text.Length));
        text.CopyTo(_tableText.AsSpan(_tableTextLength));
        _tableTextLength += text.Length;
    }

    void EndTableText()
    {
        _mode = _originalMode;
        ReadOnlySpan<byte> text = _tableText.AsSpan(0, _tableTextLength);
        _tableTextLength = 0;
        if (text.IsEmpty) return;
        if (text.IndexOfAnyExcept(s_space) < 0)
        {
            AddSpace(text);
            return;
        }
        _fosters = true;
        BodyText(text);
        _fosters = false;
    }

    void ClearTableText()
    {
        _tableTextLength = 0;
        if (_tableText.Length > KeptTableTextMax) _tableText = new byte[256];
    }
}
