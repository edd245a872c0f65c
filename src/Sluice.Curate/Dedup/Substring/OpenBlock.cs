using Sluice.Storage.Sorting;

namespace Sluice.Curate.Dedup.Substring;

/// <summary>A block whose windows must be compared one by one.</summary>
readonly struct OpenBlock(in PlacedBlock block) : IComparable<OpenBlock>, ILeadingKey
{
    public readonly ulong Place = block.Place;
    public readonly int Length = block.Length;
    public readonly bool IsInsideRun = block.IsInsideRun;

    public int CompareTo(OpenBlock other) => Place.CompareTo(other.Place);
}
