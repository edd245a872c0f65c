using System.Collections.Frozen;

namespace Sluice.Ingest.Extract.Html;

/// <summary>The attributes that somebody reads; the parser skips all others.</summary>
enum HtmlAttributeName : byte
{
    None, About, Alt, AltText, AriaHidden, AriaLabel, Charset, Cite, Class, ColSpan, Content, DateTime, Dir, Display, Encoding, Headers, Hidden, Href,
    HrefLang, HttpEquiv, Id, ItemId, ItemProp, ItemRef, ItemScope, ItemType, Lang, Media, Name, Open, Property, PubDate, Rel, Resource, Rev, Reversed,
    Role, RowSpan, Scope, Src, Start, Style, Title, Type, TypeOf, Value, Vocab, XmlLang,
}

/// <summary>Looks up attributes by name.</summary>
static class HtmlAttributeNames
{
    static readonly FrozenDictionary<string, HtmlAttributeName>.AlternateLookup<ReadOnlySpan<char>> s_byName =
        Enum.GetValues<HtmlAttributeName>().Where(n => n > HtmlAttributeName.None).ToFrozenDictionary(NameOf, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The attribute of that name, in lower case.</summary>
    public static HtmlAttributeName Find(ReadOnlySpan<char> name) => s_byName.TryGetValue(name, out HtmlAttributeName found) ? found : HtmlAttributeName.None;

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
