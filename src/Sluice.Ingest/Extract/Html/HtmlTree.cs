using System.Runtime.InteropServices;

namespace Sluice.Ingest.Extract.Html;

/// <summary>One node: an element or a run of text. Nodes stand in document order, so the nodes inside one are those from it to <see cref="End"/>.</summary>
[StructLayout(LayoutKind.Auto)]
struct HtmlNode
{
    public HtmlTag Tag;

    /// <summary>Of an element: the language that its name belongs to.</summary>
    public HtmlNamespace Namespace;

    /// <summary>Index of the element around it; -1 for the root.</summary>
    public int Parent;

    /// <summary>Index after its last descendant.</summary>
    public int End;

    /// <summary>Of a text: its first byte. Of an element: its first attribute.</summary>
    public int Start;

    /// <summary>Of a text: its bytes. Of an element: its attributes.</summary>
    public int Length;
}

/// <summary>The language of an element's name.</summary>
enum HtmlNamespace : byte
{
    Html, MathMl, Svg,
}

/// <summary>One attribute; its value lies in the tree's bytes.</summary>
readonly record struct HtmlAttribute(HtmlAttributeName Name, int Start, int Length);

/// <summary>A page as three reusable arrays: nodes in document order, attributes, and the bytes (UTF-8) of texts and attribute values.</summary>
/// <remarks>No object a node. Text is clean: no control characters, and white space runs are one space but in preformatted text.</remarks>
sealed class HtmlTree
{
    // One giant page must not hold its memory for the rest of the run.
    const int KeptNodesMax = 1 << 18;
    const int KeptBytesMax = 4 << 20;

    HtmlNode[] _nodes = new HtmlNode[1 << 12];
    HtmlAttribute[] _attributes = new HtmlAttribute[1 << 12];
    byte[] _bytes = new byte[1 << 16];
    int _nodeCount;
    int _attributeCount;
    int _byteCount;

    public ReadOnlySpan<HtmlNode> Nodes => _nodes.AsSpan(0, _nodeCount);

    public int NodeCount => _nodeCount;

    public int ByteCount => _byteCount;

    public bool EndsInSpace => _byteCount > 0 && _bytes[_byteCount - 1] is (byte)' ' or (byte)'\n';

    public ReadOnlySpan<byte> Text(in HtmlNode text) => _bytes.AsSpan(text.Start, text.Length);

    public ReadOnlySpan<HtmlAttribute> Attributes(in HtmlNode element) => _attributes.AsSpan(element.Start, element.Length);

    public ReadOnlySpan<byte> Value(HtmlAttribute attribute) => _bytes.AsSpan(attribute.Start, attribute.Length);

    /// <summary>The value of an attribute; empty where the element has none of that name.</summary>
    public ReadOnlySpan<byte> Value(in HtmlNode element, HtmlAttributeName name)
    {
        foreach (HtmlAttribute attribute in Attributes(element))
            if (attribute.Name == name) return Value(attribute);
        return default;
    }

    public void Clear()
    {
        if (_nodes.Length > KeptNodesMax) _nodes = new HtmlNode[1 << 12];
        if (_attributes.Length > KeptNodesMax) _attributes = new HtmlAttribute[1 << 12];
        if (_bytes.Length > KeptBytesMax) _bytes = new byte[1 << 16];
        _nodeCount = _attributeCount = _byteCount = 0;
    }

    /// <summary>Appends an element without attributes.</summary>
    public int AddElement(HtmlTag tag, HtmlNamespace space, int parent) => Add(new() { Tag = tag, Namespace = space, Parent = parent, Start = _attributeCount });

    /// <summary>Appends an attribute to the element that was added last.</summary>
    public void AddAttribute(HtmlAttributeName name, int start)
    {
        if (_attributeCount == _attributes.Length) Array.Resize(ref _attributes, _attributes.Length * 2);
        _attributes[_attributeCount++] = new(name, start, _byteCount - start);
        _nodes[_nodeCount - 1].Length++;
    }

    /// <summary>Appends a text made of the bytes from <paramref name="start"/> on.</summary>
    public void AddText(int parent, int start) => Add(new() { Tag = HtmlTag.Text, Parent = parent, Start = start, Length = _byteCount - start });

    /// <summary>Ends a node: what is added from now on is outside it.</summary>
    public void Close(int node) => _nodes[node].End = _nodeCount;

    /// <summary>Room for bytes; <see cref="Commit"/> what was written.</summary>
    public Span<byte> Reserve(int bytes)
    {
        if (_bytes.Length - _byteCount < bytes) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _byteCount + bytes));
        return _bytes.AsSpan(_byteCount);
    }

    public void Commit(int bytes) => _byteCount += bytes;

    int Add(in HtmlNode node)
    {
        if (_nodeCount == _nodes.Length) Array.Resize(ref _nodes, _nodes.Length * 2);
        _nodes[_nodeCount] = node;
        _nodes[_nodeCount].End = _nodeCount + 1;
        return _nodeCount++;
    }
}
