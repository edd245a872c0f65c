using Sluice.Core;
using Sluice.Ingest.Extract.Html;
using Sluice.Ingest.Extract.Metadata;
using Sluice.Ingest.Extract.Rights;

namespace Sluice.Ingest.Extract;

/// <summary>What a page says of itself and of the rights in it: one walk over its elements, and its JSON-LD.</summary>
sealed class PageSignals
{
    readonly LinkedData _linked = new();
    readonly PageMetadata _metadata = new();
    readonly RightsSignals _rights = new();

    /// <summary>Reads a page and puts what it says into the document's metadata.</summary>
    public void Read(HtmlTree tree, Document document)
    {
        _linked.Clear();
        _metadata.Clear();
        _rights.Clear();
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        for (int i = 0; i < nodes.Length; i++)
        {
            HtmlTag tag = nodes[i].Tag;
            if (tag is HtmlTag.Text or HtmlTag.Comment or HtmlTag.Doctype) continue;
            if (tag == HtmlTag.Script)
            {
                if (i + 1 < nodes[i].End && IsLinkedData(tree.Value(nodes[i], HtmlAttributeName.Type)))
                {
                    int before = _linked.Things.Count;
                    _linked.Read(tree.Text(nodes[i + 1]));
                    _rights.Linked(_linked, before);
                }
                i = nodes[i].End - 1;
            }
            else if (tag is HtmlTag.Svg or HtmlTag.Style or HtmlTag.Template)
            {
                i = nodes[i].End - 1;
            }
            else
            {
                _metadata.Element(tree, i);
                _rights.Element(tree, i);
            }
        }
        _metadata.Linked(_linked);
        _metadata.Write(tree, document.Url, document.Metadata);
        _rights.Write(document.Metadata);
    }

    static bool IsLinkedData(ReadOnlySpan<byte> type) => type.Length >= 19 && System.Text.Ascii.EqualsIgnoreCase(type[..19], "application/ld+json"u8);
}
