using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>The page's title, and which headings only say it again.</summary>
static class PageTitle
{
    const int TitleBytesMax = 1000;

    /// <summary>The text of the first <c>title</c>, on one line; empty where there is none.</summary>
    /// <param name="tree">The page.</param>
    /// <param name="line">Takes the line; what it held is gone.</param>
    public static ReadOnlySpan<byte> Find(HtmlTree tree, BlockText line)
    {
        line.Clear();
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        for (int i = 1; i < nodes.Length; i++)
        {
            if (nodes[i].Tag == HtmlTag.Svg) i = nodes[i].End - 1;
            else if (nodes[i].Tag == HtmlTag.Title && i + 1 < nodes[i].End && nodes[i + 1].Tag == HtmlTag.Text && tree.Text(nodes[i + 1]) is { Length: <= TitleBytesMax } title)
            {
                line.Append(title);
                return line.Slice(0, line.Length);
            }
        }
        return default;
    }

    /// <summary>Leaves out headings whose whole text is part of the title.</summary>
    public static void DropRepeats(PageBlocks page, ReadOnlySpan<byte> title)
    {
        const int HeadingBytesMin = 8;
        foreach (ref TextBlock block in page.All)
        {
            if (!block.IsKept || block.Kind != BlockKind.Heading || block.TextLength < HeadingBytesMin || title.IndexOf(page.Text(block)) < 0) continue;
            block.IsKept = false;
            block.Reason = BlockReason.RepeatsTitle;
        }
    }
}
