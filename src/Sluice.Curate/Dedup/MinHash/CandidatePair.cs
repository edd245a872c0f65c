using System.Runtime.InteropServices;
using Sluice.Storage.Sorting;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>Two documents that share a band, by their positions; in the order of the later one, then the earlier.</summary>
[StructLayout(LayoutKind.Sequential)]
readonly struct CandidatePair : IComparable<CandidatePair>, ILeadingKey
{
    const ulong NoEarlier = ulong.MaxValue >> 1;

    readonly ulong _later;
    readonly ulong _earlier; // Its lowest bit: whether there are more.

    CandidatePair(ulong later, ulong earlier) => (_later, _earlier) = (later, earlier);

    /// <param name="later">Position of the later document.</param>
    /// <param name="earlier">Position of the earlier one.</param>
    /// <param name="isMore">Whether other documents share a band with the later one.</param>
    public CandidatePair(long later, long earlier, bool isMore)
        : this((ulong)later, (ulong)earlier << 1 | (isMore ? 1ul : 0)) { }

    /// <summary>Tells only that there are others that share a band with a document.</summary>
    public static CandidatePair More(long later) => new((ulong)later, NoEarlier << 1 | 1);

    public long Later => (long)_later;

    /// <summary>Position of the earlier document; -1 for none.</summary>
    public long Earlier => _earlier >> 1 == NoEarlier ? -1 : (long)(_earlier >> 1);

    public bool IsMore => (_earlier & 1) != 0;

    public int CompareTo(CandidatePair other) => _later != other._later ? _later.CompareTo(other._later) : _earlier.CompareTo(other._earlier);
}
