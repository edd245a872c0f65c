namespace Sluice.Ingest.Extract.Html;

// Links between nodes, for pages whose markup moves nodes: misnested formatting, text between the cells of a table.
sealed partial class HtmlTree
{
    NodeLinks[] _links = []; // By node, less one: the first is the document.
    HtmlNode[] _flat = [];
    bool _isLinked;

    struct NodeLinks
    {
        public int First, Last, Next, Previous;

        public static readonly NodeLinks None = new() { First = -1, Last = -1, Next = -1, Previous = -1 };
    }

    /// <summary>Makes a copy of an element that stands nowhere yet.</summary>
    public int MakeCopy(int original)
    {
        EnsureLinked(_nodeCount);
        int node = Copy(original);
        EnsureLinked(node); // Room for its own links.
        _nodes[node].Parent = None;
        LinksOf(node) = NodeLinks.None;
        return node;
    }

    /// <summary>Takes a node, with all inside it, from where it stands to another place.</summary>
    public void Move(int node, in HtmlPlace place)
    {
        EnsureLinked(_nodeCount);
        Detach(node);
        _nodes[node].Parent = place.Parent;
        Insert(node, place);
    }

    /// <summary>Takes a node out of the tree.</summary>
    public void Remove(int node)
    {
        EnsureLinked(_nodeCount);
        Detach(node);
        _nodes[node].Parent = None;
    }

    /// <summary>Takes all that is inside one element to the end of another, which is empty.</summary>
    public void MoveContent(int from, int to)
    {
        EnsureLinked(_nodeCount);
        ref NodeLinks source = ref LinksOf(from);
        for (int node = source.First; node >= 0; node = LinksOf(node).Next) _nodes[node].Parent = to;
        ref NodeLinks target = ref LinksOf(to);
        (target.First, target.Last) = (source.First, source.Last);
        source.First = source.Last = None;
    }

    void ClearLinks()
    {
        _isLinked = false;
        if (_links.Length > KeptNodesMax) _links = [];
        if (_flat.Length > KeptNodesMax) _flat = [];
    }

    void Link(int node, in HtmlPlace place)
    {
        EnsureLinked(node);
        LinksOf(node) = NodeLinks.None;
        Insert(node, place);
    }

    // Links the nodes before a count, which are in document order.
    void EnsureLinked(int count)
    {
        if (_links.Length < _nodes.Length + 1) Array.Resize(ref _links, _nodes.Length + 1);
        if (_isLinked) return;
        _isLinked = true;
        LinksOf(None) = NodeLinks.None;
        for (int node = 0; node < count; node++)
        {
            LinksOf(node) = NodeLinks.None;
            Insert(node, new(_nodes[node].Parent));
        }
    }

    ref NodeLinks LinksOf(int node) => ref _links[node + 1];

    void Insert(int node, in HtmlPlace place)
    {
        ref NodeLinks parent = ref LinksOf(place.Parent);
        int previous = place.Before >= 0 ? LinksOf(place.Before).Previous : parent.Last;
        ref NodeLinks links = ref LinksOf(node);
        (links.Previous, links.Next) = (previous, place.Before);
        if (previous >= 0) LinksOf(previous).Next = node;
        else parent.First = node;
        if (place.Before >= 0) LinksOf(place.Before).Previous = node;
        else parent.Last = node;
    }

    void Detach(int node)
    {
        ref NodeLinks links = ref LinksOf(node);
        ref NodeLinks parent = ref LinksOf(_nodes[node].Parent);
        if (links.Previous >= 0) LinksOf(links.Previous).Next = links.Next;
        else if (parent.First == node) parent.First = links.Next;
        if (links.Next >= 0) LinksOf(links.Next).Previous = links.Previous;
        else if (parent.Last == node) parent.Last = links.Previous;
        links.Previous = links.Next = None;
    }

    int BeforeIn(in HtmlPlace place) => place.Before >= 0 ? LinksOf(place.Before).Previous : LinksOf(place.Parent).Last;

    // Writes the nodes that are in the tree in document order, and makes texts side by side one.
    void Flatten()
    {
        if (_flat.Length < _nodes.Length) _flat = new HtmlNode[_nodes.Length];
        int count = 0;
        int parent = None; // In the new order.
        int node = LinksOf(None).First;
        while (node >= 0)
        {
            HtmlNode copy = _nodes[node];
            copy.Parent = parent;
            bool isText = copy.Tag == HtmlTag.Text;
            if (isText && count > 0 && _flat[count - 1].Tag == HtmlTag.Text && _flat[count - 1].Parent == parent) Lengthen(ref _flat[count - 1], copy);
            else _flat[count++] = copy;
            if (LinksOf(node).First >= 0)
            {
                parent = count - 1;
                node = LinksOf(node).First;
                continue;
            }
            _flat[count - 1].End = count;
            // Up to an element that has another behind it.
            while (LinksOf(node).Next < 0 && parent >= 0)
            {
                node = _nodes[node].Parent;
                _flat[parent].End = count;
                parent = _flat[parent].Parent;
            }
            node = LinksOf(node).Next;
        }
        (_nodes, _flat) = (_flat, _nodes);
        _nodeCount = count;
        _isLinked = false;
    }

    // Each text's bytes move at most once: the first ones of a run to the end, the others behind them.
    void Lengthen(ref HtmlNode text, in HtmlNode next)
    {
        if (text.Start + text.Length != next.Start)
        {
            if (text.Start + text.Length != _byteCount)
            {
                AddBytes(text.Length, text.Start);
                text.Start = _byteCount - text.Length;
            }
            AddBytes(next.Length, next.Start);
        }
        text.Length += next.Length;
    }

    void AddBytes(int length, int start)
    {
        if (_bytes.Length - _byteCount < length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _byteCount + length));
        _bytes.AsSpan(start, length).CopyTo(_bytes.AsSpan(_byteCount));
        _byteCount += length;
    }
}
