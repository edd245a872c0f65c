using Sluice.Ingest.Extract.Content;
using Sluice.Ingest.Extract.Html;

namespace Sluice.TrainContent;

/// <summary>Logistic regression over the words of the names around a block.</summary>
static class NameTrainer
{
    // Words of fewer sites are not learned: they would tell the site.
    const int SitesMin = 3;
    const int Rounds = 8;
    const double Decay = 2e-3;
    const double Step = 0.15;

    /// <summary>The words of the names around each block of a page.</summary>
    public static uint[][] WordsOf(HtmlTree tree, ReadOnlySpan<TextBlock> blocks)
    {
        Dictionary<int, uint[]> byElement = [];
        uint[] room = new uint[NameWords.WordsMax];
        uint[] Around(int element)
        {
            if (element <= 0) return [];
            if (byElement.TryGetValue(element, out uint[]? known)) return known;
            int count = NameWords.Read(tree, tree.Nodes[element], room);
            uint[] own = room[..count];
            return byElement[element] = [.. Around(tree.Nodes[element].Parent).Concat(own).Distinct()];
        }
        uint[][] words = new uint[blocks.Length][];
        for (int i = 0; i < words.Length; i++) words[i] = Around(blocks[i].Element);
        return words;
    }

    public static NameTable Train(IReadOnlyList<TrainingPage> pages, Func<TrainingPage, double> pageWeight)
    {
        Dictionary<uint, HashSet<string>> sites = [];
        foreach (TrainingPage page in pages)
            for (int i = 0; i < page.Count; i++)
            {
                if (page.Labels[i] < 0) continue;
                foreach (uint word in page.NameWords[i])
                {
                    if (!sites.TryGetValue(word, out HashSet<string>? of)) sites[word] = of = [];
                    if (of.Count < SitesMin) of.Add(page.Truth.Site);
                }
            }
        Dictionary<uint, int> index = [];
        foreach (uint word in sites.Where(s => s.Value.Count >= SitesMin).Select(s => s.Key).Order()) index[word] = index.Count;
        List<(int[] Words, float Target, float Weight)> rows = [];
        foreach (TrainingPage page in pages)
        {
            double factor = pageWeight(page);
            for (int i = 0; i < page.Count; i++)
                if (page.Labels[i] >= 0)
                    rows.Add(([.. page.NameWords[i].Where(index.ContainsKey).Select(w => index[w])], page.Labels[i], (float)(factor * (page.Weights[i] + (page.Truth.Text is null ? 0 : 0.0005)))));
        }
        double mean = rows.Average(r => (double)r.Weight);
        double[] weights = new double[index.Count], squares = new double[index.Count];
        double bias = 0;
        int[] order = [.. Enumerable.Range(0, rows.Count).OrderBy(i => (uint)i * 2654435761u)];
        for (int round = 0; round < Rounds; round++)
        {
            foreach (int r in order)
            {
                (int[] words, float target, float weight) = rows[r];
                double sum = bias;
                foreach (int w in words) sum += weights[w];
                double gradient = Math.Min(10, weight / mean) * (1 / (1 + Math.Exp(-sum)) - target);
                bias -= 0.002 * gradient;
                foreach (int w in words)
                {
                    double g = gradient + Decay * weights[w];
                    squares[w] += g * g;
                    weights[w] -= Step * g / Math.Sqrt(squares[w] + 1);
                }
            }
        }
        return new(index.Select(w => KeyValuePair.Create(w.Key, (sbyte)Math.Clamp(Math.Round(weights[w.Value] * NameTable.Unit), -127, 127))).Where(w => w.Value != 0));
    }
}
