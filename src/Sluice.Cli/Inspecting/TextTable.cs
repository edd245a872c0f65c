using System.Globalization;

namespace Sluice.Cli.Inspecting;

/// <summary>A table as plain text: the first column to the left, the others, which are numbers, to the right.</summary>
static class TextTable
{
    /// <summary>The lines, headings first.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        int[] widths = [.. headings.Select((heading, column) => Math.Max(heading.Length, rows.Count == 0 ? 0 : rows.Max(row => row[column].Length)))];
        foreach (IReadOnlyList<string> row in (IEnumerable<IReadOnlyList<string>>)[headings, .. rows])
            yield return string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd();
    }

    /// <summary>A number with thousands separators.</summary>
    public static string Count(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>What a merge counted: with thousands separators, decimals only where it has some.</summary>
    public static string Figure(double number) => number.ToString("#,0.######", CultureInfo.InvariantCulture);

    /// <summary>A number as short as it can be.</summary>
    public static string Number(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
