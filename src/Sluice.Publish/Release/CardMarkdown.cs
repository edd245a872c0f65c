using System.Globalization;
using System.Text;
using Sluice.Core.Text;

namespace Sluice.Publish.Release;

/// <summary>Puts text that others wrote into Markdown so that nothing in it acts: no markup, link, table, image or HTML of a page reaches the card.</summary>
/// <remarks>Foreign text stands in code only, where CommonMark reads nothing but the end of the code; and that end is made longer than any in the
/// text.</remarks>
static class CardMarkdown
{
    /// <summary>A short text as a code span in a table. A cell ends at a bar even inside code, so a bar becomes its lookalike.</summary>
    internal static string Cell(string text) => Code(text.Replace('|', '¦'));

    /// <summary>A short text as a code span, outside of tables.</summary>
    /// <param name="text">Anything.</param>
    /// <param name="lengthMax">Longer texts are cut, with an ellipsis.</param>
    internal static string Code(string text, int lengthMax = 200)
    {
        string line = VisibleText.Of(text, keepsLines: false).Trim();
        if (line.Length == 0) return "–";
        if (line.Length > lengthMax) line = Cut(line, lengthMax) + "…";
        string fence = new('`', LongestRun(line) + 1);
        string pad = line[0] == '`' || line[^1] == '`' ? " " : "";
        return $"{fence}{pad}{line}{pad}{fence}";
    }

    /// <summary>A text as a block of code.</summary>
    internal static string Block(string text)
    {
        string lines = VisibleText.Of(text);
        string fence = new('`', Math.Max(3, LongestRun(lines) + 1));
        return $"{fence}text\n{lines.TrimEnd('\n')}\n{fence}\n";
    }

    /// <summary>A short text of the recipe's author (a name) as plain text: everything that Markdown could read is escaped.</summary>
    internal static string Escape(string text)
    {
        StringBuilder escaped = new();
        foreach (char c in VisibleText.Of(text, keepsLines: false))
        {
            if (char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c))) escaped.Append('\\');
            escaped.Append(c);
        }
        return escaped.ToString();
    }

    /// <summary>A number with thousands separators.</summary>
    internal static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number that a merge counted: with thousands separators, decimals only where it has some.</summary>
    internal static string Figure(double number) => number.ToString("#,0.######", CultureInfo.InvariantCulture);

    static int LongestRun(string text)
    {
        int longest = 0, run = 0;
        foreach (char c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }

    static string Cut(string text, int length) => text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
