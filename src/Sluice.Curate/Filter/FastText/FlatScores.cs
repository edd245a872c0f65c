using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Sluice.Curate.Filter.FastText.Training;

namespace Sluice.Curate.Filter.FastText;

/// <summary>Scores where every label has a row of the output matrix: softmax over all labels, or a sigmoid for each. One worker's.</summary>
sealed class FlatScores(FastTextModel model)
{
    const int SigmoidSteps = 512;
    const int SigmoidMax = 8;
    static readonly float[] s_sigmoid = MakeSigmoid();

    readonly int _labels = model.Labels.Count;
    readonly float[] _weights = Turn(model); // Shape [dimension, labels, padded to whole vectors]: so many labels are scored at once.
    readonly float[] _products = new float[Padded(model.Labels.Count)];
    readonly bool _isSoftmax = model.Arguments.Loss == FastTextLoss.Softmax;
    int _best;
    double _sum; // Of the exponentials, as shares of the largest; 0 until it is asked for.

    /// <summary>Takes the next text.</summary>
    /// <param name="hidden">Shape [dimension]; the mean of its rows.</param>
    public void Take(ReadOnlySpan<float> hidden)
    {
        Multiply(hidden);
        (_best, float bestValue) = (0, float.NegativeInfinity);
        for (int label = 0; label < _labels; label++)
        {
            float value = _isSoftmax ? _products[label] : Sigmoid(_products[label]);
            if (value >= bestValue) (_best, bestValue) = (label, value); // Of equal ones the last, as in the reference: a sigmoid has but 513 values.
        }
        _sum = 0;
    }

    // Products are sums in the order of the columns, on every machine.
    void Multiply(ReadOnlySpan<float> hidden)
    {
        ref float weights = ref MemoryMarshal.GetArrayDataReference(_weights), products = ref MemoryMarshal.GetArrayDataReference(_products);
        int stride = _products.Length;
        for (int label = 0; label < stride; label += Vector256<float>.Count)
        {
            Vector256<float> sum = default;
            for (int column = 0; column < hidden.Length; column++)
                sum += Vector256.LoadUnsafe(ref weights, (nuint)((column * stride) + label)) * hidden[column];
            sum.StoreUnsafe(ref products, (nuint)label);
        }
    }

    double Sum()
    {
        float best = _products[_best];
        Vector256<float> sum = default;
        int label = 0;
        for (; label <= _labels - Vector256<float>.Count; label += Vector256<float>.Count)
            sum += PortableExpVectors.Of(Vector256.LoadUnsafe(ref _products[label]) - Vector256.Create(best));
        double all = 0;
        for (int lane = 0; lane < Vector256<float>.Count; lane++) all += sum[lane];
        for (; label < _labels; label++) all += PortableExp.Of((double)_products[label] - best);
        return all;
    }

    static int Padded(int labels) => (labels + Vector256<float>.Count - 1) / Vector256<float>.Count * Vector256<float>.Count;

    static float[] Turn(FastTextModel model)
    {
        int dimension = model.Arguments.Dimension, stride = Padded(model.Labels.Count);
        float[] weights = new float[dimension * stride], row = new float[dimension];
        for (int label = 0; label < model.Labels.Count; label++)
        {
            row.AsSpan().Clear();
            model.Output.AddRows([label], row);
            for (int column = 0; column < dimension; column++) weights[(column * stride) + label] = row[column];
        }
        return weights;
    }

    /// <summary>The best label.</summary>
    public LabelScore Best() => new(_best, Of(_best));

    /// <summary>The score of one label.</summary>
    public double Of(int label)
    {
        if (_isSoftmax && _sum == 0) _sum = Sum();
        double score = _isSoftmax ? PortableExp.Of((double)_products[label] - _products[_best]) / _sum : Sigmoid(_products[label]);
        return double.IsNaN(score) ? 0 : score + TreeScores.LogSlack;
    }

    // The reference looks sigmoids up in a table of 512 steps; a score within a thousandth of its own needs the same steps.
    static float Sigmoid(float x) => x < -SigmoidMax ? 0 : x > SigmoidMax ? 1 : float.IsNaN(x) ? x : s_sigmoid[(int)((x + SigmoidMax) * SigmoidSteps / SigmoidMax / 2)];

    static float[] MakeSigmoid()
    {
        float[] table = new float[SigmoidSteps + 1];
        for (int step = 0; step < table.Length; step++)
        {
            float x = (float)(step * 2 * SigmoidMax) / SigmoidSteps - SigmoidMax;
            table[step] = (float)(1 / (1 + PortableExp.Of(-x)));
        }
        return table;
    }
}
