using System.Collections.Frozen;

namespace Sluice.Ingest.Extract.Html;

/// <summary>The elements that building the tree or choosing the content treats in a way of its own; all others are <see cref="Other"/>.</summary>
enum HtmlTag : byte
{
    Text, Other, A, Abbr, Address, Annotation, AnnotationXml, Applet, Area, Article, Aside, Audio, B, Base, Basefont, Bdi, Bdo, Bgsound, Big, Blockquote, Body, Br, Button,
    Canvas, Caption, Center, Cite, Code, Col, Colgroup, Data, Datalist, Dd, Del, Desc, Details, Dfn, Dialog, Dir, Div, Dl, Dt, Em, Embed, Fieldset, Figcaption, Figure, Font,
    Footer, ForeignObject, Form, Frame, Frameset, H1, H2, H3, H4, H5, H6, Head, Header, Hgroup, Hr, Html, I, Iframe, Image, Img, Input, Ins, Kbd, Keygen, Label, Legend, Li,
    Link, Listing, Main, Maction, Malignmark, Map, Mark, Marquee, Math, Menclose, Menu, Merror, Meta, Meter, Mfenced, Mfrac, Mglyph, Mi, Mmultiscripts, Mn, Mo, Mover, Mpadded,
    Mphantom, Mprescripts, Mroot, Mrow, Ms, Mspace, Msqrt, Mstyle, Msub, Msubsup, Msup, Mtable, Mtd, Mtext, Mtr, Munder, Munderover, Nav, Nobr, Noembed, Noframes, Noscript,
    Object, Ol, Optgroup, Option, Output, P, Param, Picture, Plaintext, Pre, Progress, Q, Rb, Rp, Rt, Rtc, Ruby, S, Samp, Script, Search, Section, Select, Semantics, Slot,
    Small, Source, Span, Strike, Strong, Style, Sub, Summary, Sup, Svg, Table, Tbody, Td, Template, Textarea, Tfoot, Th, Thead, Time, Title, Tr, Track, Tt, U, Ul, Var, Video,
    Wbr, Xmp,
}

/// <summary>What the tree builder must know of an element.</summary>
[Flags]
enum HtmlTagTraits : byte
{
    None = 0,

    /// <summary>Begins and ends a line of text.</summary>
    Block = 1,

    /// <summary>Never has content.</summary>
    Void = 2,

    /// <summary>Its start tag ends an open paragraph.</summary>
    ClosesParagraph = 4,

    /// <summary>End tags inside it don't reach outside it.</summary>
    Scope = 8,

    /// <summary>May stand in the head.</summary>
    Head = 16,

    /// <summary>Its content is text up to its end tag, and nobody reads it.</summary>
    RawText = 32,

    /// <summary>White space in it stays as it is.</summary>
    Preformatted = 64,
}

/// <summary>Looks up elements by name.</summary>
static class HtmlTags
{
    static readonly FrozenDictionary<string, HtmlTag>.AlternateLookup<ReadOnlySpan<char>> s_byName =
        Enum.GetValues<HtmlTag>().Where(t => t > HtmlTag.Other).ToFrozenDictionary(NameOf, StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    static readonly HtmlTagTraits[] s_traits = MakeTraits();

    /// <summary>The element of that name, in lower case.</summary>
    public static HtmlTag Find(ReadOnlySpan<char> name) => s_byName.TryGetValue(name, out HtmlTag tag) ? tag : HtmlTag.Other;

    /// <summary>The name of an element, in lower case.</summary>
    public static string NameOf(HtmlTag tag) => tag == HtmlTag.AnnotationXml ? "annotation-xml" : tag.ToString().ToLowerInvariant();

    public static HtmlTagTraits Traits(this HtmlTag tag) => s_traits[(int)tag];

    public static bool Has(this HtmlTag tag, HtmlTagTraits traits) => (s_traits[(int)tag] & traits) != 0;

    public static bool IsHeading(this HtmlTag tag) => tag is >= HtmlTag.H1 and <= HtmlTag.H6;

    static HtmlTagTraits[] MakeTraits()
    {
        HtmlTagTraits[] traits = new HtmlTagTraits[(int)HtmlTag.Xmp + 1];
        // Source: HTML Living Standard, 13.2.6.4.7 (start tags that close a p element) and 15.3 (display: block).
        Add(HtmlTagTraits.Block | HtmlTagTraits.ClosesParagraph, HtmlTag.Address, HtmlTag.Article, HtmlTag.Aside, HtmlTag.Blockquote, HtmlTag.Center, HtmlTag.Dd,
            HtmlTag.Details, HtmlTag.Dialog, HtmlTag.Dir, HtmlTag.Div, HtmlTag.Dl, HtmlTag.Dt, HtmlTag.Fieldset, HtmlTag.Figcaption, HtmlTag.Figure, HtmlTag.Footer, HtmlTag.Form,
            HtmlTag.H1, HtmlTag.H2, HtmlTag.H3, HtmlTag.H4, HtmlTag.H5, HtmlTag.H6, HtmlTag.Header, HtmlTag.Hgroup, HtmlTag.Hr, HtmlTag.Li, HtmlTag.Listing, HtmlTag.Main, HtmlTag.Menu,
            HtmlTag.Nav, HtmlTag.Ol, HtmlTag.P, HtmlTag.Plaintext, HtmlTag.Pre, HtmlTag.Search, HtmlTag.Section, HtmlTag.Summary, HtmlTag.Table, HtmlTag.Ul, HtmlTag.Xmp);
        Add(HtmlTagTraits.Block, HtmlTag.Body, HtmlTag.Br, HtmlTag.Caption, HtmlTag.Frameset, HtmlTag.Head, HtmlTag.Html, HtmlTag.Legend, HtmlTag.Optgroup, HtmlTag.Option,
            HtmlTag.Tbody, HtmlTag.Td, HtmlTag.Tfoot, HtmlTag.Th, HtmlTag.Thead, HtmlTag.Title, HtmlTag.Tr);
        Add(HtmlTagTraits.Void, HtmlTag.Area, HtmlTag.Base, HtmlTag.Br, HtmlTag.Col, HtmlTag.Embed, HtmlTag.Hr, HtmlTag.Img, HtmlTag.Input, HtmlTag.Link, HtmlTag.Meta,
            HtmlTag.Param, HtmlTag.Source, HtmlTag.Track, HtmlTag.Wbr);
        Add(HtmlTagTraits.Scope, HtmlTag.Html, HtmlTag.Body, HtmlTag.Table, HtmlTag.Td, HtmlTag.Th, HtmlTag.Caption, HtmlTag.Template, HtmlTag.Object, HtmlTag.Button);
        Add(HtmlTagTraits.Head, HtmlTag.Base, HtmlTag.Link, HtmlTag.Meta, HtmlTag.Noscript, HtmlTag.Script, HtmlTag.Style, HtmlTag.Template, HtmlTag.Title);
        Add(HtmlTagTraits.RawText, HtmlTag.Iframe, HtmlTag.Noembed, HtmlTag.Noframes, HtmlTag.Script, HtmlTag.Style);
        Add(HtmlTagTraits.Preformatted, HtmlTag.Listing, HtmlTag.Plaintext, HtmlTag.Pre, HtmlTag.Xmp);
        return traits;

        void Add(HtmlTagTraits trait, params ReadOnlySpan<HtmlTag> tags)
        {
            foreach (HtmlTag tag in tags) traits[(int)tag] |= trait;
        }
    }
}
