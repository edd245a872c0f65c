using Sluice.Ingest.Extract.Content;

namespace Sluice.TrainContent;

/// <summary>Gradient boosting of trees that ask one question a level. Deterministic: the order of sums does not depend on the threads.</summary>
sealed class ForestTrainer
{
    public int Trees { get; init; } = 150;
    public double Rate { get; init; } = 0.1;
    public double Ridge { get; init; } = 30;
    public double ColumnShare { get; init; } = 0.25;
    public double RowShare { get; init; } = 0.6;

    readonly List<(byte Feature, sbyte Place)> _columns = [];
    byte[][] _values = [];
    float[] _targets = [], _weights = [];

    public ForestTrainer(IEnumerable<BlockFeature> features, IEnumerable<BlockFeature> withNeighbors, int reach)
    {
        foreach (BlockFeature feature in features) _columns.Add(((byte)feature, 0));
        foreach (BlockFeature feature in withNeighbors)
            for (int place = -reach; place <= reach; place++)
                if (place != 0) _columns.Add(((byte)feature, (sbyte)place));
    }

    /// <summary>The features that the trees asked for most gain, for a look.</summary>
    public Dictionary<(byte, sbyte), double> Gains { get; } = [];

    public BlockForest Train(IReadOnlyList<(TrainingPage Page, BlockColumns Columns)> pages, Func<TrainingPage, double> pageWeight)
    {
        List<(int Page, int Block)> rows = [];
        List<float> weights = [], targets = [];
        for (int p = 0; p < pages.Count; p++)
        {
            TrainingPage page = pages[p].Page;
            double factor = pageWeight(page);
            for (int i = 0; i < page.Count; i++)
            {
                if (page.Labels[i] < 0) continue;
                rows.Add((p, i));
                weights.Add((float)(factor * (page.Weights[i] + (page.Truth.Text is null ? 0 : 0.0005))));
                targets.Add(page.Labels[i]);
            }
        }
        _targets = [.. targets];
        double mean = weights.Average(w => (double)w);
        _weights = [.. weights.Select(w => (float)(w / mean))];
        _values = new byte[_columns.Count][];
        Parallel.For(0, _columns.Count, c =>
        {
            byte[] values = new byte[rows.Count];
            for (int r = 0; r < values.Length; r++)
            {
                BlockColumns columns = pages[rows[r].Page].Columns;
                values[r] = columns.Bytes[columns.At((BlockFeature)_columns[c].Feature) + rows[r].Block + _columns[c].Place];
            }
            _values[c] = values;
        });
        return Boost(rows.Count);
    }

    BlockForest Boost(int rows)
    {
        double positive = 0, all = 0;
        for (int r = 0; r < rows; r++) (positive, all) = (positive + _weights[r] * _targets[r], all + _weights[r]);
        double bias = Math.Log(positive / (all - positive));
        float[] scores = new float[rows], gradients = new float[rows], hessians = new float[rows];
        Array.Fill(scores, (float)bias);
        List<BlockForest.Question> questions = [];
        List<short> leaves = [];
        ulong state = 88172645463325252;
        for (int tree = 0; tree < Trees; tree++)
        {
            List<int> sample = [];
            for (int r = 0; r < rows; r++)
            {
                float p = 1 / (1 + MathF.Exp(-scores[r]));
                gradients[r] = _weights[r] * (p - _targets[r]);
                hessians[r] = _weights[r] * Math.Max(p * (1 - p), 1e-4f);
                if (Next(ref state) < RowShare) sample.Add(r);
            }
            List<int> columns = [];
            for (int c = 0; c < _columns.Count; c++)
                if (Next(ref state) < ColumnShare) columns.Add(c);
            Grow([.. sample], columns, gradients, hessians, questions, leaves, scores);
        }
        return new([.. questions], [.. leaves], (int)Math.Round(bias * BlockForest.Unit));
    }

    static double Next(ref ulong state)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return (state >> 11) * (1.0 / (1UL << 53));
    }

    void Grow(int[] sample, List<int> columns, float[] gradients, float[] hessians, List<BlockForest.Question> questions, List<short> leaves, float[] scores)
    {
        byte[] leafOf = new byte[sample.Length];
        float[] g = new float[sample.Length], h = new float[sample.Length];
        for (int s = 0; s < sample.Length; s++) (g[s], h[s]) = (gradients[sample[s]], hessians[sample[s]]);
        List<(int Column, byte Threshold)> chosen = [];
        for (int level = 0; level < BlockForest.Depth; level++)
        {
            (double Gain, byte Threshold)[] bests = new (double, byte)[columns.Count];
            int leafCount = 1 << level;
            Parallel.For(0, columns.Count, () => new float[2 * 256 << BlockForest.Depth], (k, _, histogram) =>
            {
                bests[k] = Best(_values[columns[k]], sample, leafOf, g, h, histogram, leafCount);
                return histogram;
            }, _ => { });
            int best = 0;
            for (int k = 1; k < bests.Length; k++)
                if (bests[k].Gain > bests[best].Gain) best = k;
            (int column, byte threshold) = (columns[best], bests[best].Threshold);
            chosen.Add((column, threshold));
            questions.Add(new(_columns[column].Feature, _columns[column].Place, threshold));
            (byte, sbyte) key = (_columns[column].Feature, _columns[column].Place);
            Gains[key] = Gains.GetValueOrDefault(key) + bests[best].Gain;
            byte[] values = _values[column];
            for (int s = 0; s < sample.Length; s++)
                if (values[sample[s]] > threshold) leafOf[s] |= (byte)(1 << level);
        }
        double[] sumG = new double[1 << BlockForest.Depth], sumH = new double[1 << BlockForest.Depth];
        for (int s = 0; s < sample.Length; s++)
        {
            sumG[leafOf[s]] += g[s];
            sumH[leafOf[s]] += h[s];
        }
        short[] values2 = new short[1 << BlockForest.Depth];
        for (int l = 0; l < values2.Length; l++)
            values2[l] = (short)Math.Clamp(Math.Round(-sumG[l] / (sumH[l] + Ridge) * Rate * BlockForest.Unit), short.MinValue, short.MaxValue);
        leaves.AddRange(values2);
        for (int r = 0; r < scores.Length; r++)
        {
            int leaf = 0;
            for (int level = 0; level < chosen.Count; level++)
                if (_values[chosen[level].Column][r] > chosen[level].Threshold) leaf |= 1 << level;
            scores[r] += values2[leaf] / (float)BlockForest.Unit;
        }
    }

    (double, byte) Best(byte[] values, int[] sample, byte[] leafOf, float[] g, float[] h, float[] histogram, int leafCount)
    {
        Array.Clear(histogram, 0, leafCount * 512);
        for (int s = 0; s < sample.Length; s++)
        {
            int at = (leafOf[s] << 8 | values[sample[s]]) << 1;
            histogram[at] += g[s];
            histogram[at + 1] += h[s];
        }
        Span<double> gains = stackalloc double[256];
        gains.Clear();
        for (int leaf = 0; leaf < leafCount; leaf++)
        {
            double totalG = 0, totalH = 0;
            ReadOnlySpan<float> part = histogram.AsSpan(leaf * 512, 512);
            for (int v = 0; v < 512; v += 2) (totalG, totalH) = (totalG + part[v], totalH + part[v + 1]);
            if (totalH < 1e-9) continue;
            double whole = totalG * totalG / (totalH + Ridge), leftG = 0, leftH = 0;
            for (int v = 0; v < 256; v++)
            {
                leftG += part[2 * v];
                leftH += part[2 * v + 1];
                double rightG = totalG - leftG, rightH = Math.Max(0, totalH - leftH);
                gains[v] += leftG * leftG / (leftH + Ridge) + rightG * rightG / (rightH + Ridge) - whole;
            }
        }
        int best = 0;
        for (int v = 1; v < 255; v++)
            if (gains[v] > gains[best]) best = v;
        return (gains[best], (byte)best);
    }
}
