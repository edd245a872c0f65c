using Sluice.Storage.Sorting;

namespace Sluice.Curate.Dedup.Substring;

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
