using System.Text;
using Sluice.Core.Text;

namespace Sluice.Publish.Inspect;

/// <summary>How similar the documents of a cluster are to each other: the Jaccard of their word 5-grams, pair by pair. In a chain A, B, C, where A is like B and B like C, A and C
/// may be unlike: the least tells.</summary>
/// <param name="Documents">Documents compared: those whose text is at hand, at most <see cref="DocumentsMax"/>.</param>
/// <param name="Pairs">Pairs.</param>
/// <param name="Least">The least similarity; null without a pair.</param>
/// <param name="Median">The median.</param>
/// <param name="LeastPair">Ids of the least similar pair; of equal ones the first.</param>
public sealed record InnerSimilarity(int Documents, int Pairs, double? Least, double? Median, (string First, string Second)? LeastPair)
{
    /// <summary>Documents that are compared, all pairs of them.</summary>
    public const int DocumentsMax = 40;

    const int ShingleWords = 5;
    const int CharactersMax = 4 << 20;

    internal static InnerSimilarity Of(IEnumerable<ClusterMember> members, CancellationToken cancellation)
    {
        TextAnalysis analysis = new();
        List<(string Id, ulong[] Shingles)> documents = [.. members.Where(member => member.Text is not null).Take(DocumentsMax).Select(member => (member.Id, Shingles(analysis, member)))];
        List<(double Similarity, string First, string Second)> pairs = [];
        for (int a = 0; a < documents.Count; a++)
        {
            for (int b = a + 1; b < documents.Count; b++)
            {
                cancellation.ThrowIfCancellationRequested();
                pairs.Add((Jaccard(documents[a].Shingles, documents[b].Shingles), documents[a].Id, documents[b].Id));
            }
        }
        if (pairs.Count == 0) return new(documents.Count, 0, null, null, null);
        (double least, string first, string second) = pairs.MinBy(pair => pair.Similarity);
        double[] sorted = [.. pairs.Select(pair => pair.Similarity).Order()];
        return new(documents.Count, pairs.Count, least, (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, (first, second));
    }

    // Ascending, distinct. A text with fewer words than a shingle is one shingle.
    static ulong[] Shingles(TextAnalysis analysis, ClusterMember member)
    {
        string text = member.Text!.Length <= CharactersMax ? member.Text : member.Text[..CharactersMax];
        analysis.Reset(Encoding.UTF8.GetBytes(text), member.Entry?.Language);
        ReadOnlySpan<ulong> words = analysis.SimplifiedWordHashes;
        int width = Math.Min(ShingleWords, words.Length);
        HashSet<ulong> shingles = [];
        for (int i = 0; i + width <= words.Length && width > 0; i++)
        {
            ulong hash = 0;
            foreach (ulong word in words.Slice(i, width)) hash = (hash ^ word) * 0x9E3779B97F4A7C15 + 1;
            shingles.Add(hash);
        }
        ulong[] sorted = [.. shingles];
        Array.Sort(sorted);
        return sorted;
    }

    static double Jaccard(ulong[] a, ulong[] b)
    {
        if (a.Length + b.Length == 0) return 1;
        int shared = 0;
        for (int inA = 0, inB = 0; inA < a.Length && inB < b.Length;)
        {
            ulong left = a[inA], right = b[inB];
            if (left == right) shared++;
            if (left <= right) inA++;
            if (right <= left) inB++;
        }
        return shared / (double)(a.Length + b.Length - shared);
    }
}
