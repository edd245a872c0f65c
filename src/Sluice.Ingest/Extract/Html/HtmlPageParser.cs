using System.Runtime.InteropServices;

namespace Sluice.Ingest.Extract.Html;

/// <summary>Parses pages into one reusable <see cref="HtmlTree"/>, as browsers do without scripting.</summary>
/// <remarks>Time linear in the page, memory within <see cref="HtmlLimits"/>; no exception for bad markup; no allocation once the buffers have grown.</remarks>
sealed class HtmlPageParser
{
    readonly HtmlTree _tree;
    readonly HtmlLimits _limits;
    readonly HtmlTokenizer _tokenizer;
    readonly HtmlTreeBuilder _builder;

    /// <summary>Makes a parser with buffers of its own.</summary>
    /// <param name="tree">Takes the page.</param>
    /// <param name="limits">How large it may grow.</param>
    /// <param name="keepsAll">Whether comments, doctypes, style sheets and all attributes are kept: extraction reads none of them.</param>
    public HtmlPageParser(HtmlTree tree, HtmlLimits limits, bool keepsAll = false)
    {
        (_tree, _limits) = (tree, limits);
        _tokenizer = new(tree.Names, limits)
        {
            KeepsAllAttributes = keepsAll,
            SkipsComments = !keepsAll,
        };
        _builder = new(tree, _tokenizer, limits, keepsAll);
    }

    /// <summary>Parses one page.</summary>
    /// <param name="page">Valid UTF-8 without CR, as <see cref="PageDecoder"/> gives it.</param>
    /// <returns>False where it has more nodes or bytes than the limits allow; the tree then holds those before.</returns>
    public bool Parse(ReadOnlyMemory<byte> page) => Run(page, null, HtmlNamespace.Html, isScripting: false);

    /// <summary>Parses a page with the standard's scripting flag on, or the content of an element: for the conformance tests.</summary>
    public bool Run(ReadOnlyMemory<byte> page, string? context, HtmlNamespace contextNamespace, bool isScripting)
    {
        ArraySegment<byte> bytes = MemoryMarshal.TryGetArray(page, out ArraySegment<byte> segment) ? segment : new(page.ToArray());
        _builder.Begin(isScripting);
        _tokenizer.Begin(bytes.Array!, bytes.Offset, bytes.Count);
        if (context is not null) _builder.BeginInside(context, contextNamespace);
        while (true)
        {
            HtmlTokenKind kind = _tokenizer.Next();
            if (_tree.NodeCount > _limits.NodesMax || _tree.ByteCount > _limits.BytesMax)
            {
                _builder.Process(HtmlTokenKind.End);
                return false;
            }
            _builder.Process(kind);
            if (kind == HtmlTokenKind.End) return true;
        }
    }
}
