using System.Text;

namespace Sluice.Ingest.Extract.Html;

/// <summary>A page as three reusable arrays: nodes in document order, attributes, and the bytes (UTF-8) of texts and attribute values.</summary>
/// <remarks>No object a node. Texts are as the page has them: character references are decoded, white space is not collapsed. Node 0 is the page's
/// <c>html</c>, unless comments and doctypes are kept: these stand beside it.</remarks>
sealed partial class HtmlTree
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

    /// <summary>The names that no table knows.</summary>
    public HtmlNames Names { get; } = new();

    public ReadOnlySpan<HtmlNode> Nodes => _nodes.AsSpan(0, _nodeCount);

    public int NodeCount => _nodeCount;

    public int ByteCount => _byteCount;

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

    /// <summary>An element's name, in lower case.</summary>
    public string NameOf(in HtmlNode element) => element.Name < HtmlNames.First ? HtmlTags.NameOf(element.Tag) : Encoding.UTF8.GetString(Names[element.Name]);

    /// <summary>An attribute's name, in lower case.</summary>
    public string NameOf(HtmlAttribute attribute) =>
        (int)attribute.Name < HtmlNames.First ? HtmlAttributeNames.NameOf(attribute.Name) : Encoding.UTF8.GetString(Names[(int)attribute.Name]);

    public void Clear()
    {
        if (_nodes.Length > KeptNodesMax) _nodes = new HtmlNode[1 << 12];
        if (_attributes.Length > KeptNodesMax) _attributes = new HtmlAttribute[1 << 12];
        if (_bytes.Length > KeptBytesMax) _bytes = new byte[1 << 16];
        _nodeCount = _attributeCount = _byteCount = 0;
        Names.Clear();
        ClearLinks();
    }
}
