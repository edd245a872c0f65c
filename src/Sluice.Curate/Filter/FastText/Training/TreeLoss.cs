namespace Sluice.Curate.Filter.FastText.Training;

/// <summary>A hierarchical softmax: a sigmoid for each turn on the way from the root of the tree to the label.</summary>
sealed unsafe class TreeLoss(WeightRows output, HuffmanTree tree) : TrainedLoss(output)
{
    public override float Descend(float* hidden, float* gradient, ReadOnlySpan<int> labels, int target, float rate)
    {
        float right = 1;
        for (int node = target, parent; (parent = tree.Parent(node)) >= 0; node = parent)
            right *= DescendRow(tree.Row(parent), tree.IsRight(node), hidden, gradient, rate);
        return right;
    }
}
