namespace Sluice.Curate.Filter.FastText;

/// <summary>How a fastText model turns its output into scores, and what its training makes small. The values are those of the file.</summary>
public enum FastTextLoss
{
    /// <summary>A softmax over the turns of a Huffman tree of the labels: time grows with the logarithm of their number. fastText: <c>hs</c>.</summary>
    HierarchicalSoftmax = 1,

    /// <summary>A sigmoid for each label, trained against a few others that are drawn. fastText: <c>ns</c>.</summary>
    NegativeSampling = 2,

    /// <summary>A softmax over all labels: scores add up to 1.</summary>
    Softmax = 3,

    /// <summary>A sigmoid for each label, trained against all others: for texts with several labels or none. fastText: <c>ova</c>.</summary>
    OneVsAll = 4,
}
