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
    [Theory] // score-extraction measures with shingles: 94 and 91; readability-lxml has 91 and 83. Here words alone count, so that the test needs no tool.
    [InlineData("article-extraction-benchmark", 0.93)]
    [InlineData("readability", 0.92)]
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

    [GeneratedRegex(@"\w+")]
    private static partial Regex Words();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
