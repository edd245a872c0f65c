using System.Runtime.CompilerServices;

namespace Sluice.Ingest.Extract.Html;

// Where nodes go, and how elements come into being.
sealed partial class HtmlTreeBuilder
{
    // The standard's "appropriate place for inserting a node".
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    HtmlPlace Place() => _fosters && _open.Current.Has(HtmlTagTraits.TableStructure) ? FosterPlace() : new(_open.Current.Node);

    // Before the innermost table.
    HtmlPlace FosterPlace()
    {
        int table = _open.LastIndexOf(HtmlTag.Table);
        int template = _open.LastIndexOf(HtmlTag.Template);
        if (template > table) return new(_open[template].Node);
        if (table < 0) return new(_open[0].Node);
        int parent = tree[_open[table].Node].Parent;
        return parent >= 0 ? new(parent, _open[table].Node) : new(_open[table - 1].Node);
    }

    // Opens the element of the start tag.
    int Open(HtmlNamespace space = HtmlNamespace.Html)
    {
        int node = AddFromTag(space);
        _open.Push(node);
        return node;
    }

    // Opens an element that the page leaves out.
    int Open(HtmlTag tag)
    {
        int node = tree.AddElement(tag, (int)tag, HtmlNamespace.Html, Place(), tree.AttributeCount);
        _open.Push(node);
        return node;
    }

    // Adds an element without content.
    void AddEmpty() => AddFromTag(HtmlNamespace.Html);

    int AddFromTag(HtmlNamespace space)
    {
        int first = tree.AttributeCount;
        foreach (ref readonly HtmlTokenAttribute attribute in tokenizer.Attributes)
            if (keepsAll || attribute.Name <= HtmlAttributeNames.LastRead) tree.AddAttribute(attribute.Name, tokenizer.Value(attribute));
        return tree.AddElement(tokenizer.Tag, tokenizer.Name, space, Place(), first);
    }

    // A second html or body tag adds the attributes that the first lacks.
    void AddAttributesTo(int element)
    {
        bool isReopened = false;
        foreach (ref readonly HtmlTokenAttribute attribute in tokenizer.Attributes)
        {
            if ((!keepsAll && attribute.Name > HtmlAttributeNames.LastRead) || HasAttribute(element, attribute.Name) || tree[element].Length >= limits.AttributesMax) continue;
            if (!isReopened) tree.ReopenAttributes(element);
            isReopened = true;
            tree.AddAttribute(attribute.Name, tokenizer.Value(attribute));
            tree.TakeAttributes(element);
        }
    }

    bool HasAttribute(int element, HtmlAttributeName name)
    {
        foreach (HtmlAttribute attribute in tree.Attributes(tree[element]))
            if (attribute.Name == name) return true;
        return false;
    }

    // Opens an element whose content is text.
    bool OpenRawText(HtmlTokenizerMode mode)
    {
        HtmlTag tag = tokenizer.Tag;
        Open();
        tokenizer.Switch(mode, HtmlTags.Utf8NameOf(tag));
        if (mode == HtmlTokenizerMode.Plaintext) return false;
        // Nobody reads style sheets; scripts hold data.
        _skipsRawText = !keepsAll && tag is HtmlTag.Style or HtmlTag.Iframe or HtmlTag.Noembed or HtmlTag.Noframes or HtmlTag.Noscript;
        _rawBytesLeft = tag == HtmlTag.Script && !keepsAll ? limits.ScriptBytesMax : int.MaxValue;
        _originalMode = _mode;
        _mode = HtmlInsertionMode.Text;
        return false;
    }

    // Whether the element can't be opened any more. Parts of a table that is open still can: they are few.
    bool IsTooDeep(HtmlTag tag)
    {
        bool isTablePart = tag.Has(HtmlTagTraits.ImpliedEndOfTable);
        if (!(isTablePart ? _deeper > 0 : _open.IsFull)) return false;
        return !tag.Has(HtmlTagTraits.Void | HtmlTagTraits.RawText) && tag is not (HtmlTag.Html or HtmlTag.Head or HtmlTag.Body or HtmlTag.Frameset or HtmlTag.Image);
    }

    void AddUnopened()
    {
        HtmlNamespace space = tokenizer.Tag == HtmlTag.Svg ? HtmlNamespace.Svg : tokenizer.Tag == HtmlTag.Math ? HtmlNamespace.MathMl : AdjustedCurrent.Namespace;
        AddFromTag(space);
        if (space != HtmlNamespace.Html && tokenizer.IsSelfClosing) return;
        if (!tokenizer.Tag.Has(HtmlTagTraits.ImpliedEnd | HtmlTagTraits.ImpliedEndOfTable)) _deeper++;
    }

    void CloseParagraph()
    {
        if (!_open.IsInButtonScope(HtmlTag.P)) return;
        _open.GenerateImpliedEnds(HtmlTag.P);
        _open.PopUntil(HtmlTag.P);
    }

    // Opens the formatting elements again that a block's end has closed.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Reconstruct()
    {
        if (_formatting.Count > 0 && !IsInEffect(_formatting.Count - 1)) ReconstructAll();
    }

    bool IsInEffect(int entry) => _formatting[entry].IsMarker || (tree[_formatting[entry].Node].Marks & HtmlNodeMarks.IsOpen) != 0;

    void ReconstructAll()
    {
        int entry = _formatting.Count - 1;
        while (entry > 0 && !IsInEffect(entry - 1)) entry--;
        for (; entry < _formatting.Count && !_open.IsFull; entry++)
        {
            int copy = tree.AddCopy(_formatting[entry].Node, Place());
            _open.Push(copy);
            _formatting.Replace(entry, copy);
        }
    }

    void ResetMode()
    {
        for (int i = _open.Count - 1; i >= 0; i--)
        {
            bool isLast = i == 0;
            HtmlTag tag = isLast && _hasContext ? _context.Tag : _open[i].Tag;
            HtmlInsertionMode? mode = tag switch
            {
                HtmlTag.Td or HtmlTag.Th when !isLast => HtmlInsertionMode.InCell,
                HtmlTag.Tr => HtmlInsertionMode.InRow,
                HtmlTag.Tbody or HtmlTag.Thead or HtmlTag.Tfoot => HtmlInsertionMode.InTableBody,
                HtmlTag.Caption => HtmlInsertionMode.InCaption,
                HtmlTag.Colgroup => HtmlInsertionMode.InColumnGroup,
                HtmlTag.Table => HtmlInsertionMode.InTable,
                HtmlTag.Template when _templateModes.Count > 0 => _templateModes[^1],
                HtmlTag.Head when !isLast => HtmlInsertionMode.InHead,
                HtmlTag.Body => HtmlInsertionMode.InBody,
                HtmlTag.Frameset => HtmlInsertionMode.InFrameset,
                HtmlTag.Html => _head < 0 ? HtmlInsertionMode.BeforeHead : HtmlInsertionMode.AfterHead,
                _ => isLast ? HtmlInsertionMode.InBody : null,
            };
            if (mode is not { } found) continue;
            _mode = found;
            return;
        }
    }
}
