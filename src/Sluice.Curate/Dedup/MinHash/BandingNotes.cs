using System.Globalization;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>What is to be expected of a banding, in one sentence for a person.</summary>
static class BandingNotes
{
    static readonly double[] s_similarities = [0.5, 0.6, 0.7, 0.8];

    /// <summary>The bands, and the curve at five similarities: that asked for is one.</summary>
    public static IReadOnlyList<string> Of(Banding banding, double similarity, bool isVerified)
    {
        IEnumerable<string> curve = s_similarities.Append(similarity).Distinct().Order().Select(s => string.Create(CultureInfo.InvariantCulture, $"{Percent(banding.Recall(s))} at {s:0.###}"));
        return [$"{NearDuplicates.Name}: {banding.Bands} bands of {banding.Rows}; pairs {(isVerified ? "compared" : "taken for near-duplicates unseen")}, by similarity: {string.Join(", ", curve)}"];
    }

    // As many decimals as tell it from 100 %, at most four.
    static string Percent(double share)
    {
        string text = (share * 100).ToString(share > 0.9999 ? "0.####" : share > 0.99 ? "0.##" : "0.#", CultureInfo.InvariantCulture);
        return text + " %";
    }
}
