namespace Sluice.Ingest.Extract.Html;

/// <summary>The list of active formatting elements: HTML Living Standard, 13.2.4.3. Those that a paragraph's end has closed are opened again in the next.</summary>
sealed class HtmlFormattingElements(HtmlTree tree, int formattingMax)
{
    // Equal elements that are opened again: the standard's "Noah's Ark clause".
    const int EqualMax = 3;

    // Markers that nothing ends could pile up.
    const int EntriesMax = 4096;

    readonly Entry[] _entries = new Entry[EntriesMax];
    int _count;

    /// <summary>An element of the list; a marker, which starts a new list inside a table cell or the like, has no node.</summary>
    public readonly record struct Entry(int Node, HtmlTag Tag, uint Hash)
    {
        public bool IsMarker => Node < 0;
    }

    public int Count => _count;

    public ref readonly Entry this[int index] => ref _entries[index];

    public void Clear() => _count = 0;

    public void AddMarker()
    {
        MakeRoom();
        _entries[_count++] = new(-1, HtmlTag.Other, 0);
    }

    /// <summary>Adds an element; of more than three equal ones, and of more than the limit, the earliest goes.</summary>
    public void Add(int node)
    {
        MakeRoom();
        uint hash = HashOf(tree[node]);
        int equal = 0, earliestEqual = -1, first = _count;
        for (; first > 0 && !_entries[first - 1].IsMarker; first--)
        {
            if (_entries[first - 1].Hash != hash || !AreEqual(tree[_entries[first - 1].Node], tree[node])) continue;
            equal++;
            earliestEqual = first - 1;
        }
        if (equal >= EqualMax) RemoveAt(earliestEqual);
        else if (_count - first >= formattingMax) RemoveAt(first);
        Insert(_count, node, tree[node].Tag, hash);
    }

    /// <summary>Puts a copy of an entry's element where another entry stood.</summary>
    public void Insert(int index, int node, HtmlTag tag, uint hash)
    {
        _entries.AsSpan(index, _count - index).CopyTo(_entries.AsSpan(index + 1));
        _entries[index] = new(node, tag, hash);
        _count++;
        tree[node].Marks |= HtmlNodeMarks.IsFormatting;
    }

    public void Replace(int index, int node)
    {
        Unmark(index);
        _entries[index] = _entries[index] with { Node = node };
        tree[node].Marks |= HtmlNodeMarks.IsFormatting;
    }

    public void RemoveAt(int index)
    {
        Unmark(index);
        _entries.AsSpan(index + 1, _count - index - 1).CopyTo(_entries.AsSpan(index));
        _count--;
    }

    public void Remove(int node)
    {
        int index = IndexOf(node);
        if (index >= 0) RemoveAt(index);
    }

    /// <summary>The index of a node; -1 where it is not in the list.</summary>
    public int IndexOf(int node)
    {
        if ((tree[node].Marks & HtmlNodeMarks.IsFormatting) == 0) return -1;
        int index = _count - 1;
        while (index >= 0 && _entries[index].Node != node) index--;
        return index;
    }

    /// <summary>The index of the last of an element behind the last marker; -1 where there is none.</summary>
    public int LastIndexOf(HtmlTag tag)
    {
        for (int i = _count - 1; i >= 0 && !_entries[i].IsMarker; i--)
            if (_entries[i].Tag == tag) return i;
        return -1;
    }

    public void ClearToMarker()
    {
        while (_count > 0)
        {
            bool isMarker = _entries[_count - 1].IsMarker;
            RemoveAt(_count - 1);
            if (isMarker) return;
        }
    }

    // Only pages made to be slow fill the list: the oldest half of it goes.
    void MakeRoom()
    {
        if (_count < EntriesMax - 1) return;
        for (int i = 0; i < EntriesMax / 2; i++) Unmark(i);
        _entries.AsSpan(EntriesMax / 2, _count - EntriesMax / 2).CopyTo(_entries);
        _count -= EntriesMax / 2;
    }

    void Unmark(int index)
    {
        if (!_entries[index].IsMarker) tree[_entries[index].Node].Marks &= ~HtmlNodeMarks.IsFormatting;
    }

    // The order of attributes does not count.
    uint HashOf(in HtmlNode element)
    {
        uint sum = (uint)element.Tag;
        foreach (HtmlAttribute attribute in tree.Attributes(element))
        {
            uint hash = 2166136261 ^ (uint)attribute.Name;
            foreach (byte b in tree.Value(attribute)) hash = (hash ^ b) * 16777619;
            sum += hash * 0x9E3779B1;
        }
        return sum;
    }

    bool AreEqual(in HtmlNode one, in HtmlNode other)
    {
        if (one.Tag != other.Tag || one.Length != other.Length) return false;
        foreach (HtmlAttribute attribute in tree.Attributes(one))
        {
            bool isThere = false;
            foreach (HtmlAttribute candidate in tree.Attributes(other))
            {
                if (candidate.Name != attribute.Name) continue;
                isThere = tree.Value(candidate).SequenceEqual(tree.Value(attribute));
                break;
            }
            if (!isThere) return false;
        }
        return true;
    }
}
