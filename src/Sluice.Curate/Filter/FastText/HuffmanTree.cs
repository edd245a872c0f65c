namespace Sluice.Curate.Filter.FastText;

/// <summary>The tree of a hierarchical softmax: labels are its leaves, frequent ones near the root; each inner node has a row of the output matrix.</summary>
sealed class HuffmanTree
{
    const int None = -1;
    const long CountOfNothing = 1_000_000_000_000_000; // As in the reference: nodes not made yet weigh more than any label.
    readonly (int Left, int Right, int Parent, bool IsRight)[] _nodes;

    /// <param name="labelCounts">How often each label occurred, largest first.</param>
    public HuffmanTree(ReadOnlySpan<long> labelCounts)
    {
        Leaves = labelCounts.Length;
        _nodes = new (int, int, int, bool)[2 * Leaves - 1];
        long[] counts = new long[_nodes.Length];
        _nodes.AsSpan().Fill((None, None, None, false));
        counts.AsSpan().Fill(CountOfNothing);
        labelCounts.CopyTo(counts);

        int leaf = Leaves - 1, inner = Leaves;
        for (int node = Leaves; node < _nodes.Length; node++)
        {
            int left = TakeLighter(node), right = TakeLighter(node);
            counts[node] = unchecked(counts[left] + counts[right]);
            _nodes[node] = (left, right, None, false);
            _nodes[left].Parent = _nodes[right].Parent = node;
            _nodes[right].IsRight = true;
        }

        // The second bound holds for honest counts by itself; a hostile file's counts must not make a node its own child.
        int TakeLighter(int node) => leaf >= 0 && (counts[leaf] < counts[inner] || inner >= node) ? leaf-- : inner++;
    }

    /// <summary>Labels.</summary>
    public int Leaves { get; }

    /// <summary>Where a walk from the top starts. With one label it is that label.</summary>
    public int Root => _nodes.Length - 1;

    public bool IsLeaf(int node) => node < Leaves;

    /// <summary>Row of the output matrix of an inner node.</summary>
    public int Row(int node) => node - Leaves;

    public int Left(int node) => _nodes[node].Left;

    public int Right(int node) => _nodes[node].Right;

    /// <summary>The inner node above a node, -1 above the root.</summary>
    public int Parent(int node) => _nodes[node].Parent;

    /// <summary>Whether the node is its parent's right child.</summary>
    public bool IsRight(int node) => _nodes[node].IsRight;
}
