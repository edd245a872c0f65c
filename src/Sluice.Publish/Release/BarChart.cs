using System.Globalization;
using System.Security;
using System.Text;
using Sluice.Core.Text;

namespace Sluice.Publish.Release;

/// <summary>One bar.</summary>
/// <param name="Label">What it stands for; any text.</param>
/// <param name="Value">Its length.</param>
/// <param name="Shown">The value as it is printed.</param>
sealed record Bar(string Label, long Value, string Shown);

/// <summary>Draws horizontal bars as SVG: text stays text, with a title and a description for who cannot see it, and colors that read on light and dark ground. No clock, no chance.</summary>
static class BarChart
{
    const int Width = 720, RowHeight = 26, Top = 44, LabelWidth = 200, Gap = 10, ValueWidth = 130, Bottom = 14, LabelLengthMax = 30;
    const int BarWidthMax = Width - LabelWidth - ValueWidth - (2 * Gap);

    /// <summary>The picture.</summary>
    /// <param name="title">What is shown, a few words.</param>
    /// <param name="description">One sentence more.</param>
    /// <param name="bars">The bars, from the top.</param>
    internal static string Draw(string title, string description, IReadOnlyList<Bar> bars)
    {
        int height = Top + (bars.Count * RowHeight) + Bottom;
        long longest = Math.Max(1, bars.Select(bar => bar.Value).DefaultIfEmpty().Max());
        StringBuilder svg = new();
        Line(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" width="{Width}" height="{height}" role="img" aria-labelledby="title description">""");
        Line(svg, $"""<title id="title">{Escape(title, 200)}</title>""");
        Line(svg, $"""<desc id="description">{Escape(description, 500)}</desc>""");
        svg.Append("""
            <style>
            text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1f2328; }
            .title { font-weight: 600; font-size: 15px; }
            .value { fill: #59636e; }
            rect { fill: #0969da; }
            @media (prefers-color-scheme: dark) { text { fill: #f0f6fc; } .value { fill: #9198a1; } rect { fill: #4493f8; } }
            </style>
            """.ReplaceLineEndings("\n")).Append('\n');
        Line(svg, $"""<text class="title" x="{Gap}" y="24">{Escape(title, 90)}</text>""");
        for (int i = 0; i < bars.Count; i++)
        {
            int y = Top + (i * RowHeight);
            double width = Math.Max(1, Math.Round((double)bars[i].Value / longest * BarWidthMax, 1));
            Line(svg, $"""<text x="{LabelWidth}" y="{y + 14}" text-anchor="end">{Escape(bars[i].Label, LabelLengthMax)}</text>""");
            Line(svg, $"""<rect x="{LabelWidth + Gap}" y="{y + 2}" width="{width:0.#}" height="{RowHeight - 10}" rx="2"/>""");
            Line(svg, $"""<text class="value" x="{LabelWidth + (2 * Gap) + width:0.#}" y="{y + 14}">{Escape(bars[i].Shown, 40)}</text>""");
        }
        Line(svg, $"</svg>");
        return svg.ToString();
    }

    // Characters that XML does not know, control characters and changes of direction become U+FFFD; marks of markup are escaped.
    static string Escape(string text, int lengthMax)
    {
        StringBuilder known = new();
        foreach (Rune rune in VisibleText.Line(text, lengthMax).EnumerateRunes()) known.Append((rune.Value & 0xFFFE) == 0xFFFE ? "\uFFFD" : rune.ToString());
        return SecurityElement.Escape(known.ToString())!;
    }

    static void Line(StringBuilder svg, FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
