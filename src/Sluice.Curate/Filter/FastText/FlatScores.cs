namespace Sluice.Curate.Filter.FastText;

/// <summary>Scores where every label has a row of the output matrix: softmax over all labels, or a sigmoid for each.</summary>
static class FlatScores
{
    const int SigmoidSteps = 512;
    const int SigmoidMax = 8;
    static readonly float[] s_sigmoid = MakeSigmoid();

    /// <summary>The best label; of equal ones the last, as in the reference (a sigmoid has 513 values, so that happens).</summary>
    public static LabelScore Best(FastTextModel model, ReadOnlySpan<float> hidden)
    {
        bool isSoftmax = model.Arguments.Loss == FastTextLoss.Softmax;
        (int best, float bestValue) = (0, float.NegativeInfinity);
        for (int label = 0; label < model.Labels.Count; label++)
        {
            float product = model.Output.Dot(label, hidden), value = isSoftmax ? product : Sigmoid(product);
            if (value >= bestValue) (best, bestValue) = (label, value);
        }
        return new(best, Of(model, hidden, best));
    }

    /// <summary>The score of one label.</summary>
    public static double Of(FastTextModel model, ReadOnlySpan<float> hidden, int label)
    {
        double score = model.Arguments.Loss == FastTextLoss.Softmax ? Softmax(model, hidden, label) : Sigmoid(model.Output.Dot(label, hidden));
        return double.IsNaN(score) ? 0 : score + TreeScores.LogSlack;
    }

    static double Softmax(FastTextModel model, ReadOnlySpan<float> hidden, int label)
    {
        float own = model.Output.Dot(label, hidden);
        double others = 0;
        for (int other = 0; other < model.Labels.Count; other++) others += PortableExp.Of((double)model.Output.Dot(other, hidden) - own);
        return 1 / others;
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
