using System.Text;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Metadata;

/// <summary>Texts and values of a tree as short strings: white space collapsed, no control characters, bounded.</summary>
static class PageText
{
    /// <summary>Nodes in an element that is a value or a byline; one with more holds a part of the page.</summary>
    public const int NodesMax = 200;

    /// <summary>The text inside an element, without scripts and styles; empty where it is longer than <paramref name="bytesMax"/>, or of too many nodes.</summary>
    public static string Of(HtmlTree tree, int element, int bytesMax)
    {
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        int end = nodes[element].End, bytes = 0;
        if (end - element > NodesMax) return "";
        StringBuilder? several = null;
        string? only = null;
        for (int i = element + 1; i < end; i++)
        {
            if (nodes[i].Tag is HtmlTag.Script or HtmlTag.Style or HtmlTag.Svg or HtmlTag.Noscript) i = nodes[i].End - 1;
            else if (nodes[i].Tag is HtmlTag.Br or HtmlTag.A or HtmlTag.Div or HtmlTag.P or HtmlTag.Li or HtmlTag.Span or HtmlTag.Time) several = (several ?? new(only)).Append(' ');
            else if (nodes[i].Tag == HtmlTag.Text)
            {
                bytes += nodes[i].Length;
                if (bytes > bytesMax * 4) return ""; // White space goes yet.
                string text = Encoding.UTF8.GetString(tree.Text(nodes[i]));
                if (several is null && only is null) only = text;
                else several = (several ?? new(only)).Append(text);
            }
        }
        string clean = Clean(several?.ToString() ?? only ?? "");
        return clean.Length > bytesMax ? "" : clean;
    }

    /// <summary>An attribute's value, cut at <paramref name="bytesMax"/> characters.</summary>
    public static string Value(HtmlTree tree, in HtmlNode element, HtmlAttributeName name, int bytesMax)
    {
        ReadOnlySpan<byte> value = tree.Value(element, name);
        if (value.IsEmpty) return "";
        if (value.Length > bytesMax * 3) value = value[..(bytesMax * 3)];
        string clean = Clean(Encoding.UTF8.GetString(value));
        return Cut(clean, bytesMax);
    }

    /// <summary>White space as single spaces, trimmed; control and format characters out.</summary>
    public static string Clean(string text)
    {
        StringBuilder? clean = null;
        bool afterSpace = true;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool isSpace = char.IsWhiteSpace(c);
            bool isKept = isSpace ? c == ' ' && !afterSpace : !IsHidden(c);
            if (!isKept && clean is null) clean = new StringBuilder(text, 0, i, text.Length);
            if (isKept) clean?.Append(c);
            else if (isSpace && !afterSpace) clean!.Append(' ');
            if (isSpace || isKept) afterSpace = isSpace;
        }
        return (clean?.ToString() ?? text).Trim(' ');
    }

    /// <summary>The first characters, whole ones.</summary>
    public static string Cut(string text, int charsMax) =>
        text.Length <= charsMax ? text : text[..(char.IsHighSurrogate(text[charsMax - 1]) ? charsMax - 1 : charsMax)];

    // Zero-width joiners shape letters and stay.
    static bool IsHidden(char c) => char.IsControl(c) || c is '\u00AD' or '\u200B' or '\u200E' or '\u200F' or '\u2060' or '\uFEFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
