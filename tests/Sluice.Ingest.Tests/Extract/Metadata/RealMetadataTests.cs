using System.IO.Compression;
using System.Text.Json;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Fixtures;
using Sluice.Ingest.Extract;

namespace Sluice.Ingest.Tests.Extract.Metadata;

/// <summary>What real pages say of themselves, beside what their publishers' own readers or people found. Prints the shares: run with <c>--show-live-output on</c>.</summary>
public sealed class RealMetadataTests(ITestOutputHelper output)
{
    [Fact] // Truth: fundus' parsers, one for each publisher.
    public void Titles_authors_and_dates_are_those_of_the_publishers()
    {
        Score title = new("title"), authors = new("authors, all and no other"), date = new("date-published");
        ForEach("fundus", (document, truth) =>
        {
            JsonElement[] versions = [.. truth.GetProperty("versions").EnumerateObject().Select(v => v.Value)];
            title.Add(versions.Any(v => Letters(v.GetProperty("title").GetString()!) == Letters(Of(document, "title"))));
            date.Add(versions.Any(v => v.GetProperty("publishing_date").GetString()![..10] == Day(Of(document, "date-published"))));
            string[][] names = [.. versions.Where(v => v.TryGetProperty("authors", out JsonElement a) && a.GetArrayLength() > 0).Select(v => v.GetProperty("authors").EnumerateArray().Select(a => Letters(a.GetString()!)).Order().ToArray())];
            string[] found = [.. Of(document, "authors").Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(Letters).Order()];
            if (names.Length > 0) authors.Add(names.Any(n => n.SequenceEqual(found)));
        });
        Print(title, authors, date);
        Assert.True(title.Share >= 0.82, title.ToString());
        Assert.True(authors.Share >= 0.85, authors.ToString());
        Assert.True(date.Share >= 0.96, date.ToString());
    }

    [Fact] // Truth: the dates of htmldate's evaluation, by people; two of them are "none".
    public void Dates_are_those_that_people_found()
    {
        Score date = new("date-published");
        ForEach("htmldate", (document, truth) =>
        {
            string day = truth.GetProperty("publication_date") is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";
            date.Add(day is "nan" ? Of(document, "date-published").Length == 0 : day == Day(Of(document, "date-published")));
        });
        Print(date);
        Assert.True(date.Share >= 0.86, date.ToString());
    }

    [Fact] // Truth: what Readability gives, reviewed; its titles often keep the site's name, so that they need only begin alike.
    public void Titles_sites_and_bylines_are_near_those_of_Readability()
    {
        Score title = new("title"), site = new("site-name"), byline = new("authors: the first is in the byline");
        ForEach("readability", (document, truth) =>
        {
            JsonElement expected = truth.GetProperty("expected_metadata");
            string wanted = Letters(expected.GetProperty("title").GetString() ?? ""), found = Letters(Of(document, "title"));
            if (wanted.Length > 0) title.Add(found.Length > 0 && (wanted.Contains(found, StringComparison.Ordinal) || found.Contains(wanted, StringComparison.Ordinal)));
            if (expected.TryGetProperty("siteName", out JsonElement name) && name.GetString() is { Length: > 0 } own) site.Add(Letters(own) == Letters(Of(document, "site-name")));
            if (expected.TryGetProperty("byline", out JsonElement by) && by.GetString() is { Length: > 0 } line)
                byline.Add(Letters(Of(document, "authors").Split("; ")[0]) is { Length: > 0 } first && Letters(line).Contains(first, StringComparison.Ordinal));
        });
        Print(title, site, byline);
        Assert.True(title.Share >= 0.85, title.ToString());
        Assert.True(site.Share >= 0.85, site.ToString());
        Assert.True(byline.Share >= 0.75, byline.ToString());
    }

    static void ForEach(string set, Action<Document, JsonElement> score)
    {
        Dictionary<string, JsonElement> truths = [];
        using StreamReader rows = new(new GZipStream(File.OpenRead(SharedData.Path($"data/extraction/{set}.jsonl.gz")), CompressionMode.Decompress));
        while (rows.ReadLine() is { } row)
        {
            JsonElement json = JsonDocument.Parse(row.Replace(": NaN", ": \"nan\"", StringComparison.Ordinal)).RootElement;
            truths[json.GetProperty("payload_sha256").GetString()!] = json.GetProperty("truth");
        }
        ExtractHtmlStep step = new(new());
        RealPages.ForEach(set, (document, sha) =>
        {
            if (!truths.Remove(sha, out JsonElement truth)) return;
            step.Apply(document, Measurements.None);
            score(document, truth);
        });
    }

    void Print(params Score[] scores)
    {
        foreach (Score score in scores) output.WriteLine(score.ToString());
    }

    static string Of(Document document, string key) => document.Metadata.TryGet(key, out MetadataValue value) ? value.Text! : "";

    static string Day(string date) => date.Length < 10 ? "" : date[..10];

    static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    sealed class Score(string name)
    {
        int _right;
        int _all;

        public double Share => (double)_right / _all;

        public void Add(bool isRight)
        {
            _all++;
            if (isRight) _right++;
        }

        public override string ToString() => $"{name}: {_right} of {_all}, {Share:P1}";
    }
}
