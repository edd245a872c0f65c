using System.Runtime.InteropServices;

namespace Sluice.Ingest.Extract.Content;

/// <summary>One line of the page: texts with no border of a block element between them.</summary>
[StructLayout(LayoutKind.Auto)]
struct TextBlock
{
    /// <summary>The block element that holds it.</summary>
    public int Element;

    /// <summary>Its first text's node, and the node after its last.</summary>
    public int First, End;

    /// <summary>What kind of line it is.</summary>
    public BlockKind Kind;

    /// <summary>Characters, where one of a script without spaces counts three.</summary>
    public int Length;

    /// <summary>Of these, inside links.</summary>
    public int LinkLength;

    /// <summary>Marks that end sentences.</summary>
    public int Stops;

    /// <summary>Commas of all scripts.</summary>
    public int Commas;

    /// <summary>The row whose line it shares; -1 for a line of its own.</summary>
    public int Row;

    public bool IsKept;
}

/// <summary>What kind of line a block is, by the element around it.</summary>
enum BlockKind : byte
{
    Other, Paragraph, Heading, ListItem, Cell, Preformatted, Caption,
}
