using System.Globalization;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>What is to be expected of a banding, in two sentences for a person.</summary>
static class BandingNotes
{
    static readonly double[] s_similarities = [0.3, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9];

    /// <summary>The curve, and what it means at the similarity asked for.</summary>
    public static IReadOnlyList<string> Of(Banding banding, double similarity, bool isVerified)
    {
        IEnumerable<string> curve = s_similarities.Append(similarity).Distinct().Order().Select(s => string.Create(CultureInfo.InvariantCulture, $"{Percent(banding.Recall(s))} at {s:0.###}"));
        double found = similarity < 1 ? banding.Share(similarity, 1) : 1, needless = banding.Share(0, similarity);
        string needlessly = isVerified ? "are compared and stay" : "are taken for near-duplicates, since they are not verified";
        return
        [
            $"{NearDuplicates.Name}: {banding.Bands} bands of {banding.Rows} hashes; of pairs with a Jaccard similarity, these become candidates: {string.Join(", ", curve)}",
            string.Create(CultureInfo.InvariantCulture, $"{NearDuplicates.Name}: of pairs spread evenly, {Percent(found)} of those at {similarity:0.###} or more are found, and {Percent(needless)} of those below {needlessly}"),
        ];
    }

    // As many decimals as tell it from 100 %, at most four.
    static string Percent(double share)
    {
        string text = (share * 100).ToString(share > 0.9999 ? "0.####" : share > 0.99 ? "0.##" : "0.#", CultureInfo.InvariantCulture);
        return text + " %";
    }
}
