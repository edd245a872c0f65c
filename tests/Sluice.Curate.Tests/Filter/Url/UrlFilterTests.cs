using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Filter.Url;
using Sluice.Curate.Tests.Agreement;
using Sluice.Fixtures;

namespace Sluice.Curate.Tests.Filter.Url;

public sealed class UrlFilterTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("sluice-url-filter-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    UrlFilter Make(UrlFilterOptions? options = null)
    {
        File.WriteAllText(Path.Combine(_folder, "banned_domains.txt"), "# comment\nbad.com\nWORSE.co.uk\nsub.half.org\n192.0.2.7\n");
        File.WriteAllText(Path.Combine(_folder, "banned_urls.txt"), "https://half.org/page?x=1\n");
        File.WriteAllText(Path.Combine(_folder, "banned_words.txt"), "Xxx\n#fine\n\n");
        File.WriteAllText(Path.Combine(_folder, "soft_banned_words.txt"), "red\ngreen\nblue\n");
        File.WriteAllText(Path.Combine(_folder, "banned_subwords.txt"), "hot-stuff\n");
        return new(options ?? new(), new TestResources(_folder));
    }

    static string Rule(UrlFilter step, string? url) => step.Apply(Apply.Text("text", url: url), Measurements.None).Rule?.Split('.')[1] ?? "keep";

    [Theory]
    [InlineData("https://bad.com/", "domain")]
    [InlineData("https://a.b.bad.com:8080/x", "domain")]
    [InlineData("http://user@www.worse.co.uk/", "domain")]
    [InlineData("http://BAD.COM./", "domain")]
    [InlineData("bad.com/path", "domain")]
    [InlineData("https://notbad.com/", "keep")]
    [InlineData("https://example.com/bad.com", "keep")]
    [InlineData("https://sub.half.org/", "subdomain")]
    [InlineData("https://deep.sub.half.org/", "keep")]
    [InlineData("http://192.0.2.7/x", "subdomain")]
    [InlineData("https://half.org/page?x=1", "url")]
    [InlineData("https://half.org/page?x=2", "keep")]
    [InlineData("https://e.org/xxx/a", "hard-blacklisted")]
    [InlineData("https://e.org/XXX/a", "keep")]
    [InlineData("https://e.org/fine", "keep")]
    [InlineData("https://e.org/xxxa", "keep")]
    [InlineData("https://e.org/red_green", "soft-blacklisted")]
    [InlineData("https://e.org/red-red-red", "keep")]
    [InlineData("https://e.org/really-HOT.stuffed", "blacklisted-subword")]
    [InlineData("https://bad.com/xxx/red-green/hotstuff", "domain")]
    [InlineData("https://e.org/xxx/red-green/hotstuff", "hard-blacklisted")]
    [InlineData("https://e.org/red-green/hotstuff", "soft-blacklisted")]
    [InlineData("", "keep")]
    [InlineData(null, "keep")]
    [InlineData("http://", "keep")]
    [InlineData("http://[2001:db8::1]:80/", "keep")]
    [InlineData("not a url at all \0 é", "keep")]
    public void Rules_come_in_order(string? url, string rule) => Assert.Equal(rule, Rule(Make(), url));

    [Fact]
    public void Words_match_in_any_case_where_asked() => Assert.Equal("hard-blacklisted", Rule(Make(new() { IgnoreCase = true }), "https://e.org/XXX/a"));

    [Fact]
    public void The_number_of_soft_words_can_be_set()
    {
        Assert.Equal("soft-blacklisted", Rule(Make(new() { SoftWordsMin = 1 }), "https://e.org/red"));
        Assert.Equal("keep", Rule(Make(new() { SoftWordsMin = 3 }), "https://e.org/red-green"));
    }

    [Fact]
    public void Verdicts_show_what_matched()
    {
        Verdict verdict = Make().Apply(Apply.Text("text", url: "https://a.bad.com/"), Measurements.None);
        Assert.Equal("bad.com", verdict.Evidence);
        Assert.Equal((2.0, 2.0), (Make().Apply(Apply.Text("text", url: "https://e.org/red-green"), Measurements.None) is { Value: { } value, Threshold: { } threshold } ? (value, threshold) : default));
    }

    [Fact]
    public void Rules_without_a_list_are_off_and_named()
    {
        UrlFilter step = new(new(), new TestResources());
        Assert.Equal("keep", Rule(step, "https://bad.com/xxx"));
        Assert.Equal(5, step.Notes.Count);
        Assert.Contains("url-filter: no list for the rule hard-blacklisted: it is off", step.Notes);
        Assert.Empty(Make().Notes);
    }

    [Fact]
    public void A_list_that_was_named_must_be_there() =>
        Assert.Throws<SluiceException>(() => new UrlFilter(new() { BannedWords = ["missing.txt"] }, new TestResources()));

    [Fact]
    public void A_file_that_is_no_list_is_refused()
    {
        string path = Path.Combine(_folder, "binary");
        File.WriteAllBytes(path, [1, 0, 2, 0]);
        Assert.Throws<SluiceException>(() => new UrlFilter(new() { BannedWords = [path] }, new TestResources()));
    }

    [Fact]
    public void Long_and_hostile_urls_are_judged() => Assert.Equal("keep", Rule(Make(), "https://" + new string('.', 100_000) + string.Concat(Enumerable.Repeat("re-", 100_000)) + "@"));

    [Fact] // The word lists of datatrove's package; its domain lists are not at hand.
    public void Real_and_hand_made_urls_get_datatroves_verdict()
    {
        UrlFilter step = new(new(), new TestResources(SharedData.Path("data/golden-datatrove/url-lists")));
        foreach (var row in GoldenRows.Read("url_cases")) Assert.Equal(row.Text("reason")?.Replace('_', '-') ?? "keep", Rule(step, row.Text("url")));
        GoldenScore score = GoldenScore.Of(step, GoldenRows.Documents, "url_filter", "url-filter");
        Assert.True(score.Rule == 1, score.Disagreements);
    }
}
