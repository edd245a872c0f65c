using Sluice.Storage.Sorting;

namespace Sluice.Curate.Dedup.Exact;

/// <summary>A document's key as it is sorted: by hash, then by the order in which documents are taken.</summary>
interface IExactRecord<T> : IComparable<T>, ILeadingKey where T : unmanaged, IExactRecord<T>
{
    /// <summary>The document's number.</summary>
    long Document { get; }

    /// <summary>Makes the record of a key blob.</summary>
    /// <param name="key">At least the hash; of the input's documents all that the step wrote.</param>
    /// <param name="document">The document's number.</param>
    /// <param name="isEarlier">Whether it is of an earlier release: then it comes before all others.</param>
    static abstract T Of(ReadOnlySpan<byte> key, long document, bool isEarlier);

    /// <summary>Whether two documents are equal.</summary>
    bool HasHashOf(in T other);
}
