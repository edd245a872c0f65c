using System.Globalization;
using Sluice.Ingest.Extract;
using Sluice.Ingest.Extract.Content;
using Sluice.Ingest.Extract.Html;

namespace Sluice.TrainContent;

/// <summary>What the shipped model keeps of the pages of <c>page-kinds.tsv</c>, by kind: means over the pages, in letters.</summary>
static class KindFigures
{
    public static void Write(string data)
    {
        Dictionary<string, KindPage> labelled = KindPage.Read(Path.Combine(AppContext.BaseDirectory, "page-kinds.tsv")).ToDictionary(p => p.Digest);
        List<(string Kind, ExtractFavor Favor, bool IsHeldOut, double Kept, double Unwanted)> rows = [];
        ContentChooser chooser = new();
        KindPage.ForEach(data, labelled.Values.Select(p => p.Archive).Distinct(StringComparer.Ordinal), (document, digest, _) =>
        {
            if (!labelled.TryGetValue(digest, out KindPage? labels)) return;
            (HtmlTree tree, PageBlocks page) = KindLabels.Scan(document);
            foreach (ExtractFavor favor in (ExtractFavor[])[ExtractFavor.Precision, ExtractFavor.Balanced])
            {
                chooser.Choose(tree, page, PageTitle.Find(tree, new()), favor);
                (double kept, double unwanted) = labels.Measure(page);
                rows.Add((labels.Kind, favor, labels.IsHeldOut, kept, unwanted));
            }
        });
        foreach (var group in rows.GroupBy(r => (r.Favor, r.IsHeldOut, r.Kind)).OrderBy(g => g.Key.Favor).ThenBy(g => g.Key.IsHeldOut).ThenBy(g => g.Key.Kind, StringComparer.Ordinal))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{group.Key.Favor,-10} {(group.Key.IsHeldOut ? "held out" : "other"),-9} {group.Key.Kind,-8} {group.Count(),3} pages  kept {100 * group.Average(r => r.Kept):0.0} %  unwanted {100 * group.Average(r => r.Unwanted):0.0} %"));
    }
}
