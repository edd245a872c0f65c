namespace Sluice.Curate.Dedup.MinHash;

/// <summary>Sorts hashes in linear time: three passes of 11 bits, or a comparison sort where there are few.</summary>
static class RadixSort
{
    const int Bits = 11;
    const int Buckets = 1 << Bits;
    const int Passes = 3;
    const int CountMin = 384; // Below, clearing and adding up the buckets costs more than comparing.

    /// <summary>Sorts ascending.</summary>
    /// <param name="values">The values; sorted on return.</param>
    /// <param name="scratch">As long as the values; overwritten.</param>
    public static void Sort(Span<uint> values, Span<uint> scratch)
    {
        if (values.Length < CountMin)
        {
            values.Sort();
            return;
        }
        Span<int> starts = stackalloc int[Buckets * Passes];
        starts.Clear();
        foreach (uint value in values)
        {
            starts[(int)(value & (Buckets - 1))]++;
            starts[Buckets + (int)(value >> Bits & (Buckets - 1))]++;
            starts[2 * Buckets + (int)(value >> 2 * Bits)]++;
        }
        Span<uint> from = values, to = scratch[..values.Length];
        for (int pass = 0; pass < Passes; pass++)
        {
            Span<int> next = starts.Slice(pass * Buckets, Buckets);
            for (int bucket = 0, sum = 0; bucket < Buckets; bucket++) (next[bucket], sum) = (sum, sum + next[bucket]);
            foreach (uint value in from) to[next[(int)(value >> pass * Bits & (Buckets - 1))]++] = value;
            Span<uint> other = from;
            from = to;
            to = other;
        }
        from.CopyTo(values); // An odd number of passes ends in the scratch.
    }
}
