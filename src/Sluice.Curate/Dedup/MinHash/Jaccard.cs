namespace Sluice.Curate.Dedup.MinHash;

/// <summary>The similarity of two sets of shingles: shared ones over all.</summary>
static class Jaccard
{
    /// <summary>The Jaccard of two sets, or a smaller number where it can't reach a bound.</summary>
    /// <param name="a">Ascending, distinct.</param>
    /// <param name="b">Ascending, distinct.</param>
    /// <param name="atLeast">Below it the value does not matter: the comparison may stop early and return 0.</param>
    public static double Of(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b, double atLeast)
    {
        if (a.Length == 0 || b.Length == 0) return 0;
        // shared / (a + b - shared) >= t needs shared >= t (a + b) / (1 + t); one less, so that rounding never decides.
        int needed = (int)(atLeast * (a.Length + (long)b.Length) / (1 + atLeast)) - 1;
        if (Math.Min(a.Length, b.Length) < needed) return 0;

        int shared = 0, inA = 0, inB = 0;
        const int Stride = 64; // How often the bound is looked at.
        while (inA < a.Length && inB < b.Length)
        {
            if (shared + Math.Min(a.Length - inA, b.Length - inB) < needed) return 0;
            int endA = Math.Min(a.Length, inA + Stride);
            while (inA < endA && inB < b.Length)
            {
                uint left = a[inA], right = b[inB];
                shared += left == right ? 1 : 0;
                inA += left <= right ? 1 : 0;
                inB += right <= left ? 1 : 0;
            }
        }
        return shared / (double)(a.Length + (long)b.Length - shared);
    }
}
