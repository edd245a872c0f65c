using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Fixtures;
using Sluice.Ingest.Extract;

namespace Sluice.Ingest.Tests.Extract;

public sealed partial class RealPagesTests
{
    [Theory] // The model was trained on these pages too: the test holds what is reached, and docs/explanation/extraction.md says what unseen pages get. Words alone count, so that the test needs no tool.
    [InlineData("article-extraction-benchmark", 0.975)]
    [InlineData("readability", 0.955)]
    public void Articles_are_found_on_real_pages(string set, double f1Min)
    {
        Dictionary<string, string> truths = Truths(set);
        ExtractHtmlStep step = new(new());
        List<double> scores = [];
        RealPages.ForEach(set, (page, hash) =>
        {
            if (!truths.Remove(hash, out string? truth)) return;
            step.Apply(page, Measurements.None);
            scores.Add(F1(truth, Encoding.UTF8.GetString(page.Text)));
        });
        Assert.Empty(truths);
        Assert.True(scores.Average() >= f1Min, $"mean F1 of words over {scores.Count} pages: {scores.Average():0.000}");
    }

    [Fact] // 634 pages, 1,886 phrases of either kind. score-extraction gives an F1 of 97.
    public void Phrases_of_trafilatura_are_in_or_out_as_they_should()
    {
        Dictionary<string, (string[] Wanted, string[] Unwanted)> truths = Phrases();
        ExtractHtmlStep step = new(new());
        int hits = 0, missed = 0, wrong = 0, empty = 0;
        RealPages.ForEach("trafilatura", (page, hash) =>
        {
            if (!truths.Remove(hash, out (string[] Wanted, string[] Unwanted) truth)) return;
            step.Apply(page, Measurements.None);
            string text = Spaces().Replace(Encoding.UTF8.GetString(page.Text), " ");
            if (text.Length == 0) empty++;
            foreach (string phrase in truth.Wanted)
            {
                if (text.Contains(phrase, StringComparison.Ordinal)) hits++;
                else missed++;
            }
            wrong += truth.Unwanted.Count(phrase => text.Contains(phrase, StringComparison.Ordinal));
        });
        Assert.Empty(truths);
        double f1 = 2.0 * hits / (2 * hits + missed + wrong);
        Assert.True(f1 >= 0.96 && empty == 0, $"F1 {f1:0.000}, {empty} empty");
    }

    [Fact] // What is kept by one is kept by the next.
    public void Recall_keeps_all_that_balanced_keeps_and_balanced_all_that_precision_keeps()
    {
        ExtractHtmlStep[] steps = [.. Enum.GetValues<ExtractFavor>().Select(favor => new ExtractHtmlStep(new() { Favor = favor, Tables = false }))];
        RealPages.ForEach("readability", (page, hash) =>
        {
            HashSet<int>[] kept = [.. steps.Select(step =>
            {
                step.Apply(new() { Body = page.Body, HeaderCharset = page.HeaderCharset }, Measurements.None);
                return step.ExplainLast().Index().Where(b => b.Item.IsKept).Select(b => b.Index).ToHashSet();
            })];
            Assert.Subset(kept[1], kept[0]);
            Assert.Subset(kept[2], kept[1]);
        });
    }

    [Fact] // A run may meet pages in any order, on any worker.
    public void Real_pages_give_the_same_text_by_a_used_and_by_a_fresh_step()
    {
        ExtractHtmlStep used = new(new());
        int pages = 0;
        RealPages.ForEach("inscriptis", (page, _) =>
        {
            Verdict verdict = used.Apply(page, Measurements.None);
            Document again = new() { Body = page.Body, HeaderCharset = page.HeaderCharset };
            Assert.Equal(new ExtractHtmlStep(new()).Apply(again, Measurements.None), verdict);
            Assert.True(again.Text.SequenceEqual(page.Text));
            pages++;
        });
        Assert.True(pages > 0);
    }

    static Dictionary<string, string> Truths(string set)
    {
        Dictionary<string, string> truths = [];
        using GZipStream file = new(File.OpenRead(SharedData.Path($"data/extraction/{set}.jsonl.gz")), CompressionMode.Decompress);
        using StreamReader lines = new(file);
        while (lines.ReadLine() is { } line)
        {
            using JsonDocument item = JsonDocument.Parse(line);
            JsonElement truth = item.RootElement.GetProperty("truth");
            string text = truth.TryGetProperty("article_body", out JsonElement body) ? body.GetString()! : Tags().Replace(truth.GetProperty("expected_html").GetString()!, " ");
            truths[item.RootElement.GetProperty("payload_sha256").GetString()!] = System.Net.WebUtility.HtmlDecode(text);
        }
        return truths;
    }

    static Dictionary<string, (string[] Wanted, string[] Unwanted)> Phrases()
    {
        Dictionary<string, (string[], string[])> phrases = [];
        using GZipStream file = new(File.OpenRead(SharedData.Path("data/extraction/trafilatura.jsonl.gz")), CompressionMode.Decompress);
        using StreamReader lines = new(file);
        while (lines.ReadLine() is { } line)
        {
            using JsonDocument item = JsonDocument.Parse(line);
            JsonElement truth = item.RootElement.GetProperty("truth");
            string[] Of(string name) => [.. truth.GetProperty(name).EnumerateArray().Select(p => Spaces().Replace(p.GetString()!, " ").Trim())];
            phrases[item.RootElement.GetProperty("payload_sha256").GetString()!] = (Of("must_contain"), Of("must_not_contain"));
        }
        return phrases;
    }

    // Of the bags of words.
    static double F1(string truth, string text)
    {
        Dictionary<string, int> left = [];
        int wanted = 0, given = 0, hits = 0;
        foreach (Match word in Words().Matches(truth))
        {
            left[word.Value] = left.GetValueOrDefault(word.Value) + 1;
            wanted++;
        }
        foreach (Match word in Words().Matches(text))
        {
            given++;
            if (!left.TryGetValue(word.Value, out int count) || count == 0) continue;
            left[word.Value] = count - 1;
            hits++;
        }
        return wanted + given == 0 ? 1 : 2.0 * hits / (wanted + given);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Words();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
