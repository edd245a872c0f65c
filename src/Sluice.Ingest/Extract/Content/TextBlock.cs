using System.Runtime.InteropServices;

namespace Sluice.Ingest.Extract.Content;

/// <summary>One line of the page: texts with no border of a block element between them. Its text lies in <see cref="PageBlocks"/>.</summary>
[StructLayout(LayoutKind.Auto)]
struct TextBlock
{
    /// <summary>The block element that holds it.</summary>
    public int Element;

    /// <summary>Its first text's node, and the node after its last.</summary>
    public int First, End;

    /// <summary>Where its text lies in the buffer, and how many bytes it has.</summary>
    public int TextStart, TextLength;

    /// <summary>Its <see cref="InlineMark"/>s, as a range.</summary>
    public int FirstMark, EndMark;

    /// <summary>What kind of line it is.</summary>
    public BlockKind Kind;

    /// <summary>Of a heading 1 to 6; of a list item the depth of the list, from 1 on; else 0.</summary>
    public byte Level;

    /// <summary>How many quotes (<c>blockquote</c>) are around it.</summary>
    public byte QuoteDepth;

    /// <summary>Of an ordered list's item its number, of a note the note's; 0 where it has none.</summary>
    public int Ordinal;

    /// <summary>The item (<c>li</c>) around it, or -1: lines with the same one belong together.</summary>
    public int Item;

    /// <summary>The data table around it, or -1.</summary>
    public int Table;

    /// <summary>Of a data table: the row whose line it shares; -1 for a line of its own.</summary>
    public int Row;

    /// <summary>The cell around it, or -1.</summary>
    public int Cell;

    /// <summary>Of a cell: its column, counted from 0.</summary>
    public int Column;

    /// <summary>Characters, where one of a script without spaces counts three.</summary>
    public int Length;

    /// <summary>Of these, inside links.</summary>
    public int LinkLength;

    /// <summary>Marks that end sentences.</summary>
    public int Stops;

    /// <summary>Commas of all scripts.</summary>
    public int Commas;

    /// <summary>Characters of prose; 0 where it does not look like prose.</summary>
    public int Prose;

    /// <summary>What it adds to a text that it belongs to; below 0 for furniture.</summary>
    public int Weight;

    /// <summary>What the choice was made by, for people; the chooser says what it means.</summary>
    public float Score;

    /// <summary>Why it was kept or left out.</summary>
    public BlockReason Reason;

    /// <summary>Left out by the name of an element around it.</summary>
    public bool IsDropped;

    /// <summary>In the main text.</summary>
    public bool IsKept;

    /// <summary>Whether it is mostly links.</summary>
    public readonly bool IsLinks => LinkLength * 2 > Length && !(Stops > 0 && Length - LinkLength >= 30);

    /// <summary>Sets <see cref="Prose"/>.</summary>
    public void MeasureProse()
    {
        int own = Length - LinkLength;
        bool isProse = !IsLinks && Kind != BlockKind.Caption && (Kind != BlockKind.Heading || (Stops > 0 && own >= 80)) && (own >= 80 || (own >= 30 && Stops + Commas > 0));
        Prose = isProse ? Math.Min(own, 1000) : 0;
    }

    /// <summary>Sets <see cref="Weight"/>.</summary>
    public void Weigh(ExtractFavor favor)
    {
        int own = Length - LinkLength;
        int price = favor switch { ExtractFavor.Precision => 3, ExtractFavor.Balanced => 2, _ => 1 };
        Weight = Prose > 0 ? Prose
            : Kind is BlockKind.Preformatted or BlockKind.Math ? Math.Min(own, 1000)
            : IsLinks ? -price * Math.Min(Length, 100) / 2
            : Kind is BlockKind.Heading or BlockKind.Cell ? 0
            : -price * 10;
        Score = Weight;
    }
}
