using System.Text;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>Blocks as people read them: names instead of numbers, and the way to the element.</summary>
static class BlockExplainer
{
    // What is nearest to the text says most; a longer way is cut at its front.
    const int StepsMax = 12;
    const int NameBytesMax = 40;

    /// <summary>All blocks of a page.</summary>
    public static IReadOnlyList<PageBlock> Explain(HtmlTree tree, PageBlocks page)
    {
        List<PageBlock> blocks = new(page.All.Length);
        foreach (ref readonly TextBlock block in page.All)
        {
            int level = block.Kind is BlockKind.Heading or BlockKind.ListItem ? block.Level : 0;
            blocks.Add(new(block.IsKept, Words(block.Kind.ToString()), level, block.Score, Reason(block), Path(tree, block.Element), Encoding.UTF8.GetString(page.Text(block))));
        }
        return blocks;
    }

    static string Reason(in TextBlock block) => block.Reason != BlockReason.None ? Words(block.Reason.ToString()) : block.IsKept ? "main-text" : "outside";

    // ListItem: list-item.
    static string Words(string name) => string.Concat(name.Select((c, i) => char.IsAsciiLetterUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    static string Path(HtmlTree tree, int element)
    {
        List<string> steps = [];
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        for (; element > 0 && steps.Count < StepsMax; element = nodes[element].Parent) steps.Add(Step(tree, nodes[element]));
        if (element > 0) steps.Add("…");
        steps.Reverse();
        return string.Join('>', steps);
    }

    // As a selector of CSS, with the id or else the first class name.
    static string Step(HtmlTree tree, in HtmlNode element)
    {
        string tag = element.Tag == HtmlTag.Other ? "*" : HtmlTags.NameOf(element.Tag);
        ReadOnlySpan<byte> id = tree.Value(element, HtmlAttributeName.Id).Trim((byte)' ');
        if (IsShown(id)) return tag + "#" + Encoding.UTF8.GetString(id);
        ReadOnlySpan<byte> names = tree.Value(element, HtmlAttributeName.Class).Trim((byte)' ');
        int end = names.IndexOfAny(" \t\n"u8);
        if (end >= 0) names = names[..end];
        return IsShown(names) ? tag + "." + Encoding.UTF8.GetString(names) : tag;
    }

    static bool IsShown(ReadOnlySpan<byte> name) => name.Length is > 0 and <= NameBytesMax && name.IndexOfAny(" \t\n>"u8) < 0;
}
