namespace Sluice.Storage.Sorting;

/// <summary>Marks a record whose first eight bytes are a <see cref="ulong"/> field that decides its order before all others: such records are sorted by radix.</summary>
/// <remarks>The record must have a sequential layout (a struct's default), with that field first; <see cref="IComparable{T}.CompareTo"/> must begin with it, unsigned and ascending.</remarks>
public interface ILeadingKey;
