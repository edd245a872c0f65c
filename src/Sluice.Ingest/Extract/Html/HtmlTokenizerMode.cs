namespace Sluice.Ingest.Extract.Html;

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
