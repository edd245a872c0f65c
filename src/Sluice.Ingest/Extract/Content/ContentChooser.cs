using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>Marks the blocks of the main text: furniture out by name, then the element whose blocks weigh most, then its edges cut.</summary>
/// <remarks>Each block weighs its prose, or less than nothing where it is furniture by its looks. The sum over an element is greatest for the smallest one that holds
/// the whole text and little else; the same sum over a run of blocks cuts its edges. The idea of weighing by sums: Pasternack and Roth 2009, "Extracting article
/// text from the web with maximum subsequence segmentation". Each pass is linear in nodes or blocks.</remarks>
sealed class ContentChooser
{
    // Below this much prose a choice is no use, and a looser one is tried.
    const int ProseMin = 200;
    const int KeptNodesMax = 1 << 18;

    int[] _blockAt = new int[1 << 12]; // Per node: blocks that begin before it.
    int[] _proseSum = new int[1 << 10]; // Per block: prose of those before it.
    long[] _weightSum = new long[1 << 10]; // Per block: weight of those before it.

    /// <summary>Sets <see cref="TextBlock.IsKept"/> of each block.</summary>
    public void Choose(HtmlTree tree, Span<TextBlock> blocks, ExtractFavor favor)
    {
        if (blocks.IsEmpty) return;
        IndexBlocks(tree, blocks);
        foreach (ref TextBlock block in blocks) block.Weigh(favor);
        DropFurniture(tree, blocks, favor);
        (int first, int end) = BestElement(tree, blocks);
        KeepBestRun(blocks, first, end);
        if (ProseOfKept(blocks) >= ProseMin) return;
        foreach (ref TextBlock block in blocks) block.IsDropped = false;
        (first, end) = BestElement(tree, blocks);
        KeepBestRun(blocks, first, end);
    }

    void IndexBlocks(HtmlTree tree, ReadOnlySpan<TextBlock> blocks)
    {
        if (_blockAt.Length <= tree.NodeCount || (_blockAt.Length > KeptNodesMax && tree.NodeCount < KeptNodesMax)) _blockAt = new int[Math.Max(1 << 12, tree.NodeCount * 5L / 4 + 1)];
        if (_proseSum.Length <= blocks.Length || (_proseSum.Length > KeptNodesMax && blocks.Length < KeptNodesMax))
            (_proseSum, _weightSum) = (new int[Math.Max(1 << 10, blocks.Length * 5L / 4 + 1)], new long[Math.Max(1 << 10, blocks.Length * 5L / 4 + 1)]);
        int node = 0;
        for (int i = 0; i < blocks.Length; i++)
            while (node <= blocks[i].First) _blockAt[node++] = i;
        while (node <= tree.NodeCount) _blockAt[node++] = blocks.Length;
    }

    // The blocks of an element.
    (int First, int End) BlocksOf(HtmlTree tree, int element) => (_blockAt[element], _blockAt[tree.Nodes[element].End]);

    void DropFurniture(HtmlTree tree, Span<TextBlock> blocks, ExtractFavor favor)
    {
        for (int i = 0; i < blocks.Length; i++) _proseSum[i + 1] = _proseSum[i] + blocks[i].Prose;
        int all = _proseSum[blocks.Length];
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        for (int i = 1; i < nodes.Length; i++)
        {
            ref readonly HtmlNode node = ref nodes[i];
            if (node.Tag is HtmlTag.Text or HtmlTag.Body) continue;
            (int first, int end) = BlocksOf(tree, i);
            if (first == end)
            {
                i = node.End - 1;
                continue;
            }
            NameHint hint = NameHints.Of(tree, node);
            if (hint < NameHint.Doubtful || (hint == NameHint.Doubtful && favor == ExtractFavor.Recall)) continue;
            int prose = _proseSum[end] - _proseSum[first];
            bool isDropped = hint == NameHint.Furniture ? all - prose >= 2 * ProseMin || prose * 5 < all * 2 : prose * 5 < all;
            if (!isDropped) continue;
            for (int b = first; b < end; b++) blocks[b].IsDropped = true;
            i = node.End - 1;
        }
    }

    (int First, int End) BestElement(HtmlTree tree, ReadOnlySpan<TextBlock> blocks)
    {
        for (int i = 0; i < blocks.Length; i++) _weightSum[i + 1] = _weightSum[i] + (blocks[i].IsDropped ? 0 : blocks[i].Weight);
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        long best = long.MinValue;
        (int, int) range = (0, blocks.Length);
        for (int i = 0; i < nodes.Length; i++)
        {
            if (nodes[i].Tag == HtmlTag.Text) continue;
            (int first, int end) = BlocksOf(tree, i);
            if (first == end)
            {
                i = nodes[i].End - 1;
                continue;
            }
            long weight = _weightSum[end] - _weightSum[first];
            if (weight < best) continue; // Of equals the deepest.
            (best, range) = (weight, (first, end));
        }
        return range;
    }

    // Keeps the run of greatest weight, but for what is furniture by its looks.
    static void KeepBestRun(Span<TextBlock> blocks, int first, int end)
    {
        foreach (ref TextBlock block in blocks) block.IsKept = false;
        long sum = 0, best = 0;
        int start = first, bestFirst = first, bestEnd = first;
        for (int i = first; i < end; i++)
        {
            if (blocks[i].IsDropped) continue;
            if (sum < 0) (sum, start) = (0, i);
            sum += blocks[i].Weight;
            if (sum > best) (best, bestFirst, bestEnd) = (sum, start, i + 1);
        }
        for (int i = bestFirst; i < bestEnd; i++) blocks[i].IsKept = !blocks[i].IsDropped && !blocks[i].IsLinks;
    }

    static int ProseOfKept(ReadOnlySpan<TextBlock> blocks)
    {
        int prose = 0;
        foreach (ref readonly TextBlock block in blocks)
            if (block.IsKept) prose += block.Prose;
        return prose;
    }
}
