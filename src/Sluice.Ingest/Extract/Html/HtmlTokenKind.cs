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
