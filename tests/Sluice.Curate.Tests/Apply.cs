using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Curate.Tests;

/// <summary>Runs one step on one text.</summary>
static class Apply
{
    public static Document Text(string text, string? language = null, string? url = null, string id = "a")
    {
        Document document = new() { Id = id, Language = language, Url = url };
        document.SetText(Encoding.UTF8.GetBytes(text));
        return document;
    }

    public static Verdict To(IStep step, string text, string? language = null) => step.Apply(Text(text, language), Measurements.None);

    public static string Rule(IStep step, string text, string? language = null) => To(step, text, language).Rule ?? "keep";

    public static string Result(IStep step, string text, string? language = null)
    {
        Document document = Text(text, language);
        Verdict verdict = step.Apply(document, Measurements.None);
        return verdict.Rule ?? Encoding.UTF8.GetString(document.Text);
    }

    public static Dictionary<string, double> Measured(IStep step, string text, string? language = null)
    {
        Measurements measurements = Measurements.Recording();
        step.Apply(Text(text, language), measurements);
        return measurements.Values.ToDictionary(pair => pair.Key, pair => pair.Value);
    }
}
