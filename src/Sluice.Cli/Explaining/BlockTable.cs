using System.Globalization;
using Sluice.Core.Text;
using Sluice.Ingest.Extract;

namespace Sluice.Cli.Explaining;

/// <summary>A page's blocks as lines of a terminal: mark, kind, score, reason and text, each block on one line. Pages are hostile: nothing of their text but visible characters is written.</summary>
/// <param name="width">Columns of the terminal.</param>
/// <param name="withColors">Whether what was kept may be colored.</param>
sealed class BlockTable(int width, bool withColors)
{
    const int TextWidthMin = 20;
    const string Green = "\e[32m", Dim = "\e[2m", Reset = "\e[0m";

    /// <summary>The lines, headings first.</summary>
    public IEnumerable<string> Lines(ExplainedPage page)
    {
        int kinds = Widest(page, Kind, 4), reasons = Widest(page, b => b.Reason, 6);
        int room = Math.Max(TextWidthMin, width - kinds - reasons - 15);
        yield return $"    {"kind".PadRight(kinds)} {"score",7}  {"reason".PadRight(reasons)} text";
        foreach (PageBlock block in page.Blocks)
        {
            string score = block.Score.ToString("0.##", CultureInfo.InvariantCulture);
            string line = $"{(block.IsKept ? "  + " : "  - ")}{Kind(block).PadRight(kinds)} {score,7}  {block.Reason.PadRight(reasons)} {OneLine(block.Text, room)}";
            yield return withColors ? (block.IsKept ? Green : Dim) + line + Reset : line;
        }
        yield return page.Summary;
    }

    // Lines of preformatted text are joined by a mark, so that each block stays on one line.
    static string OneLine(string text, int room) => VisibleText.Line(text.Length > room * 2 ? text[..(room * 2)].Replace("\n", " ⏎ ", StringComparison.Ordinal) : text.Replace("\n", " ⏎ ", StringComparison.Ordinal), room);

    static string Kind(PageBlock block) => block.Level > 0 ? string.Create(CultureInfo.InvariantCulture, $"{block.Kind} {block.Level}") : block.Kind;

    static int Widest(ExplainedPage page, Func<PageBlock, string> column, int least) => page.Blocks.Select(b => column(b).Length).Append(least).Max();
}
