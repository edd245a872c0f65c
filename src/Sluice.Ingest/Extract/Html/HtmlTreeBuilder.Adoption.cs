namespace Sluice.Ingest.Extract.Html;

// Misnested formatting elements: the standard's "adoption agency algorithm".
sealed partial class HtmlTreeBuilder
{
    const int AdoptionsMax = 8;
    const int CopiesMax = 3;

    void Adopt(HtmlTag subject)
    {
        if (_open.Current.Tag == subject && (tree[_open.Current.Node].Marks & HtmlNodeMarks.IsFormatting) == 0)
        {
            _open.Pop();
            return;
        }
        for (int round = 0; round < AdoptionsMax; round++)
        {
            int entry = _formatting.LastIndexOf(subject);
            if (entry < 0)
            {
                if (tokenizer.Tag == subject) EndOther();
                return;
            }
            int element = _formatting[entry].Node;
            int index = _open.IndexOf(element);
            if (index < 0)
            {
                _formatting.RemoveAt(entry);
                return;
            }
            if (!_open.IsNodeInScope(element)) return;
            int furthest = index + 1;
            while (furthest < _open.Count && !_open[furthest].Has(HtmlTagTraits.Special)) furthest++;
            if (furthest == _open.Count)
            {
                _open.PopTo(index);
                _formatting.RemoveAt(entry);
                return;
            }
            Adopt(element, index, furthest);
        }
    }

    // Ends a formatting element above its furthest block, which gets a copy of it for its content.
    void Adopt(int element, int index, int furthest)
    {
        int block = _open[furthest].Node;
        int ancestor = index - 1;
        int bookmark = element; // The copy goes behind this one's entry; behind the element's own it takes its place.
        int last = block;
        int copies = 0;
        for (int i = furthest - 1; i > index; i--)
        {
            copies++;
            int node = _open[i].Node;
            if (copies > CopiesMax) _formatting.Remove(node);
            int entry = _formatting.IndexOf(node);
            if (entry < 0)
            {
                _open.RemoveAt(i);
                continue;
            }
            int copy = tree.MakeCopy(node);
            _formatting.Replace(entry, copy);
            _open.Replace(i, copy);
            if (last == block) bookmark = copy;
            tree.Move(last, new(copy));
            last = copy;
        }
        tree.Move(last, PlaceIn(ancestor));
        int own = tree.MakeCopy(element);
        tree.MoveContent(block, own);
        tree.Move(own, new(block));
        (HtmlTag tag, uint hash) = (_formatting[_formatting.IndexOf(element)].Tag, _formatting[_formatting.IndexOf(element)].Hash);
        if (bookmark == element) _formatting.Replace(_formatting.IndexOf(element), own);
        else
        {
            _formatting.Remove(element);
            _formatting.Insert(_formatting.IndexOf(bookmark) + 1, own, tag, hash);
        }
        _open.RemoveAt(_open.IndexOf(element));
        _open.InsertAt(_open.IndexOf(block) + 1, own);
    }

    // Into an open element, or before the table if it is one.
    HtmlPlace PlaceIn(int index) => _fosters && _open[index].Has(HtmlTagTraits.TableStructure) ? FosterPlace() : new(_open[index].Node);
}
