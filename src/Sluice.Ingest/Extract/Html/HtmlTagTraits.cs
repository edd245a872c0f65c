namespace Sluice.Ingest.Extract.Html;

/// <summary>What building or reading the tree must know of an element of HTML.</summary>
[Flags]
enum HtmlTagTraits : ushort
{
    None = 0,

    /// <summary>Begins and ends a line of text.</summary>
    Block = 1,

    /// <summary>Never has content.</summary>
    Void = 2,

    /// <summary>White space in it stays as it is.</summary>
    Preformatted = 4,

    /// <summary>End tags inside it don't reach outside it.</summary>
    Scope = 8,

    /// <summary>A list: items inside it don't end those outside it.</summary>
    ListScope = 16,

    /// <summary>A button: paragraphs inside it don't end those outside it.</summary>
    ButtonScope = 32,

    /// <summary>Parts of a table inside it don't end those outside it.</summary>
    TableScope = 64,

    /// <summary>Misnested end tags don't reach over it.</summary>
    Special = 128,

    /// <summary>May go without its end tag.</summary>
    ImpliedEnd = 256,

    /// <summary>A part of a table that may go without its end tag.</summary>
    ImpliedEndOfTable = 512,

    /// <summary>Text in it, of MathML, is HTML.</summary>
    MathText = 1024,

    /// <summary>Content of it, of SVG or MathML, is HTML.</summary>
    HtmlContent = 2048,

    /// <summary>Text right inside it belongs before the table.</summary>
    TableStructure = 4096,

    /// <summary>Its start tag in foreign content ends the foreign content.</summary>
    EndsForeign = 8192,

    /// <summary>Its content is text up to its end tag.</summary>
    RawText = 16384,
}

/// <summary>The traits of each element.</summary>
/// <remarks>Source: HTML Living Standard, 13.2.4.2 (stack of open elements), 13.2.6.3 (implied end tags), 13.2.6.5 (foreign content) and 15.3 (display: block).</remarks>
static class HtmlTagTraitTable
{
    static readonly HtmlTagTraits[] s_traits = MakeTraits();

    public static HtmlTagTraits Traits(this HtmlTag tag) => s_traits[(int)tag];

    public static bool Has(this HtmlTag tag, HtmlTagTraits traits) => (s_traits[(int)tag] & traits) != 0;

    static HtmlTagTraits[] MakeTraits()
    {
        HtmlTagTraits[] traits = new HtmlTagTraits[HtmlTags.Count];
        Add(HtmlTagTraits.Block, "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li "
            + "listing main menu nav ol p plaintext pre search section summary table ul xmp body br caption frameset head html legend optgroup option tbody td tfoot th thead title tr");
        Add(HtmlTagTraits.Void, "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr");
        Add(HtmlTagTraits.Preformatted, "listing plaintext pre xmp");
        Add(HtmlTagTraits.Scope, "applet caption html table td th marquee object select template");
        Add(HtmlTagTraits.ListScope, "ol ul");
        Add(HtmlTagTraits.ButtonScope, "button");
        Add(HtmlTagTraits.TableScope, "html table template");
        Add(HtmlTagTraits.Special, "address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd details dir div dl dt embed fieldset "
            + "figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe img input keygen li link listing main marquee menu meta nav noembed "
            + "noframes noscript object ol p param plaintext pre script search section select source style summary table tbody td template textarea tfoot th thead title tr track ul wbr xmp");
        Add(HtmlTagTraits.ImpliedEnd, "dd dt li optgroup option p rb rp rt rtc");
        Add(HtmlTagTraits.ImpliedEndOfTable, "caption colgroup tbody td tfoot th thead tr");
        Add(HtmlTagTraits.TableStructure, "table tbody tfoot thead tr");
        Add(HtmlTagTraits.EndsForeign, "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre ruby s small span "
            + "strong strike sub sup table tt u ul var");
        Add(HtmlTagTraits.RawText, "iframe noembed noframes plaintext script style textarea title xmp");
        return traits;

        void Add(HtmlTagTraits trait, string tags)
        {
            foreach (string tag in tags.Split(' ')) traits[(int)Enum.Parse<HtmlTag>(tag, ignoreCase: true)] |= trait;
        }
    }
}
