using System.Text;

namespace Sluice.Ingest.Extract.Html;

// Tables.
sealed partial class HtmlTreeBuilder
{
    bool StartInTable()
    {
        switch (tokenizer.Tag)
        {
            case HtmlTag.Caption:
                ClearTo(HtmlTag.Table, HtmlTag.Table, HtmlTag.Table);
                _formatting.AddMarker();
                Open();
                _mode = HtmlInsertionMode.InCaption;
                return false;
            case HtmlTag.Colgroup:
                ClearTo(HtmlTag.Table, HtmlTag.Table, HtmlTag.Table);
                Open();
                _mode = HtmlInsertionMode.InColumnGroup;
                return false;
            case HtmlTag.Col:
                ClearTo(HtmlTag.Table, HtmlTag.Table, HtmlTag.Table);
                Open(HtmlTag.Colgroup);
                _mode = HtmlInsertionMode.InColumnGroup;
                return true;
            case HtmlTag.Tbody or HtmlTag.Tfoot or HtmlTag.Thead:
                ClearTo(HtmlTag.Table, HtmlTag.Table, HtmlTag.Table);
                Open();
                _mode = HtmlInsertionMode.InTableBody;
                return false;
            case HtmlTag.Td or HtmlTag.Th or HtmlTag.Tr:
                ClearTo(HtmlTag.Table, HtmlTag.Table, HtmlTag.Table);
                Open(HtmlTag.Tbody);
                _mode = HtmlInsertionMode.InTableBody;
                return true;
            case HtmlTag.Table:
                if (!_open.IsInTableScope(HtmlTag.Table)) return false;
                _open.PopUntil(HtmlTag.Table);
                ResetMode();
                return true;
            case HtmlTag.Style or HtmlTag.Script or HtmlTag.Template:
                return StartInHead();
            case HtmlTag.Input when Ascii.EqualsIgnoreCase(tokenizer.Value(HtmlAttributeName.Type), "hidden"u8):
                AddEmpty();
                return false;
            case HtmlTag.Form:
                if (_form >= 0 || _open.Has(HtmlTag.Template)) return false;
                _form = Open();
                _open.Pop();
                return false;
            default:
                _fosters = true;
                bool again = StartInBody();
                _fosters = false;
                return again;
        }
    }

    bool EndInTable()
    {
        switch (tokenizer.Tag)
        {
            case HtmlTag.Table:
                if (!_open.IsInTableScope(HtmlTag.Table)) return false;
                _open.PopUntil(HtmlTag.Table);
                ResetMode();
                return false;
            case HtmlTag.Body or HtmlTag.Caption or HtmlTag.Col or HtmlTag.Colgroup or HtmlTag.Html or HtmlTag.Tbody or HtmlTag.Td or HtmlTag.Tfoot or HtmlTag.Th or HtmlTag.Thead or HtmlTag.Tr:
                return false;
            case HtmlTag.Template:
                return EndInHead();
            default:
                _fosters = true;
                bool again = EndInBody();
                _fosters = false;
                return again;
        }
    }

    bool StartInTableBody()
    {
        switch (tokenizer.Tag)
        {
            case HtmlTag.Tr:
                ClearToTableBody();
                Open();
                _mode = HtmlInsertionMode.InRow;
                return false;
            case HtmlTag.Th or HtmlTag.Td:
                ClearToTableBody();
                Open(HtmlTag.Tr);
                _mode = HtmlInsertionMode.InRow;
                return true;
            case HtmlTag.Caption or HtmlTag.Col or HtmlTag.Colgroup or HtmlTag.Tbody or HtmlTag.Tfoot or HtmlTag.Thead:
                return EndTableBody();
            default:
                return StartInTable();
        }
    }

    bool EndInTableBody()
    {
        switch (tokenizer.Tag)
        {
            case HtmlTag.Tbody or HtmlTag.Tfoot or HtmlTag.Thead:
                if (!_open.IsInTableScope(tokenizer.Tag)) return false;
                ClearToTableBody();
                _open.Pop();
                _mode = HtmlInsertionMode.InTable;
                return false;
            case HtmlTag.Table:
                return EndTableBody();
            case HtmlTag.Body or HtmlTag.Caption or HtmlTag.Col or HtmlTag.Colgroup or HtmlTag.Html or HtmlTag.Td or HtmlTag.Th or HtmlTag.Tr:
                return false;
            default:
                return EndInTable();
        }
    }

    bool EndTableBody()
    {
        if (!_open.IsInTableScope(HtmlTag.Tbody) && !_open.IsInTableScope(HtmlTag.Thead) && !_open.IsInTableScope(HtmlTag.Tfoot)) return false;
        ClearToTableBody();
        _open.Pop();
        _mode = HtmlInsertionMode.InTable;
        return true;
    }

    bool StartInRow()
    {
        switch (tokenizer.Tag)
        {
            case HtmlTag.Th or HtmlTag.Td:
                ClearTo(HtmlTag.Tr, HtmlTag.Tr, HtmlTag.Tr);
                Open();
                _mode = HtmlInsertionMode.InCell;
                _formatting.AddMarker();
                return false;
            case HtmlTag.Caption or HtmlTag.Col or HtmlTag.Colgroup or HtmlTag.Tbody or HtmlTag.Tfoot or HtmlTag.Thead or HtmlTag.Tr:
                return EndRow();
            default:
                return StartInTable();
        }
    }

    bool EndInRow()
    {
        switch (tokenizer.Tag)
        {
            case HtmlTag.Tr:
                EndRow();
                return false;
            case HtmlTag.Table:
                return EndRow();
            case HtmlTag.Tbody or HtmlTag.Tfoot or HtmlTag.Thead:
                return _open.IsInTableScope(tokenizer.Tag) && EndRow();
            case HtmlTag.Body or HtmlTag.Caption or HtmlTag.Col or HtmlTag.Colgroup or HtmlTag.Html or HtmlTag.Td or HtmlTag.Th:
                return false;
            default:
                return EndInTable();
        }
    }

    bool EndRow()
    {
        if (!_open.IsInTableScope(HtmlTag.Tr)) return false;
        ClearTo(HtmlTag.Tr, HtmlTag.Tr, HtmlTag.Tr);
        _open.Pop();
        _mode = HtmlInsertionMode.InTableBody;
        return true;
    }

    bool StartInCell()
    {
        if (tokenizer.Tag is not (HtmlTag.Caption or HtmlTag.Col or HtmlTag.Colgroup or HtmlTag.Tbody or HtmlTag.Td or HtmlTag.Tfoot or HtmlTag.Th or HtmlTag.Thead or HtmlTag.Tr)) return StartInBody();
        if (!_open.IsInTableScope(HtmlTag.Td) && !_open.IsInTableScope(HtmlTag.Th)) return false;
        EndCell();
        return true;
    }

    bool EndInCell()
    {
        HtmlTag tag = tokenizer.Tag;
        switch (tag)
        {
            case HtmlTag.Td or HtmlTag.Th:
                if (!_open.IsInTableScope(tag)) return false;
                EndItem(HtmlTag.Text, tag);
                _formatting.ClearToMarker();
                _mode = HtmlInsertionMode.InRow;
                return false;
            case HtmlTag.Body or HtmlTag.Caption or HtmlTag.Col or HtmlTag.Colgroup or HtmlTag.Html:
                return false;
            case HtmlTag.Table or HtmlTag.Tbody or HtmlTag.Tfoot or HtmlTag.Thead or HtmlTag.Tr:
                if (!_open.IsInTableScope(tag)) return false;
                EndCell();
                return true;
            default:
                return EndInBody();
        }
    }

    void EndCell()
    {
        _open.GenerateImpliedEnds();
        while (_open.Count > 1)
        {
            bool isCell = _open.Current.Tag is HtmlTag.Td or HtmlTag.Th;
            _open.Pop();
            if (isCell) break;
        }
        _formatting.ClearToMarker();
        _mode = HtmlInsertionMode.InRow;
    }

    bool StartInCaption()
    {
        bool endsIt = tokenizer.Tag is HtmlTag.Caption or HtmlTag.Col or HtmlTag.Colgroup or HtmlTag.Tbody or HtmlTag.Td or HtmlTag.Tfoot or HtmlTag.Th or HtmlTag.Thead or HtmlTag.Tr;
        return endsIt ? EndCaption() : StartInBody();
    }

    bool EndInCaption()
    {
        switch (tokenizer.Tag)
        {
            case HtmlTag.Caption:
                EndCaption();
                return false;
            case HtmlTag.Table:
                return EndCaption();
            case HtmlTag.Body or HtmlTag.Col or HtmlTag.Colgroup or HtmlTag.Html or HtmlTag.Tbody or HtmlTag.Td or HtmlTag.Tfoot or HtmlTag.Th or HtmlTag.Thead or HtmlTag.Tr:
                return false;
            default:
                return EndInBody();
        }
    }

    bool EndCaption()
    {
        if (!_open.IsInTableScope(HtmlTag.Caption)) return false;
        EndItem(HtmlTag.Text, HtmlTag.Caption);
        _formatting.ClearToMarker();
        _mode = HtmlInsertionMode.InTable;
        return true;
    }

    bool StartInColumnGroup()
    {
        switch (tokenizer.Tag)
        {
            case HtmlTag.Html:
                return StartInBody();
            case HtmlTag.Col:
                AddEmpty();
                return false;
            case HtmlTag.Template:
                return StartInHead();
            default:
                return EndColumnGroup();
        }
    }

    bool EndInColumnGroup()
    {
        switch (tokenizer.Tag)
        {
            case HtmlTag.Colgroup:
                EndColumnGroup();
                return false;
            case HtmlTag.Col:
                return false;
            case HtmlTag.Template:
                return EndInHead();
            default:
                return EndColumnGroup();
        }
    }

    bool EndColumnGroup()
    {
        if (_open.Current.Tag != HtmlTag.Colgroup) return false;
        _open.Pop();
        _mode = HtmlInsertionMode.InTable;
        return true;
    }

    void ClearToTableBody() => ClearTo(HtmlTag.Tbody, HtmlTag.Tfoot, HtmlTag.Thead);

    // Ends what is open inside a part of a table.
    void ClearTo(HtmlTag first, HtmlTag second, HtmlTag third)
    {
        while (_open.Count > 1 && _open.Current.Tag != first && _open.Current.Tag != second && _open.Current.Tag != third && _open.Current.Tag is not HtmlTag.Template) _open.Pop();
    }
}
