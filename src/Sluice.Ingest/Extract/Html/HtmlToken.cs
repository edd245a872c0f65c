namespace Sluice.Ingest.Extract.Html;

/// <summary>What the tokenizer found.</summary>
enum HtmlTokenKind : byte
{
    /// <summary>The page has ended.</summary>
    End,

    /// <summary>A run of characters without NUL, in valid UTF-8.</summary>
    Text,

    /// <summary>One NUL, which some places drop and others turn into U+FFFD.</summary>
    Null, StartTag, EndTag, Comment, Doctype,
}

/// <summary>How the tokenizer reads on. The tree builder sets it after start tags of elements whose content is text.</summary>
enum HtmlTokenizerMode : byte
{
    /// <summary>Tags, comments, character references.</summary>
    Data,

    /// <summary>Character references, up to the end tag: titles.</summary>
    TextWithReferences,

    /// <summary>Text up to the end tag: style sheets.</summary>
    RawText,

    /// <summary>Text up to an end tag outside comments that hold a script.</summary>
    Script,

    /// <summary>Text up to the page's end.</summary>
    Plaintext,

    /// <summary>Text up to <c>]]&gt;</c>.</summary>
    CData,
}

/// <summary>One attribute of a start tag; its value lies in the page, or decoded in the tokenizer's own bytes.</summary>
readonly record struct HtmlTokenAttribute(HtmlAttributeName Name, int Start, int Length, bool IsDecoded);

/// <summary>What a doctype says. An id that is absent is not an empty one.</summary>
struct HtmlDoctype
{
    public int NameLength, PublicLength, SystemLength;
    public bool HasName, HasPublic, HasSystem, ForcesQuirks;
}
