using System.Runtime.InteropServices;
using Sluice.Storage.Sorting;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>A document and the distinct earlier ones that it shares a band with, in ascending order. Reused from one to the next.</summary>
sealed class CandidateGroup
{
    readonly List<long> _earlier = [];

    /// <summary>Its position.</summary>
    public long Later { get; private set; }

    /// <summary>Positions of the earlier ones.</summary>
    public ReadOnlySpan<long> Earlier => CollectionsMarshal.AsSpan(_earlier);

    /// <summary>Whether others share a band with it.</summary>
    public bool IsMore { get; private set; }

    /// <summary>The groups of sorted pairs.</summary>
    public static IEnumerable<CandidateGroup> Of(SortedRecords<CandidatePair> pairs, CancellationToken cancellation)
    {
        CandidateGroup group = new();
        bool isAny = false;
        foreach (CandidatePair pair in pairs)
        {
            if (isAny && pair.Later != group.Later)
            {
                cancellation.ThrowIfCancellationRequested();
                yield return group;
                group._earlier.Clear();
                group.IsMore = false;
            }
            (group.Later, isAny) = (pair.Later, true);
            group.IsMore |= pair.IsMore;
            if (pair.Earlier >= 0 && (group._earlier.Count == 0 || group._earlier[^1] != pair.Earlier)) group._earlier.Add(pair.Earlier);
        }
        if (isAny) yield return group;
    }
}
