namespace Sluice.Curate.Dedup.MinHash;

/// <summary>How a signature is cut: two documents become candidates if all rows of at least one band are equal.</summary>
/// <param name="Bands">Bands.</param>
/// <param name="Rows">Hashes of a band.</param>
public readonly record struct Banding(int Bands, int Rows)
{
    const int SlotsBudget = 128;
    const double RecallAsked = 0.995;

    /// <summary>Datatrove's: 14 buckets of 8.</summary>
    public static Banding Datatrove => new(14, 8);

    /// <summary>Hashes of a signature.</summary>
    public int Slots => Bands * Rows;

    /// <summary>Probability that two documents of this similarity become candidates: 1 - (1 - J^rows)^bands.</summary>
    public double Recall(double similarity) => 1 - Math.Pow(1 - Math.Pow(similarity, Rows), Bands);

    /// <summary>The bands with the most rows (so the fewest needless candidates) that find 99.5 % of the pairs at the least similarity with at most 128 hashes.</summary>
    /// <remarks>Candidates are verified, so bands need not be sharp at the threshold, only complete above it.
    /// 0.75: 20 bands of 5; 0.8: 18 of 6; 0.9: 11 of 9; 0.5: 40 of 3.</remarks>
    public static Banding Solve(double similarity)
    {
        Banding best = new(1, 1);
        for (int rows = 1; rows <= SlotsBudget; rows++)
        {
            double bandIsEqual = Math.Pow(similarity, rows);
            double bands = bandIsEqual >= 1 ? 1 : Math.Ceiling(Math.Log(1 - RecallAsked) / Math.Log(1 - bandIsEqual));
            if (bands < 1 || bands * rows > SlotsBudget) return rows == 1 ? new(SlotsBudget, 1) : best;
            best = new((int)bands, rows);
        }
        return best;
    }
}
