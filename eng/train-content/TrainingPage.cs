using Sluice.Ingest.Extract.Content;

namespace Sluice.TrainContent;

/// <summary>One page with its truth: the texts of its blocks, what is wanted of them, and their features.</summary>
sealed class TrainingPage
{
    readonly Dictionary<ulong, int> _truth = [];
    int _truthTotal;

    public required Truth Truth { get; init; }
    public required string[] Texts { get; init; }

    /// <summary>Words of each block, as numbers.</summary>
    public int[][] Ids { get; private set; } = [];

    /// <summary>1 wanted, 0 not, -1 unknown.</summary>
    public sbyte[] Labels { get; private set; } = [];

    /// <summary>What a wrong answer costs.</summary>
    public float[] Weights { get; private set; } = [];

    /// <summary>Features: column after column, with margins.</summary>
    public required BlockColumns Columns { get; init; }

    /// <summary>The words of the names around each block.</summary>
    public required uint[][] NameWords { get; init; }

    /// <summary>Measures the features, with what was learned of names.</summary>
    public required Action<NameTable> Fill { get; init; }

    /// <summary>Puts the scores of a first round into the features.</summary>
    public required Action<int[]> FillScores { get; init; }

    public required TextBlock[] Blocks { get; init; }

    public int[] Scores { get; set; } = [];

    public bool[] IsKept { get; set; } = [];
    public int Fold { get; set; }
    public int Count => Texts.Length;

    /// <summary>Whether it is kept for tests, and nothing may be learned of it.</summary>
    public bool IsHeldOut => Truth.Page is { IsHeldOut: true };

    /// <summary>Whether it can be scored at all.</summary>
    public bool HasTruth => Truth.Text is not null || Truth.Wanted.Length + Truth.Unwanted.Length > 0;

    public void Label()
    {
        Labels = new sbyte[Count];
        Weights = new float[Count];
        Array.Fill(Labels, (sbyte)-1);
        Ids = [.. Texts.Select(t => Words.Ids(t, Truth.Set))];
        if (Truth.Page is not null) LabelByBlocks(Truth.Page.Blocks);
        else if (Truth.Text is not null) LabelByText(Words.Ids(Truth.Text, Truth.Set));
        else LabelByPhrases();
    }

    // The choice of blocks with the best F1, found by changing one block at a time; a block's weight is what F1 loses when it is changed.
    void LabelByText(int[] truth)
    {
        foreach ((ulong hash, int count) in Words.Shingles(truth)) _truth[hash] = count;
        _truthTotal = _truth.Values.Sum();
        bool[] kept = new bool[Count];
        for (int i = 0; i < Count; i++)
        {
            int hits = 0, all = 0;
            foreach ((ulong hash, int count) in Words.Shingles(Ids[i]))
            {
                all += count;
                hits += Math.Min(count, _truth.GetValueOrDefault(hash));
            }
            kept[i] = Ids[i].Length >= Words.Shingle && hits * 2 >= all;
        }
        Dictionary<ulong, int> output = Words.Shingles(Join(kept));
        int outTotal = output.Values.Sum();
        int tp = output.Sum(o => Math.Min(o.Value, _truth.GetValueOrDefault(o.Key)));
        for (int pass = 0; pass < 8; pass++)
        {
            bool isChanged = false;
            for (int k = 0; k < Count; k++)
            {
                int i = (pass & 1) == 0 ? Count - 1 - k : k; // From the end first: of doubles, the first stays.
                if (Ids[i].Length == 0) continue;
                (int newTp, int newTotal) = Toggle(kept, i, output, tp, outTotal, apply: false);
                if (F1(newTp, newTotal) <= F1(tp, outTotal)) continue;
                (tp, outTotal) = Toggle(kept, i, output, tp, outTotal, apply: true);
                kept[i] = !kept[i];
                isChanged = true;
            }
            if (!isChanged) break;
        }
        for (int i = 0; i < Count; i++)
        {
            Labels[i] = kept[i] ? (sbyte)1 : (sbyte)0;
            if (Ids[i].Length == 0) continue;
            (int newTp, int newTotal) = Toggle(kept, i, output, tp, outTotal, apply: false);
            Weights[i] = (float)Math.Max(0, F1(tp, outTotal) - F1(newTp, newTotal));
        }
    }

    double F1(int tp, int outTotal) => outTotal + _truthTotal == 0 ? 1 : 2.0 * tp / (outTotal + _truthTotal);

    (int Tp, int Total) Toggle(bool[] kept, int i, Dictionary<ulong, int> output, int tp, int total, bool apply)
    {
        List<int> before = [], after = [];
        for (int b = i - 1; b >= 0 && before.Count < Words.Shingle - 1; b--)
            if (kept[b]) before.InsertRange(0, Ids[b][Math.Max(0, Ids[b].Length - (Words.Shingle - 1 - before.Count))..]);
        for (int b = i + 1; b < Count && after.Count < Words.Shingle - 1; b++)
            if (kept[b]) after.AddRange(Ids[b][..Math.Min(Ids[b].Length, Words.Shingle - 1 - after.Count)]);
        int[] with = [.. before, .. Ids[i], .. after], without = [.. before, .. after];
        (int[] old, int[] now) = kept[i] ? (with, without) : (without, with);
        List<(ulong, int)> changes = [];
        void Change(int[] ids, int by)
        {
            for (int at = 0; at + Words.Shingle <= ids.Length; at++)
            {
                ulong hash = Words.Hash(ids.AsSpan(at, Words.Shingle));
                int has = output.GetValueOrDefault(hash), wanted = _truth.GetValueOrDefault(hash);
                tp += Math.Min(has + by, wanted) - Math.Min(has, wanted);
                total += by;
                output[hash] = has + by;
                changes.Add((hash, by));
            }
        }
        Change(old, -1);
        Change(now, 1);
        if (!apply)
            foreach ((ulong hash, int by) in changes) output[hash] -= by;
        return (tp, total);
    }

    int[] Join(bool[] kept) => [.. Enumerable.Range(0, Count).Where(i => kept[i]).SelectMany(i => Ids[i])];

    // As for a text, a block's weight is what F1 loses when the answer is wrong, counted in words.
    void LabelByBlocks(Dictionary<ulong, bool> blocks)
    {
        for (int i = 0; i < Count; i++)
            if (blocks.TryGetValue(KindPage.Hash(Texts[i]), out bool isWanted)) Labels[i] = isWanted ? (sbyte)1 : (sbyte)0;
        double wanted = Enumerable.Range(0, Count).Where(i => Labels[i] == 1).Sum(i => Ids[i].Length);
        for (int i = 0; i < Count; i++)
            Weights[i] = Labels[i] < 0 || wanted == 0 ? 0 : (float)(Ids[i].Length / (2 * wanted + (Labels[i] == 1 ? -1 : 1) * Math.Min(Ids[i].Length, wanted)));
    }

    // Blocks that hold an unwanted phrase are not wanted, those that hold a wanted one are; of several places of a wanted one, the longest block.
    void LabelByPhrases()
    {
        string[] lines = [.. Texts.Select(Truth.Collapse)];
        int[] starts = new int[Count + 1];
        for (int i = 0; i < Count; i++) starts[i + 1] = starts[i] + lines[i].Length + 1;
        string page = string.Join(' ', lines);
        float weight = 1f / (Truth.Wanted.Length + Truth.Unwanted.Length);
        foreach (string phrase in Truth.Unwanted)
        {
            List<(int, int)> places = [.. Places(page, starts, phrase)];
            foreach ((int first, int end) in places)
                for (int i = first; i < end; i++) (Labels[i], Weights[i]) = (0, Weights[i] + weight / places.Count);
        }
        foreach (string phrase in Truth.Wanted)
        {
            (int, int)? best = null;
            long bestLength = -1;
            foreach ((int first, int end) in Places(page, starts, phrase))
            {
                long length = starts[end] - starts[first];
                if (length > bestLength) (best, bestLength) = ((first, end), length);
            }
            if (best is not { } range) continue;
            for (int i = range.Item1; i < range.Item2; i++)
                (Labels[i], Weights[i]) = Labels[i] == 0 && Weights[i] > weight ? ((sbyte)0, Weights[i] - weight) : ((sbyte)1, Labels[i] == 0 ? weight : Weights[i] + weight);
        }
    }

    static IEnumerable<(int First, int End)> Places(string page, int[] starts, string phrase)
    {
        if (phrase.Length == 0) yield break;
        for (int at = page.IndexOf(phrase, StringComparison.Ordinal); at >= 0; at = page.IndexOf(phrase, at + 1, StringComparison.Ordinal))
        {
            int first = Array.BinarySearch(starts, at);
            if (first < 0) first = ~first - 1;
            int end = first + 1;
            while (end < starts.Length - 1 && starts[end] < at + phrase.Length) end++;
            yield return (first, end);
        }
    }

    /// <summary>Precision, recall and F1 of a choice; for phrases the counts (tp, fp, fn) instead.</summary>
    public (double A, double B, double C) Score(Func<int, bool> isKept)
    {
        bool[] kept = new bool[Count];
        for (int i = 0; i < Count; i++) kept[i] = isKept(i);
        if (Truth.Text is null)
        {
            string text = Truth.Collapse(string.Join(' ', Enumerable.Range(0, Count).Where(i => kept[i]).Select(i => Texts[i])));
            int hits = Truth.Wanted.Count(p => text.Length > 0 && text.Contains(p, StringComparison.Ordinal));
            return (hits, Truth.Unwanted.Count(p => text.Length > 0 && text.Contains(p, StringComparison.Ordinal)), Truth.Wanted.Length - hits);
        }
        if (_truth.Count == 0)
            foreach ((ulong hash, int count) in Words.Shingles(Words.Ids(Truth.Text, Truth.Set))) _truth[hash] = count;
        _truthTotal = _truth.Values.Sum();
        Dictionary<ulong, int> output = Words.Shingles(Join(kept));
        int total = output.Values.Sum(), tp = output.Sum(o => Math.Min(o.Value, _truth.GetValueOrDefault(o.Key)));
        if (total + _truthTotal == 0) return (1, 1, 1);
        return (total == 0 ? 0 : (double)tp / total, _truthTotal == 0 ? 0 : (double)tp / _truthTotal, F1(tp, total));
    }
}
