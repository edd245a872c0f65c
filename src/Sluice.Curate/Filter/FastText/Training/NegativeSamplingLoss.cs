using Sluice.Core;

namespace Sluice.Curate.Filter.FastText.Training;

/// <summary>A sigmoid for the right label and for a few others, drawn by the root of their counts.</summary>
sealed unsafe class NegativeSamplingLoss : TrainedLoss
{
    const int TableSize = 1 << 20;
    readonly int[] _table;
    readonly int _negatives;
    SplitMix _random;

    public NegativeSamplingLoss(WeightRows output, ReadOnlySpan<long> labelCounts, int negatives, ulong seed) : base(output)
    {
        (_negatives, _random) = (labelCounts.Length > 1 ? negatives : 0, new(seed));
        double sum = 0;
        foreach (long count in labelCounts) sum += Math.Sqrt(count);
        List<int> table = [];
        for (int label = 0; label < labelCounts.Length; label++)
            for (double left = Math.Sqrt(labelCounts[label]) / sum * TableSize; left > 0; left--) table.Add(label);
        _table = [.. table];
    }

    public override float Descend(float* hidden, float* gradient, ReadOnlySpan<int> labels, int target, float rate)
    {
        float right = DescendRow(target, true, hidden, gradient, rate);
        for (int n = 0; n < _negatives; n++)
        {
            int other;
            do other = _table[_random.Below(_table.Length)];
            while (other == target);
            DescendRow(other, false, hidden, gradient, rate);
        }
        return right;
    }
}
