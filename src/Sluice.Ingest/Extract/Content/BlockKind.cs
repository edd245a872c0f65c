namespace Sluice.Ingest.Extract.Content;

/// <summary>What kind of line a block is, by the elements around it.</summary>
enum BlockKind : byte
{
    /// <summary>Text of no element with a meaning.</summary>
    Other,

    /// <summary>A paragraph.</summary>
    Paragraph,

    /// <summary>A heading; <see cref="TextBlock.Level"/> is its level.</summary>
    Heading,

    /// <summary>A list's entry, a term or its definition; <see cref="TextBlock.Level"/> is the depth, <see cref="TextBlock.Ordinal"/> the number.</summary>
    ListItem,

    /// <summary>A table's cell: <see cref="TextBlock.Table"/>, <see cref="TextBlock.Row"/>, <see cref="TextBlock.Column"/>.</summary>
    Cell,

    /// <summary>Text whose lines and spaces stay: code, poems.</summary>
    Preformatted,

    /// <summary>A caption of a figure or table.</summary>
    Caption,

    /// <summary>A note that the text refers to.</summary>
    Footnote,

    /// <summary>A formula on a line of its own, as TeX between two dollar signs.</summary>
    Math,
}
