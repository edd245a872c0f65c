namespace Sluice.Ingest.Extract.Html;

/// <summary>How large a page's tree may grow. What goes over a limit of the page ends the parse; what goes over one of an element is cut.</summary>
sealed record HtmlLimits
{
    /// <summary>Elements and texts.</summary>
    public int NodesMax { get; init; } = 1_000_000;

    /// <summary>Open elements: what is nested deeper belongs to the deepest.</summary>
    public int DepthMax { get; init; } = 512;

    /// <summary>Attributes of one element that are kept.</summary>
    public int AttributesMax { get; init; } = 256;

    /// <summary>Bytes of a value; class lists of real pages are shorter.</summary>
    public int AttributeBytesMax { get; init; } = 2000;

    /// <summary>Bytes of a link or of what a meta element says (descriptions, data for scripts).</summary>
    public int ContentBytesMax { get; init; } = 1 << 16;

    /// <summary>Bytes of one script: the data of a page's application may be large.</summary>
    public int ScriptBytesMax { get; init; } = 4 << 20;

    /// <summary>Bytes of all texts and values together.</summary>
    public int BytesMax { get; init; } = 1 << 28;

    /// <summary>Formatting elements (b, font) that a new paragraph opens again; browsers know no such limit, and pages that never close one grow by the square.</summary>
    public int FormattingMax { get; init; } = 64;

    /// <summary>The greatest length of an attribute's value.</summary>
    public int BytesMaxOf(HtmlAttributeName name) =>
        name is HtmlAttributeName.Content or HtmlAttributeName.Href or HtmlAttributeName.AltText or HtmlAttributeName.Src ? ContentBytesMax : AttributeBytesMax;
}
