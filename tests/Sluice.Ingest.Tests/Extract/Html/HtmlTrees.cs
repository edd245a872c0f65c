using System.Globalization;
using System.Text;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Tests.Extract.Html;

/// <summary>Trees for tests, and how they are written.</summary>
static class HtmlTrees
{
    /// <summary>For the conformance tests, in which nothing may be cut.</summary>
    public static HtmlLimits NoLimits { get; } = new()
    {
        AttributeBytesMax = 1 << 20,
        ContentBytesMax = 1 << 20,
    };

    public static HtmlTree Parse(string html, HtmlLimits? limits = null)
    {
        HtmlTree tree = new();
        Assert.True(new HtmlPageParser(tree, limits ?? new()).Parse(Encoding.UTF8.GetBytes(html)));
        return tree;
    }

    public static string NameOf(HtmlNames names, int tag) => tag < HtmlNames.First ? HtmlTags.NameOf((HtmlTag)tag) : Encoding.UTF8.GetString(names[tag]);

    public static string NameOf(HtmlNames names, HtmlAttributeName name) =>
        (int)name < HtmlNames.First ? HtmlAttributeNames.NameOf(name) : Encoding.UTF8.GetString(names[(int)name]);

    /// <summary>What must hold of every tree: nodes in document order, each inside its parent, texts not empty and not side by side.</summary>
    public static void AssertSound(HtmlTree tree)
    {
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        int lastText = -1;
        for (int i = 0; i < nodes.Length; i++)
        {
            HtmlNode node = nodes[i];
            Assert.InRange(node.Parent, -1, i - 1);
            Assert.InRange(node.End, i + 1, node.Parent < 0 ? nodes.Length : nodes[node.Parent].End);
            // The parent is the innermost element that has not ended.
            int innermost = i - 1;
            while (innermost >= 0 && nodes[innermost].End <= i) innermost = nodes[innermost].Parent;
            Assert.Equal(innermost, node.Parent);
            if (node.Tag != HtmlTag.Text)
            {
                foreach (HtmlAttribute attribute in node.Tag > HtmlTag.Doctype ? tree.Attributes(node) : default) Assert.True(attribute.Start + attribute.Length <= tree.ByteCount);
                continue;
            }
            Assert.Equal(i + 1, node.End);
            Assert.True(node.Length > 0 && node.Start + node.Length <= tree.ByteCount);
            Assert.True(System.Text.Unicode.Utf8.IsValid(tree.Text(node)));
            Assert.False(lastText == i - 1 && lastText >= 0 && nodes[lastText].Parent == node.Parent, "two texts side by side");
            lastText = i;
        }
    }

    /// <summary>Every node, attribute and byte, for comparing trees.</summary>
    public static string Dump(HtmlTree tree)
    {
        StringBuilder dump = new();
        foreach (HtmlNode node in tree.Nodes)
        {
            dump.Append(CultureInfo.InvariantCulture, $"{node.Tag} {node.Namespace} {node.Parent} {node.End} ");
            if (node.Tag <= HtmlTag.Doctype) dump.Append(Encoding.UTF8.GetString(tree.Text(node)));
            else
            {
                dump.Append(tree.NameOf(node));
                foreach (HtmlAttribute attribute in tree.Attributes(node)) dump.Append(CultureInfo.InvariantCulture, $" {tree.NameOf(attribute)}={Encoding.UTF8.GetString(tree.Value(attribute))}");
            }
            dump.Append('\n');
        }
        return dump.ToString();
    }
}
