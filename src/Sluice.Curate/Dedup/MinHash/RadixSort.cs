namespace Sluice.Curate.Dedup.MinHash;

/// <summary>Sorts hashes in linear time: three passes of 11 bits, four of 8 where there are fewer, or a comparison sort where there are very few.</summary>
static class RadixSort
{
    const int Bits = 11;
    const int Buckets = 1 << Bits;
    const int Passes = 3;
    const int CountMin = 4096; // Below, clearing and adding up the buckets costs more than a pass more over smaller ones.
    const int FewMin = 64; // Below, comparing costs less.

    /// <summary>Sorts ascending.</summary>
    /// <param name="values">The values; sorted on return.</param>
    /// <param name="scratch">As long as the values; overwritten.</param>
    public static void Sort(Span<uint> values, Span<uint> scratch)
    {
        if (values.Length < FewMin)
        {
            values.Sort();
            return;
        }
        if (values.Length < CountMin)
        {
            SortFew(values, scratch[..values.Length]);
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
    static void SortFew(Span<uint> values, Span<uint> scratch)
    {
        const int FewBits = 8, FewBuckets = 1 << FewBits, FewPasses = 4;
        Span<ushort> starts = stackalloc ushort[FewBuckets * FewPasses];
        starts.Clear();
        foreach (uint value in values)
        {
            starts[(byte)value]++;
            starts[FewBuckets + (byte)(value >> FewBits)]++;
            starts[2 * FewBuckets + (byte)(value >> 2 * FewBits)]++;
            starts[3 * FewBuckets + (byte)(value >> 3 * FewBits)]++;
        }
        for (int pass = 0; pass < FewPasses; pass++)
        {
            Span<ushort> next = starts.Slice(pass * FewBuckets, FewBuckets);
            ushort sum = 0;
            for (int bucket = 0; bucket < FewBuckets; bucket++) (next[bucket], sum) = (sum, (ushort)(sum + next[bucket]));
            foreach (uint value in values) scratch[next[(byte)(value >> pass * FewBits)]++] = value;
            Span<uint> other = values;
            values = scratch;
            scratch = other;
        }
    }
}
