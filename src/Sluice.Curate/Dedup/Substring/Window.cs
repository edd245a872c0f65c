using Sluice.Storage.Sorting;

namespace Sluice.Curate.Dedup.Substring;

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
