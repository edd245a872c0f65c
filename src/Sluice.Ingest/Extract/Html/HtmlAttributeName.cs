namespace Sluice.Ingest.Extract.Html;

/// <summary>The attributes that somebody reads; extraction skips all others. Greater numbers are names of one page (<see cref="HtmlNames"/>).</summary>
enum HtmlAttributeName
{
    None, About, Alt, AltText, AriaHidden, AriaLabel, Charset, Cite, Class, ColSpan, Content, DateTime, Dir, Display, Encoding, Headers, Hidden, Href,
    HrefLang, HttpEquiv, Id, ItemId, ItemProp, ItemRef, ItemScope, ItemType, Lang, Media, Name, Open, Property, PubDate, Rel, Resource, Rev, Reversed,
    Role, RowSpan, Scope, Src, Start, Style, Title, Type, TypeOf, Value, Vocab, XmlLang,

    // Building the tree asks for these, nobody else does.
    Color, Face, Size,
}

/// <summary>Names of attributes.</summary>
static class HtmlAttributeNames
{
    /// <summary>Up to here they are kept in the tree; below 64, so that a set of them is one register.</summary>
    public const HtmlAttributeName LastRead = HtmlAttributeName.XmlLang;

    static readonly HtmlNameLookup s_byName = new(Enum.GetValues<HtmlAttributeName>().Where(n => n > HtmlAttributeName.None).Select(n => (NameOf(n), (int)n)));

    /// <summary>The attribute of a packed name, in lower case.</summary>
    public static HtmlAttributeName Find(in PackedName name) => s_byName.TryFind(name, out int found) ? (HtmlAttributeName)found : HtmlAttributeName.None;

    /// <summary>The name in lower case, as pages write it.</summary>
    public static string NameOf(HtmlAttributeName name) => name switch
    {
        HtmlAttributeName.AriaHidden => "aria-hidden",
        HtmlAttributeName.AriaLabel => "aria-label",
        HtmlAttributeName.HttpEquiv => "http-equiv",
        HtmlAttributeName.XmlLang => "xml:lang",
        _ => name.ToString().ToLowerInvariant(),
    };
}
