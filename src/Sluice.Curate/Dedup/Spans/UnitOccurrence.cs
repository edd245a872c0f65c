using System.Runtime.InteropServices;
using Sluice.Storage.Sorting;

namespace Sluice.Curate.Dedup.Spans;

/// <summary>A unit of a document, by its hash; those of one hash come in input order.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
readonly record struct UnitOccurrence(ulong Hash, long Document, int Unit) : IComparable<UnitOccurrence>, ILeadingKey
{
    public int CompareTo(UnitOccurrence other) =>
        Hash != other.Hash ? Hash.CompareTo(other.Hash) : Document != other.Document ? Document.CompareTo(other.Document) : Unit.CompareTo(other.Unit);
}

/// <summary>A unit that is cut, by its document.</summary>
/// <param name="Document">The document's number.</param>
/// <param name="Unit">The unit's index in it.</param>
/// <param name="First">Number of the document with the first occurrence; -1 where none stays.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
readonly record struct UnitCut(ulong Document, int Unit, long First) : IComparable<UnitCut>, ILeadingKey
{
    public int CompareTo(UnitCut other) => Document != other.Document ? Document.CompareTo(other.Document) : Unit.CompareTo(other.Unit);
}
