namespace Sluice.Curate.Filter.FastText;

/// <summary>Scores where every label has a row of the output matrix: softmax over all labels, or a sigmoid for each. One worker's.</summary>
sealed class FlatScores(FastTextModel model)
{
    const int SigmoidSteps = 512;
    const int SigmoidMax = 8;
    static readonly float[] s_sigmoid = MakeSigmoid();

    readonly float[] _products = new float[model.Labels.Count];
    readonly bool _isSoftmax = model.Arguments.Loss == FastTextLoss.Softmax;
    int _best;
    double _sum; // Of the exponentials, as shares of the largest.

    /// <summary>Takes the next text.</summary>
    /// <param name="hidden">Shape [dimension]; the mean of its rows.</param>
    public void Take(ReadOnlySpan<float> hidden)
    {
        (_best, float bestValue) = (0, float.NegativeInfinity);
        for (int label = 0; label < _products.Length; label++)
        {
            float product = model.Output.Dot(label, hidden), value = _isSoftmax ? product : Sigmoid(product);
            _products[label] = product;
            if (value >= bestValue) (_best, bestValue) = (label, value); // Of equal ones the last, as in the reference: a sigmoid has but 513 values.
        }
        _sum = 0;
        if (!_isSoftmax) return;
        foreach (float product in _products) _sum += PortableExp.Of((double)product - _products[_best]);
    }

    /// <summary>The best label.</summary>
    public LabelScore Best() => new(_best, Of(_best));

    /// <summary>The score of one label.</summary>
    public double Of(int label)
    {
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
