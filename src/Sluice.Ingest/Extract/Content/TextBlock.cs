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

    /// <summary>Characters of prose; 0 where it does not look like prose.</summary>
    public int Prose;

    /// <summary>What it adds to a text that it belongs to; below 0 for furniture.</summary>
    public int Weight;

    /// <summary>Left out by the name of an element around it.</summary>
    public bool IsDropped;

    /// <summary>In the main text.</summary>
    public bool IsKept;

    /// <summary>Whether it is mostly links.</summary>
    public readonly bool IsLinks => LinkLength * 2 > Length && !(Stops > 0 && Length - LinkLength >= 30);

    /// <summary>Sets <see cref="Prose"/> and <see cref="Weight"/>.</summary>
    public void Weigh(ExtractFavor favor)
    {
        int own = Length - LinkLength;
        bool isProse = !IsLinks && Kind != BlockKind.Caption && (Kind != BlockKind.Heading || (Stops > 0 && own >= 80)) && (own >= 80 || (own >= 30 && Stops + Commas > 0));
        Prose = isProse ? Math.Min(own, 1000) : 0;
        int price = favor switch { ExtractFavor.Precision => 3, ExtractFavor.Balanced => 2, _ => 1 };
        Weight = isProse ? Prose
            : Kind == BlockKind.Preformatted ? Math.Min(own, 1000)
            : IsLinks ? -price * Math.Min(Length, 100) / 2
            : Kind is BlockKind.Heading or BlockKind.Cell ? 0
            : -price * 10;
    }
}

/// <summary>What kind of line a block is, by the element around it.</summary>
enum BlockKind : byte
{
    Other, Paragraph, Heading, ListItem, Cell, Preformatted, Caption,
}
