namespace Sluice.Curate.Filter.FastText.Training;

/// <summary>What training makes small: takes a text's vector, mends the output matrix, and says how the vector should change. One thread's; the output matrix is shared.</summary>
abstract unsafe class TrainedLoss(WeightRows output)
{
    protected WeightRows Output { get; } = output;

    /// <summary>One step of descent.</summary>
    /// <param name="hidden">Shape [stride]; the mean of the text's rows.</param>
    /// <param name="gradient">Shape [stride]; zeros before, then the change of the vector that makes the loss smaller, times the rate.</param>
    /// <param name="labels">The text's labels; at least one.</param>
    /// <param name="target">The one of them that counts, where only one can.</param>
    /// <param name="rate">Size of the step.</param>
    /// <returns>The probability of the right answer before the step, or a mean of it: for reports alone.</returns>
    public abstract float Descend(float* hidden, float* gradient, ReadOnlySpan<int> labels, int target, float rate);

    public static TrainedLoss Of(FastTextArguments arguments, FastTextDictionary dictionary, WeightRows output, ulong seed) => arguments.Loss switch
    {
        FastTextLoss.HierarchicalSoftmax => new TreeLoss(output, new HuffmanTree(dictionary.LabelCounts)),
        FastTextLoss.NegativeSampling => new NegativeSamplingLoss(output, dictionary.LabelCounts, arguments.Negatives, seed),
        FastTextLoss.OneVsAll => new OneVsAllLoss(output, dictionary.Labels.Length),
        _ => new SoftmaxLoss(output, dictionary.Labels.Length),
    };

    /// <summary>A step on one row, whose sigmoid should be 1 or 0.</summary>
    /// <returns>The probability of the right answer before the step.</returns>
    protected float DescendRow(int row, bool isRight, float* hidden, float* gradient, float rate)
    {
        float score = PortableExpVectors.Sigmoid(Output.Dot(row, hidden));
        float share = rate * ((isRight ? 1 : 0) - score);
        Output.Descend(row, new(ref share), hidden, gradient);
        return isRight ? score : 1 - score;
    }
}
