namespace Sluice.Ingest.Extract.Content;

/// <summary>From which score on a page's blocks are kept: the choice with the greatest expected F1, given how likely each block is wanted.</summary>
/// <remarks>Where the blocks are sure, that is even odds; on a page where nothing is sure, less is asked, so a page with text never comes out empty.
/// The rule: Lipton, Elkan and Naryanaswamy 2014, "Optimal Thresholding of Classifiers to Maximize F1 Measure". Linear in blocks.</remarks>
static class KeepThreshold
{
    // 65536 / (1 + exp(-(score - 128) / 16)), rounded: written out, so that no machine's own exponential decides.
    static readonly int[] s_odds = MakeOdds();

    /// <summary>The least score of those to keep: <paramref name="usual"/>, or less where that is expected to lose much.</summary>
    public static int Of(ReadOnlySpan<byte> scores, ReadOnlySpan<TextBlock> blocks, int usual)
    {
        Span<long> length = stackalloc long[256];
        length.Clear();
        for (int i = 0; i < scores.Length; i++) length[scores[i]] += WeightOf(blocks[i]);
        long wanted = 0;
        for (int s = 0; s < 256; s++) wanted += length[s] * s_odds[s] >> 8;
        long kept = 0, hits = 0;
        int best = 0;
        double bestF1 = -1, lastF1 = 0, usualF1 = -1;
        for (int s = 255; s >= 0; s--)
        {
            if (length[s] == 0) continue;
            kept += length[s];
            hits += length[s] * s_odds[s] >> 8;
            if (s < usual && usualF1 < 0) usualF1 = bestF1 < 0 ? 0 : lastF1;
            double f1 = hits / (kept * 256.0 + wanted); // Whole numbers below 2^53: exact but for the division, which is equal on every machine.
            lastF1 = f1;
            if (f1 > bestF1) (bestF1, best) = (f1, s);
        }
        return usualF1 < 0 || usualF1 > bestF1 * Tolerance ? usual : Math.Clamp(best, Floor, usual);
    }

    // As long as it keeps this much of the best, the usual threshold stays.
    const double Tolerance = 0.9;

    // A block surer than this to be furniture is not kept, whatever else the page has.
    const int Floor = 128 - 64;

    static int WeightOf(in TextBlock block) => block.Length + 10;

    static int[] MakeOdds()
    {
        int[] odds = new int[256];
        for (int s = 0; s < 256; s++) odds[s] = (int)Math.Round(65536 / (1 + Math.Exp((128 - s) / 16.0)));
        return odds;
    }
}
