using System.Text.Json;
using Sluice.Curate.Govern.Decontamination;
using Sluice.Fixtures;

namespace Sluice.Curate.Tests.Govern.Decontamination;

/// <summary>A benchmark made for the tests, for checkouts without the shared data.</summary>
static class SmallBenchmark
{
    public const string Question =
        "A lighthouse keeper polishes 14 lenses every morning and 9 more every evening, but on Sundays he rests after breakfast. "
        + "If each lens takes him 6 minutes, how many hours does he spend polishing lenses from Monday to Sunday of one ordinary week?";

    public const string Answer =
        "On six days he polishes 14 + 9 = 23 lenses, which makes 6 * 23 = 138 lenses. On Sunday he polishes 14 lenses, so the week has 152 lenses. "
        + "At 6 minutes a lens that is 912 minutes, or 15.2 hours.";

    public const string Story =
        "The harbor town woke late on market days. Fishermen mended their nets on the quay while gulls quarrelled over scraps.\n"
        + "Nobody remembered who had painted the chapel door blue, though everybody had an opinion about it. In the afternoon the wind turned west.\n";

    public static readonly string[] Others =
    [
        "Which of the following rivers flows through the oldest part of the fictional town of Underbrook before it reaches the sea at Saltmouth?",
        "Marta planted 3 rows of 12 cabbages each, lost 5 of them to snails, and sold half of the rest at the market. How many cabbages did she keep for soup?",
        "Explain in one sentence why the clockmaker of Varn refused to repair the bell that rang thirteen times on the night of the flood.",
    ];

    public static string Rows => string.Concat(new[] { JsonSerializer.Serialize(new { question = Question, answer = Answer }) + "\n" }
        .Concat(Others.Select(other => JsonSerializer.Serialize(new { question = other, answer = "7" }) + "\n")));

    public static Decontaminate Step(TemporaryFolder folder, ContaminationRule rule = ContaminationRule.Overlap, ContaminationAction action = ContaminationAction.Drop, int lengthMin = 20)
    {
        string path = folder.Write("small.jsonl", Rows);
        return new(new() { Benchmarks = [$"{path} question=question answer=answer"], Rule = rule, Action = action, LengthMin = lengthMin }, new TestResources());
    }

    public static string In(string text) => $"{Story}{text}\n{Story}";
}
