namespace Sluice.Curate.Filter.FastText;

/// <summary>Scores of a hierarchical softmax: a label's score is the product of its turns' probabilities.</summary>
static class TreeScores
{
    /// <summary>The reference adds it to a probability before it takes the logarithm, at every turn.</summary>
    public const double LogSlack = 1e-5;

    /// <summary>The score of one label.</summary>
    public static double Of(HuffmanTree tree, FastTextMatrix output, ReadOnlySpan<float> hidden, int label)
    {
        double score = 1;
        for (int node = label, parent; (parent = tree.Parent(node)) >= 0; node = parent)
            score *= Turn(Sigmoid(output.Dot(tree.Row(parent), hidden)), tree.IsRight(node));
        return score;
    }

    /// <summary>The best label, without a look at branches that can't hold it.</summary>
    public static LabelScore Best(HuffmanTree tree, FastTextMatrix output, ReadOnlySpan<float> hidden)
    {
        // Depth first, the likelier side first. What was set aside waits on a stack; no more can wait than there are leaves.
        (int Node, double Score)[] waiting = System.Buffers.ArrayPool<(int, double)>.Shared.Rent(tree.Leaves + 1);
        try
        {
            LabelScore best = new(0, double.NegativeInfinity);
            int count = 0;
            waiting[count++] = (tree.Root, 1);
            while (count > 0)
            {
                (int node, double score) = waiting[--count];
                while (!(score < best.Score))
                {
                    if (tree.IsLeaf(node))
                    {
                        if (score > best.Score) best = new(node, score);
                        break;
                    }
                    double right = Sigmoid(output.Dot(tree.Row(node), hidden));
                    bool goRight = right > 0.5;
                    waiting[count++] = (goRight ? tree.Left(node) : tree.Right(node), score * Turn(right, !goRight));
                    score *= Turn(right, goRight);
                    node = goRight ? tree.Right(node) : tree.Left(node);
                }
            }
            return best.Score >= 0 ? best : new(best.Label, 0); // A broken model's weights may be no numbers.
        }
        finally
        {
            System.Buffers.ArrayPool<(int, double)>.Shared.Return(waiting);
        }
    }

    static double Turn(double right, bool goesRight) => (goesRight ? right : 1 - right) + LogSlack;

    static double Sigmoid(float x) => 1 / (1 + PortableExp.Of(-x));
}
