using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>Keeps what readers wrote below a text, where it is asked for: sections that <see cref="NameHints"/> takes for comments, without their buttons, links and forms.</summary>
static class CommentSections
{
    /// <summary>Keeps the comments of a page whose main text was chosen.</summary>
    public static void Keep(HtmlTree tree, PageBlocks page)
    {
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        Span<TextBlock> blocks = page.All;
        int block = 0;
        for (int i = 1; i < nodes.Length; i++)
        {
            if (nodes[i].Tag is HtmlTag.Text or HtmlTag.Body || NameHints.Of(tree, nodes[i]) != NameHint.Comments) continue;
            while (block < blocks.Length && blocks[block].First < i) block++;
            if (block == blocks.Length) return;
            if (blocks[block].First >= nodes[i].End) continue; // Without text, as a link's icon is.
            KeepSection(tree, blocks, block, i);
            i = nodes[i].End - 1;
        }
    }

    static void KeepSection(HtmlTree tree, Span<TextBlock> blocks, int first, int section)
    {
        int end = tree.Nodes[section].End;
        int furniture = section; // End of the last element of furniture.
        int node = section + 1;
        for (int b = first; b < blocks.Length && blocks[b].First < end; b++)
        {
            for (; node <= blocks[b].First; node++)
                if (node >= furniture && tree.Nodes[node].Tag != HtmlTag.Text && (tree.Nodes[node].Tag == HtmlTag.Form || NameHints.Of(tree, tree.Nodes[node]) == NameHint.Furniture))
                    furniture = tree.Nodes[node].End;
            if (blocks[b].IsKept || blocks[b].IsLinks || blocks[b].First < furniture) continue;
            (blocks[b].IsKept, blocks[b].Reason) = (true, BlockReason.KeptComment);
        }
    }
}
