using System.Text;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>Finds the formulas of a page, and writes each as TeX.</summary>
/// <remarks>What a page says itself is taken first: the TeX that MathJax and KaTeX were given (<c>script type=math/tex</c>, <c>annotation encoding=application/x-tex</c>), then
/// <c>alttext</c>, then an image's alternative text; MathML without any of these is written as TeX (<see cref="MathMlTex"/>).</remarks>
sealed class MathText
{
    // A longer formula is a table or a program; it is left out.
    const int BytesMax = 1 << 14;

    readonly MathMlTex _mathMl = new();

    /// <summary>The formula of an element that may be one.</summary>
    /// <param name="tree">The page.</param>
    /// <param name="element">A <c>math</c>, <c>script</c> or <c>img</c>.</param>
    /// <param name="isDisplay">Whether it stands on a line of its own.</param>
    /// <returns>The TeX without dollar signs, valid until the next call; empty where the element is no formula.</returns>
    public ReadOnlySpan<byte> Find(HtmlTree tree, int element, out bool isDisplay)
    {
        ref readonly HtmlNode node = ref tree.Nodes[element];
        isDisplay = false;
        ReadOnlySpan<byte> tex = default;
        switch (node.Tag)
        {
            case HtmlTag.Script:
                ReadOnlySpan<byte> type = tree.Value(node, HtmlAttributeName.Type);
                if (!IsTexScript(type) || element + 1 >= node.End) return default;
                isDisplay = type.IndexOf("mode=display"u8) >= 0;
                tex = tree.Text(tree.Nodes[element + 1]);
                break;
            case HtmlTag.Img:
                if (!IsTexImage(tree, node)) return default;
                tex = tree.Value(node, HtmlAttributeName.Alt);
                break;
            case HtmlTag.Math:
                isDisplay = IsDisplay(tree, element);
                tex = Annotation(tree, element);
                if (tex.IsEmpty) tex = tree.Value(node, HtmlAttributeName.AltText);
                if (tex.IsEmpty) tex = _mathMl.Write(tree, element);
                break;
        }
        tex = Unwrap(tex.Trim(" \n\t\r"u8), out bool saysDisplay);
        isDisplay |= saysDisplay;
        return tex.Length <= BytesMax ? tex : default;
    }

    /// <summary>Whether a script is a formula that MathJax reads.</summary>
    public static bool IsTexScript(ReadOnlySpan<byte> type) => type.StartsWith("math/tex"u8);

    // Pictures of formulas, with the TeX as alternative text: WordPress (latex), MediaWiki (tex, mwe-math-fallback-image-inline).
    static bool IsTexImage(HtmlTree tree, in HtmlNode image) =>
        ElementNames.HasClass(tree, image, "latex"u8) || ElementNames.HasClass(tree, image, "tex"u8);

    static bool IsDisplay(HtmlTree tree, int math)
    {
        if (tree.Value(tree.Nodes[math], HtmlAttributeName.Display).SequenceEqual("block"u8)) return true;
        int around = tree.Nodes[math].Parent;
        for (int steps = 0; steps < 4 && around > 0; steps++, around = tree.Nodes[around].Parent)
        {
            if (ElementNames.HasClass(tree, tree.Nodes[around], "katex-display"u8)) return true;
            if (tree.Value(tree.Nodes[around], HtmlAttributeName.Display).SequenceEqual("true"u8)) return true;
        }
        return false;
    }

    static ReadOnlySpan<byte> Annotation(HtmlTree tree, int math)
    {
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        for (int i = math + 1; i < nodes[math].End; i++)
        {
            if (nodes[i].Tag != HtmlTag.Annotation || i + 1 >= nodes[i].End || nodes[i + 1].Tag != HtmlTag.Text) continue;
            ReadOnlySpan<byte> encoding = tree.Value(nodes[i], HtmlAttributeName.Encoding);
            if (Ascii.EqualsIgnoreCase(encoding, "application/x-tex"u8) || Ascii.EqualsIgnoreCase(encoding, "tex"u8) || Ascii.EqualsIgnoreCase(encoding, "latex"u8)) return tree.Text(nodes[i + 1]);
        }
        return default;
    }

    // Dollar signs and delimiters that are there already; MediaWiki's {\displaystyle …} around everything.
    static ReadOnlySpan<byte> Unwrap(ReadOnlySpan<byte> tex, out bool isDisplay)
    {
        isDisplay = tex.Length > 4 && (IsBetween(tex, "$$"u8, "$$"u8) || IsBetween(tex, "\\["u8, "\\]"u8));
        if (isDisplay || (tex.Length > 4 && IsBetween(tex, "\\("u8, "\\)"u8))) tex = tex[2..^2];
        else if (tex.Length > 2 && IsBetween(tex, "$"u8, "$"u8)) tex = tex[1..^1];
        ReadOnlySpan<byte> style = "{\\displaystyle "u8;
        if (tex.StartsWith(style) && ClosingBrace(tex) == tex.Length - 1) tex = tex[style.Length..^1];
        return tex.Trim(" \n\t\r"u8);
    }

    static bool IsBetween(ReadOnlySpan<byte> tex, ReadOnlySpan<byte> start, ReadOnlySpan<byte> end) => tex.StartsWith(start) && tex.EndsWith(end);

    // Where the brace that opens the text is closed.
    static int ClosingBrace(ReadOnlySpan<byte> tex)
    {
        int depth = 0;
        for (int i = 0; i < tex.Length; i++)
        {
            if (tex[i] == '\\') i++;
            else if (tex[i] == '{') depth++;
            else if (tex[i] == '}' && --depth == 0) return i;
        }
        return -1;
    }
}
