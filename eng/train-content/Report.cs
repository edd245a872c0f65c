using System.Globalization;
using System.Text;

namespace Sluice.TrainContent;

/// <summary>Figures of a set as score-extraction gives them.</summary>
static class Report
{
    /// <summary>F1 of one set, with precision and recall.</summary>
    public static (double P, double R, double F1, int Empty) Of(IEnumerable<TrainingPage> pages, Func<TrainingPage, int, bool> isKept)
    {
        double p = 0, r = 0, f = 0, tp = 0, fp = 0, fn = 0;
        int count = 0, empty = 0, withOutput = 0, withTruth = 0;
        bool isMacro = false;
        foreach (TrainingPage page in pages)
        {
            if (!page.HasTruth) continue;
            (double a, double b, double c) = page.Score(i => isKept(page, i));
            if (!Enumerable.Range(0, page.Count).Any(i => isKept(page, i))) empty++;
            else withOutput++;
            count++;
            if (page.Truth.Text is null) (tp, fp, fn) = (tp + a, fp + b, fn + c);
            else
            {
                isMacro |= page.Truth.Set == "article-extraction-benchmark";
                (p, r, f) = (p + a, r + b, f + c);
                if (page.Truth.Text.Length > 0) withTruth++;
            }
        }
        if (tp + fp + fn > 0) (p, r) = (tp / (tp + fp), tp / (tp + fn));
        else (p, r) = (p / Math.Max(1, isMacro ? withOutput : count), r / Math.Max(1, isMacro ? withTruth : count));
        return (p, r, tp > 0 || isMacro ? 2 * p * r / (p + r) : f / Math.Max(1, count), empty);
    }

    public static string Line(string name, IReadOnlyList<TrainingPage> pages, Func<TrainingPage, int, bool> isKept)
    {
        List<string> cells = [];
        foreach (string set in Program.Sets)
        {
            (double p, double r, double f1, int empty) = Of(pages.Where(x => x.Truth.Set == set), isKept);
            cells.Add(string.Create(CultureInfo.InvariantCulture, $"{set[..4]} {100 * p:0.0}/{100 * r:0.0}/{100 * f1:0.00}{(empty > 0 ? $" e{empty}" : "")}"));
        }
        return $"{name,-22} {string.Join("  ", cells)}";
    }

    /// <summary>Of pages with labels of our own, by kind: the share of wanted letters that is kept, the share of kept letters that is unwanted; the mean of the pages.</summary>
    public static string Kinds(IReadOnlyList<TrainingPage> pages, Func<TrainingPage, int, bool> isKept)
    {
        StringBuilder lines = new();
        foreach (bool isHeldOut in (bool[])[false, true])
        {
            lines.Append(isHeldOut ? "  held out:" : "  other    :");
            foreach (IGrouping<string, TrainingPage> kind in pages.Where(p => p.Truth.Page is not null && p.Truth.Page.IsHeldOut == isHeldOut).GroupBy(p => p.Truth.Page!.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
            {
                (double kept, double unwanted) = (0, 0);
                foreach (TrainingPage page in kind)
                {
                    (int wanted, int hits, int misses) = (0, 0, 0);
                    for (int i = 0; i < page.Count; i++)
                    {
                        if (page.Labels[i] == 1) wanted += page.Texts[i].Length;
                        if (page.Labels[i] == 1 && isKept(page, i)) hits += page.Texts[i].Length;
                        if (page.Labels[i] == 0 && isKept(page, i)) misses += page.Texts[i].Length;
                    }
                    kept += wanted == 0 ? 1 : (double)hits / wanted;
                    unwanted += hits + misses == 0 ? 0 : (double)misses / (hits + misses);
                }
                lines.Append(CultureInfo.InvariantCulture, $" {kind.Key} ({kind.Count()}) {100 * kept / kind.Count():0.0}/{100 * unwanted / kind.Count():0.0}");
            }
            lines.AppendLine();
        }
        return lines.ToString().TrimEnd();
    }
}
