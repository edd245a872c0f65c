using System.Text;

namespace Sluice.Ingest.Extract.Html;

/// <summary>What a node is: a text, a comment, a doctype, or one of the elements that building the tree or reading it treats in a way of its own; all others are <see cref="Other"/>.</summary>
enum HtmlTag : byte
{
    Text, Comment, Doctype, Other, A, Abbr, Address, Annotation, AnnotationXml, Applet, Area, Article, Aside, Audio, B, Base, Basefont, Bdi, Bdo, Bgsound, Big, Blockquote,
    Body, Br, Button, Canvas, Caption, Center, Cite, Code, Col, Colgroup, Data, Datalist, Dd, Del, Desc, Details, Dfn, Dialog, Dir, Div, Dl, Dt, Em, Embed, Fieldset,
    Figcaption, Figure, Font, Footer, ForeignObject, Form, Frame, Frameset, H1, H2, H3, H4, H5, H6, Head, Header, Hgroup, Hr, Html, I, Iframe, Image, Img, Input, Ins, Kbd,
    Keygen, Label, Legend, Li, Link, Listing, Main, Maction, Malignmark, Map, Mark, Marquee, Math, Menclose, Menu, Merror, Meta, Meter, Mfenced, Mfrac, Mglyph, Mi,
    Mmultiscripts, Mn, Mo, Mover, Mpadded, Mphantom, Mprescripts, Mroot, Mrow, Ms, Mspace, Msqrt, Mstyle, Msub, Msubsup, Msup, Mtable, Mtd, Mtext, Mtr, Munder, Munderover,
    Nav, Nobr, Noembed, Noframes, Noscript, Object, Ol, Optgroup, Option, Output, P, Param, Picture, Plaintext, Pre, Progress, Q, Rb, Rp, Rt, Rtc, Ruby, S, Samp, Script,
    Search, Section, Select, Semantics, Slot, Small, Source, Span, Strike, Strong, Style, Sub, Summary, Sup, Svg, Table, Tbody, Td, Template, Textarea, Tfoot, Th, Thead,
    Time, Title, Tr, Track, Tt, U, Ul, Var, Video, Wbr, Xmp,
}

/// <summary>Names of elements.</summary>
static class HtmlTags
{
    /// <summary>How many there are; names that are not among them are numbered from here on.</summary>
    public const int Count = (int)HtmlTag.Xmp + 1;

    static readonly HtmlNameLookup s_byName = new(Enumerable.Range((int)HtmlTag.Other + 1, Count - (int)HtmlTag.Other - 1).Select(t => (NameOf((HtmlTag)t), t)));

    static readonly byte[][] s_utf8Names = [.. Enum.GetValues<HtmlTag>().Select(t => Encoding.UTF8.GetBytes(NameOf(t)))];

    /// <summary>The element of a packed name, in lower case.</summary>
    public static HtmlTag Find(in PackedName name) => s_byName.TryFind(name, out int found) ? (HtmlTag)found : HtmlTag.Other;

    /// <summary>The name of an element, in lower case.</summary>
    public static string NameOf(HtmlTag tag) => tag == HtmlTag.AnnotationXml ? "annotation-xml" : tag.ToString().ToLowerInvariant();

    /// <summary>The same in UTF-8.</summary>
    public static ReadOnlySpan<byte> Utf8NameOf(HtmlTag tag) => s_utf8Names[(int)tag];

    public static bool IsHeading(this HtmlTag tag) => tag is >= HtmlTag.H1 and <= HtmlTag.H6;
}
