using System.Runtime.CompilerServices;

namespace Sluice.Ingest.Extract.Html;

// How the tree grows. Most pages add every node behind all others: then the arrays are in document order at once. The first time that a node is moved, or
// put before or behind an element that has ended, links between the nodes are made (HtmlTree.Links), and at the end all nodes are written anew in order.
sealed partial class HtmlTree
{
    int _tip; // The innermost element that may still get content without a move; -1 for the document.

    /// <summary>A node that is not there.</summary>
    public const int None = -1;

    public ref HtmlNode this[int node] => ref _nodes[node];

    public void Begin()
    {
        Clear();
        _tip = None;
    }

    /// <summary>Ends the page: after this, nodes are in document order.</summary>
    public void Finish()
    {
        if (_isLinked)
        {
            Flatten();
            return;
        }
        for (int node = _tip; node >= 0; node = _nodes[node].Parent) _nodes[node].End = _nodeCount;
    }

    /// <summary>Adds an element behind the content of another. Its attributes are those from <paramref name="firstAttribute"/> on.</summary>
    public int AddElement(HtmlTag tag, int name, HtmlNamespace space, in HtmlPlace place, int firstAttribute)
    {
        int node = Add();
        _nodes[node] = new() { Tag = tag, Name = name, Namespace = space, Start = firstAttribute, Length = _attributeCount - firstAttribute };
        Attach(node, place, isElement: true);
        return node;
    }

    /// <summary>Adds an element with the name and attributes of another.</summary>
    public int AddCopy(int original, in HtmlPlace place)
    {
        int node = Copy(original);
        Attach(node, place, isElement: true);
        return node;
    }

    /// <summary>Adds a text, or lengthens the one before it.</summary>
    public void AddText(ReadOnlySpan<byte> text, in HtmlPlace place)
    {
        int before = TextBefore(place);
        if (before < 0)
        {
            AddLeaf(HtmlTag.Text, text, place);
            return;
        }
        _nodes[before].Length += text.Length;
        AddBytes(text);
    }

    /// <summary>Adds a comment or doctype.</summary>
    public void AddLeaf(HtmlTag tag, ReadOnlySpan<byte> text, in HtmlPlace place)
    {
        int node = Add();
        _nodes[node] = new() { Tag = tag, Start = _byteCount, Length = text.Length };
        AddBytes(text);
        Attach(node, place, isElement: false);
    }

    /// <summary>Where the next attributes go.</summary>
    public int AttributeCount => _attributeCount;

    public void AddAttribute(HtmlAttributeName name, ReadOnlySpan<byte> value)
    {
        if (_attributeCount == _attributes.Length) Array.Resize(ref _attributes, _attributes.Length * 2);
        _attributes[_attributeCount++] = new(name, _byteCount, value.Length);
        AddBytes(value);
    }

    /// <summary>Copies the attributes of an element behind all others, so that more can follow.</summary>
    public void ReopenAttributes(int element)
    {
        int first = _attributeCount;
        (int start, int length) = (_nodes[element].Start, _nodes[element].Length);
        if (start + length == first) return;
        if (_attributes.Length - first < length) Array.Resize(ref _attributes, Math.Max(_attributes.Length * 2, first + length));
        _attributes.AsSpan(start, length).CopyTo(_attributes.AsSpan(first));
        _attributeCount += length;
        _nodes[element].Start = first;
    }

    /// <summary>Gives an element the attributes that were added behind its own.</summary>
    public void TakeAttributes(int element) => _nodes[element].Length = _attributeCount - _nodes[element].Start;

    // A copy that stands nowhere yet. Both share the attributes.
    int Copy(int original)
    {
        int node = Add();
        HtmlNode from = _nodes[original];
        _nodes[node] = new() { Tag = from.Tag, Name = from.Name, Namespace = from.Namespace, Start = from.Start, Length = from.Length };
        return node;
    }

    // The text that a text at the place would lengthen: its bytes must be the last ones.
    int TextBefore(in HtmlPlace place)
    {
        int before = _isLinked ? BeforeIn(place) : _nodeCount - 1;
        return before >= 0 && _nodes[before].Tag == HtmlTag.Text && _nodes[before].Parent == place.Parent && _nodes[before].Start + _nodes[before].Length == _byteCount ? before : None;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Attach(int node, in HtmlPlace place, bool isElement)
    {
        _nodes[node].Parent = place.Parent;
        if (_isLinked || place.Before >= 0 || (place.Parent >= 0 && _nodes[place.Parent].End > 0) || IsTornText(node, place.Parent))
        {
            Link(node, place);
            return;
        }
        int tip = _tip;
        for (; tip != place.Parent; tip = _nodes[tip].Parent) _nodes[tip].End = node;
        if (isElement) _tip = node;
        else
        {
            _tip = tip;
            _nodes[node].End = node + 1;
        }
    }

    // Two texts side by side, because something came between their bytes: Flatten makes them one.
    bool IsTornText(int node, int parent) => node > 0 && _nodes[node].Tag == HtmlTag.Text && _nodes[node - 1].Tag == HtmlTag.Text && _nodes[node - 1].Parent == parent;

    int Add()
    {
        if (_nodeCount == _nodes.Length) Array.Resize(ref _nodes, _nodes.Length * 2);
        return _nodeCount++;
    }

    void AddBytes(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - _byteCount < bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _byteCount + bytes.Length));
        bytes.CopyTo(_bytes.AsSpan(_byteCount));
        _byteCount += bytes.Length;
    }
}

/// <summary>Where a node goes: into an element (or, at -1, the document), before one of its nodes or, at -1, behind them all.</summary>
readonly record struct HtmlPlace(int Parent, int Before = HtmlTree.None);
