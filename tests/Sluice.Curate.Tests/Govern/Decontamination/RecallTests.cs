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
    const int ItemsOfEach = 12; // By hash of benchmark and row.

    // Least shares found, by way of planting: verbatim, case, punctuation, lines, numbers, one word in twenty, question alone, answer alone; then most false alarms.
    static readonly Dictionary<ContaminationRule, (double[] Recall, int Alarms)> s_floors = new()
    {
        [ContaminationRule.Overlap] = ([0.9, 0.9, 0.9, 0.9, 0.85, 0.4, 0.8, 0.4], 2),
        [ContaminationRule.Gpt3] = ([0.8, 0.8, 0.7, 0.8, 0.3, 0.3, 0.7, 0.4], 25),
        [ContaminationRule.Stack] = ([0.8, 0.8, 0.0, 0.0, 0.0, 0.0, 0.8, 0.4], 2),
    };

    [Theory]
    [InlineData(ContaminationRule.Overlap)]
    [InlineData(ContaminationRule.Gpt3)]
    [InlineData(ContaminationRule.Stack)]
    public void Planted_items_are_found_and_real_pages_are_not(ContaminationRule rule)
    {
        string folder = SharedData.Path("data/bench");
        DecontaminateOptions options = new() { Folder = folder, Rule = rule };
        TestResources resources = new();
        Decontaminate step = new(options, resources);
        Assert.InRange(step.IndexBytes, 1, 48L << 20);
        List<string> pages = [.. Golden.Rows("data/golden-datatrove/docs.jsonl.gz").Select(row => row.GetProperty("text").GetString()!).Where(text => text.Length > 0)];

        List<string> alarms = [];
        List<string> hosts = [];
        foreach (string page in pages)
        {
            Verdict verdict = Apply.To(step, page);
            if (!verdict.IsKept) alarms.Add($"{verdict.Evidence} {verdict.Value:0.###}");
            else if (page.Length is > 500 and < 8000) hosts.Add(page);
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
        TestContext.Current.TestOutputHelper!.WriteLine($"| `{rule.ToString().ToLowerInvariant()}` | {row} | {alarms.Count} of {pages.Count} |  ({string.Join(", ", ways)}; planted {string.Join(", ", planted)}; alarms: {string.Join("; ", alarms)})");
        (double[] floors, int alarmsMax) = s_floors[rule];
        Assert.All(ways, way => Assert.True(recall[(int)way] >= floors[(int)way], $"{way}: {recall[(int)way]:0.000} is below {floors[(int)way]}"));
        Assert.InRange(alarms.Count, 0, alarmsMax);
    }
}
