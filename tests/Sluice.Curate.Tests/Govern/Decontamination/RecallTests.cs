using System.Globalization;
using System.Text;
using Sluice.Core;
using Sluice.Core.Text;
using Sluice.Curate.Govern.Decontamination;
using Sluice.Curate.Govern.Decontamination.Benchmarks;
using Sluice.Fixtures;

namespace Sluice.Curate.Tests.Govern.Decontamination;

/// <summary>Recall and false alarms of each rule: items of every shared benchmark planted in real pages, and the pages as they are. Prints the table of docs/explanation/decontamination.md.</summary>
/// <remarks><c>dotnet run --project tests/Sluice.Curate.Tests -- --filter-class '*RecallTests' --show-live-output on</c>.</remarks>
public sealed class RecallTests
{
    const int ItemsOfEach = 8; // By hash of benchmark and row.

    static readonly Lazy<List<string>> s_pages = new(() => [.. Golden.Rows("data/golden-datatrove/docs.jsonl.gz").Select(row => row.GetProperty("text").GetString()!).Where(text => text.Length > 0)]);

    [Theory]
    // Least shares found in percent, by way of planting: verbatim, case, punctuation, lines, numbers, one word in twenty, question alone, answer alone; then most false alarms.
    [InlineData(ContaminationRule.Overlap, 0.8, new[] { 90, 90, 90, 90, 90, 25, 90, 60 }, 1)]
    [InlineData(ContaminationRule.Overlap, 0.65, new[] { 90, 90, 90, 90, 90, 65, 90, 60 }, 1)]
    [InlineData(ContaminationRule.Gpt3, 0.8, new[] { 95, 95, 95, 95, 60, 85, 90, 65 }, 8)]
    [InlineData(ContaminationRule.Stack, 0.8, new[] { 95, 95, 8, 2, 10, 8, 90, 75 }, 0)]
    public void Planted_items_are_found_and_real_pages_are_not(ContaminationRule rule, double threshold, int[] floors, int alarmsMax)
    {
        string folder = SharedData.Path("data/bench");
        DecontaminateOptions options = new() { Folder = folder, Rule = rule, Threshold = threshold };
        TestResources resources = new();
        Decontaminate step = new(options, resources);
        Assert.InRange(step.IndexBytes, 1, 48L << 20);
        List<string> pages = s_pages.Value;

        List<string> alarms = [];
        List<string> hosts = [];
        foreach (string page in pages)
        {
            Verdict verdict = Apply.To(step, page);
            if (!verdict.IsKept) alarms.Add($"{verdict.Evidence} {verdict.Value:0.###}");
            else if (page.Length is > 500 and < 3000) hosts.Add(page);
        }

        PlantedAs[] ways = Enum.GetValues<PlantedAs>();
        int[] planted = new int[ways.Length], found = new int[ways.Length];
        int number = 0;
        foreach (FoundBenchmark benchmark in FoundBenchmark.FindAll(options, resources, "").Found)
        {
            foreach (BenchmarkItem item in benchmark.Read().Where(item => item.Question.Length > 0)
                .OrderBy(item => TextHash.Of(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{benchmark.Spec.Name} {item.Row}")))).Take(ItemsOfEach))
            {
                foreach (PlantedAs way in ways)
                {
                    if (Planting.Text(item, way) is not { } text) continue;
                    planted[(int)way]++;
                    if (!Apply.To(step, Planting.In(hosts[number++ % hosts.Count], text)).IsKept) found[(int)way]++;
                }
            }
        }

        double[] recall = [.. planted.Zip(found, (all, some) => (double)some / all)];
        string row = string.Join(" | ", ways.Select((way, i) => string.Create(CultureInfo.InvariantCulture, $"{100 * recall[i]:0.0}")));
        TestContext.Current.TestOutputHelper!.WriteLine($"| `{rule.ToString().ToLowerInvariant()}` {threshold} | {row} | {alarms.Count} of {pages.Count} |  ({string.Join(", ", ways)}; planted {string.Join(", ", planted)}; alarms: {string.Join("; ", alarms)})");
        Assert.All(ways, way => Assert.True(100 * recall[(int)way] >= floors[(int)way], $"{way}: {100 * recall[(int)way]:0.0} % is below {floors[(int)way]} %"));
        Assert.InRange(alarms.Count, 0, alarmsMax);
    }
}
