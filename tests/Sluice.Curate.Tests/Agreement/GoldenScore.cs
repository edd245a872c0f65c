using System.Text;
using System.Text.Json;
using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Curate.Tests.Agreement;

/// <summary>How far a filter agrees with datatrove on the golden documents: the shares that score-golden reports.</summary>
sealed class GoldenScore
{
    readonly List<string> _disagreements = [];
    int _documents, _keep, _rule, _texts, _textsEqual, _stats, _statsEqual;

    public double Keep => (double)_keep / _documents;
    public double Rule => (double)_rule / _documents;
    public double Text => (double)_textsEqual / Math.Max(1, _texts);
    public double Stats => (double)_statsEqual / Math.Max(1, _stats);
    public string Disagreements => string.Join("\n", _disagreements.Take(20));

    /// <summary>Runs a step over rows and compares with one of their fields.</summary>
    public static GoldenScore Of(IStep step, IEnumerable<JsonElement> rows, string field, string stepName, Func<JsonElement, string?>? language = null, bool measures = true)
    {
        GoldenScore score = new();
        Document document = new();
        foreach (JsonElement row in rows)
        {
            if (!row.TryGetProperty(field, out JsonElement decision) || decision.TryGetProperty("error", out _)) continue;
            document.Reset();
            document.Id = row.Text("id") ?? "";
            document.Url = row.Text("url");
            document.Language = language?.Invoke(row);
            document.SetText(Encoding.UTF8.GetBytes(row.Text("text") ?? ""));
            Measurements measurements = measures ? Measurements.Recording() : Measurements.None;
            score.Compare(document, step.Apply(document, measurements), measurements, decision, stepName);
        }
        return score;
    }

    void Compare(Document document, Verdict verdict, Measurements measurements, JsonElement decision, string stepName)
    {
        _documents++;
        bool keeps = decision.GetProperty("keep").GetBoolean();
        string? want = keeps ? null : stepName + "." + decision.Text("reason")!.Replace("gopher_", "", StringComparison.Ordinal).Replace('_', '-');
        if (stepName == "c4-paragraph" && want is not null) want = "c4-paragraph.too-few-paragraphs";
        if (verdict.IsKept == keeps) _keep++;
        if (verdict.Rule == want) _rule++;
        else _disagreements.Add($"{document.Id}: {want ?? "keep"}, but {verdict}");
        if (keeps && verdict.IsKept && decision.Text("out_sha") is { } sha) Count(GoldenRows.Sha(document.Text) == sha, ref _texts, ref _textsEqual, $"{document.Id}: text");
        if (!decision.TryGetProperty("stats", out JsonElement stats)) return;
        foreach (JsonProperty stat in stats.EnumerateObject())
        {
            if (stat.Value.ValueKind == JsonValueKind.Null) continue;
            string name = RuleOf(stat.Name);
            foreach ((string key, double value) in measurements.Values)
                if (key == name) Count(Math.Abs(value - stat.Value.GetDouble()) <= 1e-6, ref _stats, ref _statsEqual, $"{document.Id}: {name} is {stat.Value}, but {value}");
        }
    }

    void Count(bool equal, ref int all, ref int hits, string disagreement)
    {
        all++;
        if (equal) hits++;
        else _disagreements.Add(disagreement);
    }

    // The rule that a golden statistic belongs to.
    static string RuleOf(string stat) => stat switch
    {
        "n_non_symbol_words" => "short-doc",
        "avg_word_len" => "below-avg-threshold",
        "hash_ratio" => "too-many-hashes",
        "ellipsis_ratio" => "too-many-ellipsis",
        "bullet_lines" => "too-many-bullets",
        "end_ellipsis_lines" => "too-many-end-ellipsis",
        "alpha_words" => "below-alpha-threshold",
        "stop_words" => "enough-stop-words",
        _ when stat.StartsWith("dup_", StringComparison.Ordinal) && stat.EndsWith("_gram", StringComparison.Ordinal) => $"duplicated-{stat.Split('_')[1]}-n-grams",
        _ => stat.Replace('_', '-'),
    };
}
