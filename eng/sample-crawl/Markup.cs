using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Sluice.SampleCrawl;

/// <summary>The small markup in which pages are written, as HTML.</summary>
/// <remarks>Blocks are parted by empty lines. A block is told by its first character: <c>##</c> heading, <c>-</c> list, <c>1.</c> numbered list, <c>|</c> table, <c>/</c> verse,
/// <c>&gt;</c> quotation, <c>~</c> code, <c>&lt;</c> HTML as it is; else a paragraph. In a line: <c>[text](url)</c> and <c>`code`</c>.</remarks>
static partial class Markup
{
    public static string ToHtml(string text)
    {
        StringBuilder html = new();
        foreach (string block in text.TrimEnd('\n').Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            string[] lines = block.Trim('\n').Split('\n');
            html.Append(lines[0] switch
            {
                ['<', ..] => block,
                ['#', '#', ' ', ..] => $"<h2>{Inline(block[3..])}</h2>",
                ['-', ' ', ..] => $"<ul>\n{Items(lines, 2)}</ul>",
                ['1', '.', ' ', ..] => $"<ol>\n{Items(lines, 3)}</ol>",
                ['|', ..] => Table(lines),
                ['/', ' ', ..] => $"<p class=\"verse\">{string.Join("<br>\n", lines.Select(line => Inline(line[2..])))}</p>",
                ['>', ' ', ..] => $"<blockquote><p>{Inline(string.Join(' ', lines.Select(line => line[2..])))}</p></blockquote>",
                ['~', ..] => $"<pre><code>{string.Join('\n', lines.Select(line => WebUtility.HtmlEncode(line.Length > 1 ? line[2..] : "")))}</code></pre>",
                _ => $"<p>{Inline(string.Join(' ', lines))}</p>",
            }).Append('\n');
        }
        return html.ToString();
    }

    public static string Inline(string text) => Code().Replace(Link().Replace(Escape(text), "<a href=\"$2\">$1</a>"), "<code>$1</code>");

    // WebUtility.HtmlEncode writes every letter from U+00A0 to U+00FF as a number; pages should carry their letters in their charset.
    static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    static string Items(string[] lines, int markBytes) => string.Concat(lines.Select(line => $"<li>{Inline(line[markBytes..])}</li>\n"));

    static string Table(string[] lines)
    {
        StringBuilder html = new("<table>\n");
        for (int i = 0; i < lines.Length; i++)
        {
            string cell = i == 0 ? "th" : "td";
            html.Append("<tr>").AppendJoin("", lines[i].Trim('|').Split('|').Select(text => $"<{cell}>{Inline(text.Trim())}</{cell}>")).Append("</tr>\n");
        }
        return html.Append("</table>").ToString();
    }

    [GeneratedRegex(@"\[([^\]]+)\]\(([^)]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
