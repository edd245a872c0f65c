using System.Globalization;
using System.Text.Json;
using Sluice.Cli.Inspecting;
using Sluice.Core;
using Sluice.Curate.Filter.FastText.Training;

namespace Sluice.Cli.Classify;

/// <summary>Prints a <see cref="ClassifierReport"/>, for a person or as JSON.</summary>
static class ReportOutput
{
    const int LabelsShownMax = 60;
    const int ConfusedShownMax = 12;
    const int LabelsWithThresholdsMax = 20;

    /// <summary>Prints tables.</summary>
    /// <param name="call">Where to.</param>
    /// <param name="report">The report.</param>
    /// <param name="label">The label whose thresholds are shown; null for the best label's, and for both labels of two.</param>
    public static void Print(Call call, ClassifierReport report, string? label)
    {
        call.Print($"{TextTable.Count(report.Texts)} texts, {TextTable.Count(report.Right)} right: accuracy {Share(report.Accuracy)}, macro F1 {Share(report.MacroF1)}");
        call.Print();
        LabelCounts[] shown = [.. report.Labels.OrderByDescending(l => l.Texts).ThenBy(l => l.Label, StringComparer.Ordinal).Take(LabelsShownMax)];
        Table(call, ["label", "texts", "answers", "precision", "recall", "F1"],
            shown.Select(l => (string[])[l.Label, TextTable.Count(l.Texts), TextTable.Count(l.Answers), Share(l.Precision), Share(l.Recall), Share(l.F1)]));
        if (report.Labels.Count > shown.Length) call.Print($"… and {report.Labels.Count - shown.Length} more labels; --json has them all");
        PrintConfusion(call, report);
        call.Print();
        call.Print("best label, by its score:");
        Table(call, ["score, at least", "answered", "share", "precision"],
            report.AtThresholds.Select(t => (string[])[TextTable.Number(t.Threshold), TextTable.Count(t.Answered), Share(Ratio(t.Answered, report.Texts)), Share(Ratio(t.Right, t.Answered))]));
        if (label is not null && report.Labels.All(l => l.Label != label))
        {
            string? nearest = NearestName.Find(label, [.. report.Labels.Select(l => l.Label)]);
            call.Error.WriteLine($"note: --label is '{label}', which is no label of the model or of the texts{(nearest is null ? "" : $"; did you mean {nearest}?")}");
        }
        foreach (LabelCounts counts in report.Labels.Where(l => label is null ? report.Labels.Count == 2 : l.Label == label))
        {
            call.Print();
            call.Print($"texts kept by `classifier: {{ label: {counts.Label}, min-score: … }}`:");
            Table(call, ["min-score", "kept", "share", "precision", "recall"], counts.AtThresholds.Select(t => (string[])
                [TextTable.Number(t.Threshold), TextTable.Count(t.Reached), Share(Ratio(t.Reached, report.Texts)), Share(Ratio(t.Right, t.Reached)), Share(Ratio(t.Right, counts.Texts))]));
        }
    }

    // A table while it fits the screen, else the pairs that were confused most.
    static void PrintConfusion(Call call, ClassifierReport report)
    {
        const int MatrixLabelsMax = 8;
        call.Print();
        if (report.Labels.Count <= MatrixLabelsMax)
        {
            LabelCounts[] labels = [.. report.Labels];
            Dictionary<(string, string?), long> wrong = report.Confused.ToDictionary(c => (c.True, c.Answer), c => c.Texts);
            call.Print("confusion: true label down, answer across");
            Table(call, ["", .. labels.Select(l => l.Label)], labels.Select(t => (string[])
                [t.Label, .. labels.Select(a => TextTable.Count(t == a ? t.Right : wrong.GetValueOrDefault((t.Label, a.Label))))]));
            return;
        }
        call.Print("confused most:");
        Table(call, ["true label, answer", "texts"], report.Confused.Take(ConfusedShownMax).Select(c => (string[])[$"{c.True}, {c.Answer ?? "nothing"}", TextTable.Count(c.Texts)]));
    }

    /// <summary>Writes the report as a JSON object's members.</summary>
    public static void Write(Utf8JsonWriter json, ClassifierReport report)
    {
        json.WriteNumber("texts", report.Texts);
        json.WriteNumber("right", report.Right);
        json.WriteNumber("accuracy", report.Accuracy);
        json.WriteNumber("macro-f1", report.MacroF1);
        json.WriteStartArray("labels");
        foreach (LabelCounts label in report.Labels)
        {
            json.WriteStartObject();
            json.WriteString("label", label.Label);
            json.WriteNumber("texts", label.Texts);
            json.WriteNumber("answers", label.Answers);
            json.WriteNumber("right", label.Right);
            json.WriteNumber("precision", label.Precision);
            json.WriteNumber("recall", label.Recall);
            json.WriteNumber("f1", label.F1);
            if (report.Labels.Count <= LabelsWithThresholdsMax)
            {
                json.WriteStartArray("thresholds");
                foreach ((double threshold, long reached, long right) in label.AtThresholds)
                    WriteThreshold(json, threshold, "kept", reached, right);
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("confusion");
        foreach ((string truth, string? answer, long texts) in report.Confused)
        {
            json.WriteStartObject();
            json.WriteString("true", truth);
            json.WriteString("answer", answer);
            json.WriteNumber("texts", texts);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("thresholds");
        foreach ((double threshold, long answered, long right) in report.AtThresholds) WriteThreshold(json, threshold, "answered", answered, right);
        json.WriteEndArray();
    }

    static void WriteThreshold(Utf8JsonWriter json, double threshold, string name, long texts, long right)
    {
        json.WriteStartObject();
        json.WriteNumber("score", threshold);
        json.WriteNumber(name, texts);
        json.WriteNumber("right", right);
        json.WriteEndObject();
    }

    /// <summary>A share as people read it.</summary>
    public static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %");

    static void Table(Call call, IReadOnlyList<string> headings, IEnumerable<string[]> rows)
    {
        foreach (string line in TextTable.Lines(headings, [.. rows])) call.Print(line);
    }

    static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
