using System.Runtime.CompilerServices;

namespace Sluice.Storage.Sorting;

/// <summary>Sorts records in place: by radix on the leading key where they have one (<see cref="ILeadingKey"/>), else by comparing.</summary>
/// <remarks>Source of the radix sort: McIlroy, Bostic and McIlroy 1993, "Engineering Radix Sort" (American flag sort). It needs no second array; time O(records x 8) and what ties cost.</remarks>
static class RecordSort<T> where T : unmanaged, IComparable<T>
{
    const int Buckets = 256;
    const int TopShift = 56;
    const int CountMin = 192; // Below, comparing is faster than clearing and adding up buckets.

    static readonly bool s_hasLeadingKey = typeof(ILeadingKey).IsAssignableFrom(typeof(T)) && Unsafe.SizeOf<T>() >= sizeof(ulong);

    /// <summary>Sorts ascending.</summary>
    public static void Sort(Span<T> records)
    {
        if (s_hasLeadingKey) SortByRadix(records, TopShift);
        else records.Sort();
    }

    // Records of one bucket share all bits of the key above the shift. The depth is at most eight.
    static void SortByRadix(Span<T> records, int shift)
    {
        if (records.Length < CountMin || shift < 0)
        {
            records.Sort();
            return;
        }
        Span<int> ends = stackalloc int[Buckets];
        Span<int> next = stackalloc int[Buckets];
        ends.Clear();
        for (int n = 0; n < records.Length; n++) ends[Digit(ref records[n], shift)]++;
        if (ends[Digit(ref records[0], shift)] == records.Length)
        {
            SortByRadix(records, shift - 8);
            return;
        }
        for (int bucket = 0, sum = 0; bucket < Buckets; bucket++)
        {
            next[bucket] = sum;
            ends[bucket] = sum += ends[bucket];
        }
        for (int bucket = 0; bucket < Buckets; bucket++) Fill(records, bucket, ends, next, shift);
        for (int bucket = 0, start = 0; bucket < Buckets; start = ends[bucket++])
            if (ends[bucket] - start > 1) SortByRadix(records[start..ends[bucket]], shift - 8);
    }

    // Follows each record to its place, and the one that lay there to its own, until one of this bucket turns up.
    static void Fill(Span<T> records, int bucket, ReadOnlySpan<int> ends, Span<int> next, int shift)
    {
        while (next[bucket] < ends[bucket])
        {
            T record = records[next[bucket]];
            for (int digit = Digit(ref record, shift); digit != bucket; digit = Digit(ref record, shift))
            {
                ref T place = ref records[next[digit]++];
                (place, record) = (record, place);
            }
            records[next[bucket]++] = record;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int Digit(ref T record, int shift) => (int)(Unsafe.As<T, ulong>(ref record) >> shift) & (Buckets - 1);
}
