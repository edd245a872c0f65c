using System.Globalization;
using System.Text;

namespace Sluice.TrainContent;

/// <summary>Lists the pages with the lowest figures, and which of their blocks were wrong: kept and not wanted (FP), wanted and not kept (FN).</summary>
static class WorstPages
{
    const int PagesMax = 60;
    const int CharactersMax = 110;

    public static void Write(IReadOnlyList<TrainingPage> pages, string path)
    {
        using StreamWriter file = new(path, false, new UTF8Encoding(false, false));
        foreach (string set in Program.Sets)
        {
            foreach ((TrainingPage page, double f1) in pages.Where(p => p.Truth.Set == set && p.HasTruth).Select(p => (p, F1(p))).Where(p => p.Item2 < 0.97).OrderBy(p => p.Item2).Take(PagesMax))
            {
                file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"=== {set} F1 {f1:0.000} {page.Truth.Hash[..12]} {page.Truth.Url}"));
                for (int i = 0; i < page.Count; i++)
                {
                    bool isKept = page.IsKept[i];
                    if (!isKept && page.Labels[i] != 1) continue;
                    string mark = page.Labels[i] < 0 ? "?" : !isKept ? "FN" : page.Labels[i] == 1 ? "ok" : "FP";
                    string text = new([.. page.Texts[i].Where(c => !char.IsSurrogate(c)).Take(CharactersMax)]);
                    file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i,5} {mark,-3} {page.Scores[i] / 1024.0,5:0.0} {page.Weights[i]:0.000} {text}"));
                }
            }
        }
    }

    static double F1(TrainingPage page)
    {
        (double a, double b, double c) = page.Score(i => page.IsKept[i]);
        return page.Truth.Text is not null ? c : b + c == 0 ? 1 : 2 * a / (2 * a + b + c);
    }
}
