using Sluice.Core;
using Sluice.Fixtures;
using Sluice.Publish.Inspect;
using Sluice.Publish.Release;
using Sluice.Publish.Tests.Release;

namespace Sluice.Publish.Tests.Inspect;

public sealed class InspectTests : IDisposable
{
    const string Uuid = "0f5c7a52-0000-4000-8000-0123456789ab";

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    static SmallRelease Some() => new SmallRelease()
        .Keep($"<urn:uuid:{Uuid}>", "first text", "https://www.example.org/a", license: "MIT")
        .Keep($"<urn:uuid:{Uuid}>#2", "second text", "http://user@Example.org:8080/b?c")
        .Keep("plain", "third text, no url", language: "de")
        .Drop("dup", "near-duplicates", "near-duplicates.duplicate", 0.9, 0.75, url: "https://example.org/dup", duplicateOf: "plain")
        .Drop("short", "gopher-quality", "gopher-quality.short-doc", 12, 50, url: "https://example.org/short")
        .Drop("blocked", "url-filter", "url-filter.domain", evidence: "bad.example", url: "https://bad.example/")
        .Quarantine("broken", "gzip-broken");

    ReleaseFolder Written(SmallRelease release, string name = "release")
    {
        string path = Path.Combine(_folder.Path, name);
        release.Write(path);
        return ReleaseFolder.Open(path);
    }

    [Fact]
    public void Stats_are_the_sums_of_the_run_and_of_the_rows()
    {
        ReleaseStats stats = ReleaseStats.Of(Written(Some()), default);
        Assert.Equal(SumsJson.Write(Some().Sums()), SumsJson.Write(stats.Sums));
        Assert.Equal([new("example.org", 2)], stats.Domains);
        Assert.Equal([new("NOASSERTION", 2), new("MIT", 1)], stats.Licenses);
        Assert.Equal(10 + 11 + 18, stats.TextBytes);
        Assert.Equal(21, stats.Words);
    }

    [Fact]
    public void Files_that_are_joined_to_rows_are_accounted_for_each()
    {
        SmallRelease Joined() => new SmallRelease { Shape = new() { Join = Core.Recipes.RowUnit.Repository } }.Read("o/one")
            .KeepFile("o/one", "a.c", "a").KeepFile("o/one", "b'\"[].c", "b").KeepFile("o/one", "c<file_sep>", "c").KeepFile("o/one", "d.c", "d").KeepFile("o/one", "e.c", "e").Drop("x", "url-filter", "url-filter.domain");
        Assert.All(ReleaseCheck.Run(Written(Joined()), default), check => Assert.Empty(check.Problems));
        SmallRelease broken = Joined();
        broken.Documents.RemoveAt(1);
        Assert.Contains(ReleaseCheck.Run(Written(broken, "broken"), default).Single(check => check.Name == "data").Problems, problem => problem.Contains("b'\"[].c", StringComparison.Ordinal));
    }

    [Fact]
    public void Stats_of_a_release_without_documents_are_zero()
    {
        string path = Path.Combine(_folder.Path, "empty");
        SmallRelease release = new();
        release.Drop("a", "url-filter", "url-filter.domain");
        release.Write(path);
        foreach (string file in Directory.GetFiles(Path.Combine(path, "data"))) File.Delete(file);
        ReleaseStats stats = ReleaseStats.Of(ReleaseFolder.Open(path), default);
        Assert.Equal((0, 0, 0), (stats.TextBytes, stats.DataFiles, stats.Domains.Count));
        Assert.Empty(ShownDocument.Kept(ReleaseFolder.Open(path), 3, default));
    }

    [Theory]
    [InlineData($"<urn:uuid:{Uuid}>")]
    [InlineData($"urn:uuid:{Uuid}")]
    [InlineData(Uuid)]
    public void Record_is_found_by_its_id_with_or_without_brackets_and_with_its_repeats(string id) =>
        Assert.Equal([$"<urn:uuid:{Uuid}>", $"<urn:uuid:{Uuid}>#2"], RecordLife.Find(Written(Some()), id, default).Select(life => life.Entry.Id));

    [Fact]
    public void Life_of_a_kept_record_names_its_place_in_the_data()
    {
        RecordLife life = Assert.Single(RecordLife.Find(Written(Some()), "plain", default));
        Assert.Equal(("kept", "data/train-00001-of-00002.parquet", 0L), (life.Entry.Outcome, life.DataFile, life.DataRow));
        Assert.Equal(["url-filter", "gopher-quality", "near-duplicates"], life.Entry.Passed);
    }

    [Fact]
    public void Life_of_a_duplicate_has_the_row_of_the_document_that_stays()
    {
        RecordLife life = Assert.Single(RecordLife.Find(Written(Some()), "https://example.org/dup", default));
        Assert.Equal(("near-duplicates.duplicate", 0.9, 0.75, 0.875), (life.Entry.Rule, life.Entry.Value, life.Entry.Threshold, life.Entry.Similarity));
        Assert.Equal("plain", life.Original!.Id);
        Assert.Equal(["url-filter", "gopher-quality"], life.Entry.Passed);
        Assert.Equal(("crawl/a.warc.gz", 300L, 100L), (life.Entry.Origin.File, life.Entry.Origin.Offset, life.Entry.Origin.Length));
    }

    [Fact]
    public void Life_of_an_unreadable_record_says_what_could_not_be_read() =>
        Assert.Equal("broken", Assert.Single(RecordLife.Find(Written(Some()), "broken", default)).QuarantineDetail);

    [Theory]
    [InlineData("shrot", "did you mean short")]
    [InlineData("https://example.org/shorts", "did you mean https://example.org/short")]
    [InlineData("bad.example", "did you mean https://bad.example/?")]
    [InlineData("' OR 1=1 --", "ids are in")]
    public void Unknown_id_suggests_the_nearest(string id, string hint)
    {
        SluiceException thrown = Assert.Throws<SluiceException>(() => RecordLife.Find(Written(Some()), id, default));
        Assert.StartsWith(hint, thrown.Errors[0].Hint, StringComparison.Ordinal);
        Assert.Equal(2, thrown.ExitCode);
    }

    [Fact]
    public void Look_shows_the_same_kept_documents_each_time()
    {
        ReleaseFolder release = Written(Some());
        IReadOnlyList<ShownDocument> all = ShownDocument.Kept(release, 10, default);
        Assert.Equal(["first text", "second text", "third text, no url"], all.Select(document => document.Text).Order(StringComparer.Ordinal));
        Assert.Equal(all.Take(2), ShownDocument.Kept(release, 2, default));
    }

    [Fact]
    public void Look_shows_dropped_documents_by_rule_or_step()
    {
        ReleaseFolder release = Written(Some());
        ShownDocument document = Assert.Single(ShownDocument.Dropped(release, "gopher-quality.short-doc", 5, default));
        Assert.Equal(("short", 12, 50), (document.Id, document.Value, document.Threshold));
        Assert.Equal("blocked", Assert.Single(ShownDocument.Dropped(release, "url-filter", 5, default)).Id);
        Assert.Contains("did you mean gopher-quality.short-doc?", Assert.Throws<SluiceException>(() => ShownDocument.Dropped(release, "gopher-quality.short", 1, default)).Errors[0].Hint, StringComparison.Ordinal);
        Assert.Throws<SluiceException>(() => ShownDocument.Dropped(release, "../quarantine/quarantine", 1, default));
    }

    [Fact]
    public void Diff_tells_what_became_of_each_record()
    {
        SmallRelease second = new SmallRelease()
            .Keep($"<urn:uuid:{Uuid}>", "first text, changed", "https://www.example.org/a")
            .Drop($"<urn:uuid:{Uuid}>#2", "gopher-quality", "gopher-quality.short-doc", 2, 50)
            .Keep("short", "kept now")
            .Drop("blocked", "url-filter", "url-filter.word", evidence: "bad")
            .Drop("dup", "near-duplicates", "near-duplicates.duplicate", 0.9, 0.75)
            .Quarantine("broken", "gzip-broken")
            .Keep("new", "was not there");
        ReleaseDiff diff = ReleaseDiff.Of(Written(Some(), "one"), Written(second, "two"), default);
        Assert.Equal((3, 3, 1, 1), (diff.KeptFirst, diff.KeptSecond, diff.KeptInBoth, diff.TextChanged));
        Assert.Equal([$"<urn:uuid:{Uuid}>"], diff.TextChangedExamples);
        Assert.Equal(["plain: absent ", $"<urn:uuid:{Uuid}>#2: dropped gopher-quality.short-doc"], diff.OnlyFirst.Select(group => $"{group.Examples[0]}: {group.Second} {group.SecondRule}"));
        Assert.Equal(["new: absent ", "short: dropped gopher-quality.short-doc"], diff.OnlySecond.Select(group => $"{group.Examples[0]}: {group.First} {group.FirstRule}"));
        Assert.Equal(["blocked: url-filter.domain url-filter.word"], diff.Neither.Select(group => $"{group.Examples[0]}: {group.FirstRule} {group.SecondRule}"));
    }

    [Fact]
    public void Diff_of_a_release_with_itself_is_empty()
    {
        ReleaseFolder release = Written(Some());
        ReleaseDiff diff = ReleaseDiff.Of(release, release, default);
        Assert.Equal((3, 0, 0), (diff.KeptInBoth, diff.TextChanged, diff.Groups.Count));
    }

    [Fact]
    public void Good_release_passes_every_check() => Assert.All(ReleaseCheck.Run(Written(Some()), default), check => Assert.Empty(check.Problems));

    [Theory] // Each check can fail, and says what differs.
    [InlineData("changed", "checksums", "README.md has changed")]
    [InlineData("missing", "checksums", "croissant.json is missing")]
    [InlineData("foreign", "checksums", "extra.txt is not in checksums.txt")]
    [InlineData("escape", "checksums", "checksums.txt:1 names a file outside of the release: ../../etc/passwd")]
    [InlineData("data", "data", "the data has 2 rows, the ledger 3 kept")]
    [InlineData("data", "data", "<urn:uuid:0f5c7a52-0000-4000-8000-0123456789ab>#2 is kept in the ledger, but not in the data")]
    [InlineData("twice", "ids", "plain is 2 times in the data")]
    [InlineData("sums", "sums", "the ledger has 2 rows dropped, the sums say 3")]
    [InlineData("sums", "funnel", "the ledger has 0 rows dropped by url-filter.domain, the funnel says 1")]
    [InlineData("quarantine", "quarantine", "broken is quarantined in the ledger, but not in quarantine.jsonl")]
    [InlineData("quarantine", "quarantine", "other is in quarantine.jsonl, but not (or not so often) quarantined in the ledger")]
    [InlineData("quarantine", "quarantine", "quarantine.jsonl:2 is no object with an id")]
    [InlineData("parquet", "sums", "the ledger cannot be read")]
    public void Tampered_release_fails_its_check(string how, string name, string problem)
    {
        SmallRelease release = Some();
        ReleaseFolder folder = Written(release);
        switch (how)
        {
            case "changed": File.AppendAllText(folder.File("README.md"), "x"); break;
            case "missing": File.Delete(folder.File("croissant.json")); break;
            case "foreign": File.WriteAllText(folder.File("extra.txt"), "x"); break;
            case "escape": File.WriteAllText(folder.File("checksums.txt"), $"{new string('0', 64)}  ../../etc/passwd\n"); break;
            case "data": new ParquetRelease().WriteDocuments(folder.DataFiles[0], release.Documents.Take(1), ofRepositories: false, default); break;
            case "twice": new ParquetRelease().WriteDocuments(folder.DataFiles[1], [release.Documents[2], release.Documents[2]], ofRepositories: false, default); break;
            case "sums": new ParquetRelease().WriteLedger(folder.LedgerFiles[0], release.Rows.Where(row => row.Id != "blocked"), release.Steps, release.Sums(), default); break;
            case "quarantine": File.WriteAllText(folder.File("quarantine", "quarantine.jsonl"), "{\"id\":\"other\",\"detail\":\"x\"}\nnonsense\n"); break;
            case "parquet": File.WriteAllText(folder.LedgerFiles[0], "no parquet"); break;
        }
        CheckResult check = ReleaseCheck.Run(folder, default).Single(check => check.Name == name);
        Assert.Contains(check.Problems, found => found.StartsWith(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Folder_that_is_no_release_is_an_error_with_a_hint()
    {
        Assert.Contains("no such folder", Assert.Throws<SluiceException>(() => ReleaseFolder.Open(Path.Combine(_folder.Path, "none"))).Errors[0].What, StringComparison.Ordinal);
        Assert.Contains("holds no release", Assert.Throws<SluiceException>(() => ReleaseFolder.Open(_folder.Path)).Errors[0].What, StringComparison.Ordinal);
        File.WriteAllText(_folder.File("file"), "x");
        Assert.Contains("is a file", Assert.Throws<SluiceException>(() => ReleaseFolder.Open(_folder.File("file"))).Errors[0].What, StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(_folder.Path, ".run"));
        Assert.Contains("has not finished", Assert.Throws<SluiceException>(() => ReleaseFolder.Open(_folder.Path)).Errors[0].What, StringComparison.Ordinal);
    }
}
