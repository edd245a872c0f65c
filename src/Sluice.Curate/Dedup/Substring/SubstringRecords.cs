using Sluice.Storage.Sorting;

namespace Sluice.Curate.Dedup.Substring;

/// <summary>A place in the corpus: number of the document, and byte of its text. Ascends in the order of occurrence.</summary>
static class Place
{
    public static ulong Of(long document, int offset) => (ulong)document << 32 | (uint)offset;

    public static long DocumentOf(ulong place) => (long)(place >> 32);

    public static int OffsetOf(ulong place) => (int)(uint)place;
}

/// <summary>A block by its anchor, its content and its place.</summary>
struct PlacedBlock : IComparable<PlacedBlock>, ILeadingKey
{
    const uint TiedBit = 1u << 31, InsideRunBit = 1u << 30;

    public ulong Anchor, Content, Place;
    public uint MoreOfContent;
    uint _length;

    public PlacedBlock(long document, in Block block)
    {
        (Anchor, Content, MoreOfContent) = (block.Anchor, block.Content, block.MoreOfContent);
        Place = Substring.Place.Of(document, block.Start);
        _length = (uint)block.Length | (block.IsTied ? TiedBit : 0) | (block.IsInsideRun ? InsideRunBit : 0);
    }

    public readonly int Length => (int)(_length & ~(TiedBit | InsideRunBit));

    public readonly bool IsTied => (_length & TiedBit) != 0;

    public readonly bool IsInsideRun => (_length & InsideRunBit) != 0;

    public readonly bool EqualsContent(in PlacedBlock other) => Anchor == other.Anchor && Content == other.Content && MoreOfContent == other.MoreOfContent;

    public readonly int CompareTo(PlacedBlock other)
    {
        if (Anchor != other.Anchor) return Anchor < other.Anchor ? -1 : 1;
        if (Content != other.Content) return Content < other.Content ? -1 : 1;
        if (MoreOfContent != other.MoreOfContent) return MoreOfContent < other.MoreOfContent ? -1 : 1;
        return Place.CompareTo(other.Place);
    }
}

/// <summary>A block whose windows must be compared one by one.</summary>
readonly struct OpenBlock(in PlacedBlock block) : IComparable<OpenBlock>, ILeadingKey
{
    public readonly ulong Place = block.Place;
    public readonly int Length = block.Length;
    public readonly bool IsInsideRun = block.IsInsideRun;

    public int CompareTo(OpenBlock other) => Place.CompareTo(other.Place);
}

/// <summary>A window by its content and its place.</summary>
readonly struct Window(ulong content, uint moreOfContent, ulong place, int length) : IComparable<Window>, ILeadingKey
{
    public readonly ulong Content = content, Place = place;
    public readonly uint MoreOfContent = moreOfContent;
    public readonly int Length = length;

    public bool EqualsContent(in Window other) => Content == other.Content && MoreOfContent == other.MoreOfContent;

    public int CompareTo(Window other)
    {
        if (Content != other.Content) return Content < other.Content ? -1 : 1;
        if (MoreOfContent != other.MoreOfContent) return MoreOfContent < other.MoreOfContent ? -1 : 1;
        return Place.CompareTo(other.Place);
    }
}

/// <summary>A part of a document that occurred before.</summary>
readonly struct RepeatedPart(ulong place, ulong firstPlace, int length) : IComparable<RepeatedPart>, ILeadingKey
{
    public readonly ulong Place = place, FirstPlace = firstPlace;
    public readonly int Length = length;

    public int CompareTo(RepeatedPart other)
    {
        if (Place != other.Place) return Place < other.Place ? -1 : 1;
        if (FirstPlace != other.FirstPlace) return FirstPlace < other.FirstPlace ? -1 : 1;
        return Length.CompareTo(other.Length);
    }
}
