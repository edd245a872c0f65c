namespace Sluice.Ingest.Extract.Content;

/// <summary>What an element's tag, role and names (class, id, itemprop) say about its content.</summary>
enum NameHint : byte
{
    None,

    /// <summary>The main text, by a common name of its container.</summary>
    Container,

    /// <summary>May be furniture; not where much of the page's prose is in it.</summary>
    Doubtful,

    /// <summary>Furniture, as long as most of the page's prose is outside it.</summary>
    Furniture,

    /// <summary>What readers wrote, as long as some of the page's prose is outside it.</summary>
    Comments,
}
