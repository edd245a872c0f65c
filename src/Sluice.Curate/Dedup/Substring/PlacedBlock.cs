using Sluice.Storage.Sorting;

namespace Sluice.Curate.Dedup.Substring;

/// <summary>A block by its anchor, its content and its place.</summary>
struct PlacedBlock : IComparable<PlacedBlock>, ILeadingKey
{
    const uint TiedBit = 1u << 31, InsideRunBit = 1u << 30;

    public ulong Anchor, Content, Place;
    public uint MoreOfContent;
    readonly uint _length;

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
