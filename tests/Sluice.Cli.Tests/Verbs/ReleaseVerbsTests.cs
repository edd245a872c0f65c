using Sluice.Fixtures;
using Sluice.Publish.Tests.Release;

namespace Sluice.Cli.Tests.Verbs;

/// <summary>The verbs that read a finished release, run as a person runs them.</summary>
public sealed class ReleaseVerbsTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    static SmallRelease Some() => new SmallRelease()
        .Keep("<urn:uuid:1>", "first text \u001b[2J\u202e hidden\r\nsecond line", "https://www.example.org/a")
        .Keep("kept", "third text", language: "de", license: "MIT")
        .Drop("dup", "near-duplicates", "near-duplicates.near-duplicate", 0.9, 0.75, url: "https://example.org/dup", duplicateOf: "kept")
        .Drop("short", "gopher-quality", "gopher-quality.short-doc", 12, 50)
        .Quarantine("broken", "gzip-broken");

    string Written(SmallRelease release, string name = "release")
    {
        string path = Path.Combine(_folder.Path, name);
        release.Write(path);
        return path;
    }

    static JsonElement Json(SluiceProgram.Result result) => JsonDocument.Parse(result.Expect(0).Output).RootElement;

    [Fact]
    public void Stats_add_up_in_json()
    {
        JsonElement stats = Json(SluiceProgram.Run("stats", Written(Some()), "--json"));
        Assert.Equal(5, stats.GetProperty("records").GetInt64());
        Assert.Equal(5, stats.GetProperty("kept").GetInt64() + stats.GetProperty("dropped").GetInt64() + stats.GetProperty("quarantined").GetInt64());
        Assert.Equal(2, stats.GetProperty("skipped").GetProperty("request").GetInt64());
        JsonElement[] steps = [.. stats.GetProperty("steps").EnumerateArray()];
        Assert.Equal(["read", "url-filter", "gopher-quality", "near-duplicates"], steps.Select(step => step.GetProperty("name").GetString()));
        Assert.All(steps, step => Assert.Equal(step.GetProperty("in").GetInt64(), step.GetProperty("kept").GetInt64() + step.GetProperty("dropped").GetInt64()));
        Assert.Equal(1, steps[2].GetProperty("rules").GetProperty("gopher-quality.short-doc").GetInt64());
        Assert.Equal("example.org", stats.GetProperty("domains")[0].GetProperty("domain").GetString());
        Assert.Equal(["MIT", "NOASSERTION"], stats.GetProperty("licenses").EnumerateArray().Select(license => license.GetProperty("license").GetString()));
    }

    [Fact]
    public void Stats_for_a_person_have_funnel_languages_domains_and_licenses()
    {
        string output = SluiceProgram.Run("stats", Written(Some())).Expect(0).Output;
        foreach (string part in (string[])["2 documents", "5 records = 2 kept + 2 dropped + 1 quarantined", "short-doc 1", "language", "domain", "example.org", "license", "MIT"]) Assert.Contains(part, output, StringComparison.Ordinal);
    }

    [Fact]
    public void Stats_show_what_a_merge_counted()
    {
        SmallRelease release = Some();
        release.Figures.AddRange([new("candidate-pairs", 12345), new("rate-measured", 0.5)]);
        string path = Written(release);
        Assert.Contains("\n  candidate-pairs 12,345, rate-measured 0.5\n", SluiceProgram.Run("stats", path).Expect(0).Output, StringComparison.Ordinal);
        Assert.Equal(12345, Json(SluiceProgram.Run("stats", path, "--json")).GetProperty("steps")[3].GetProperty("figures").GetProperty("candidate-pairs").GetDouble());
    }

    [Fact]
    public void Why_tells_verdict_and_original()
    {
        string release = Written(Some());
        string output = SluiceProgram.Run("why", release, "https://example.org/dup").Expect(0).Output;
        foreach (string part in (string[])["dropped by near-duplicates.near-duplicate: 0.9, threshold 0.75", "crawl/a.warc.gz, offset 200, length 100", "duplicate of  kept, similarity 0.875", "    outcome     kept"])
            Assert.Contains(part, output, StringComparison.Ordinal);
        JsonElement record = Assert.Single(Json(SluiceProgram.Run("why", release, "1", "--json")).GetProperty("records").EnumerateArray());
        Assert.Equal(("<urn:uuid:1>", "data/train-00000-of-00002.parquet"), (record.GetProperty("id").GetString(), record.GetProperty("data-file").GetString()));
    }

    [Fact]
    public void Why_of_an_unknown_id_suggests_the_nearest()
    {
        SluiceProgram.Result result = SluiceProgram.Run("why", Written(Some()), "shrot").Expect(2);
        Assert.Contains("did you mean short?", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Duplicates_lists_clusters_and_shows_one_word_by_word()
    {
        string release = Written(Some());
        string list = SluiceProgram.Run("duplicates", release).Expect(0).Output;
        foreach (string part in (string[])["1 cluster: as many documents stay, and 1 was removed for them", "2 documents, similarity 0.875 to the least similar", "  kept stays\n", "  | third text\n"]) Assert.Contains(part, list, StringComparison.Ordinal);
        SluiceProgram.Result one = SluiceProgram.Run("duplicates", release, "--cluster", "dup").Expect(0);
        foreach (string part in (string[])["cluster of 2 documents\nkept stays", "dup removed by near-duplicates, similarity 0.875\n  https://example.org/dup\n", "offset 200, length 100", "  | [-third-] {+dropped+} text {+of dup \uFFFD[31m+}\n"])
            Assert.Contains(part, one.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', one.Output);
    }

    // dup went for a document of an earlier release that has the id of one of this release; b for one that was dropped later; x and y by a filter.
    string GoneOn()
    {
        string earlier = Written(new SmallRelease().Keep("kept", "text of the earlier release"), "earlier");
        return Written(new SmallRelease { Steps = ["deduplicate-exact", "near-duplicates"] }
            .Keep("kept", "another text")
            .Drop("dup", "near-duplicates", "near-duplicates.near-duplicate", evidence: "in " + earlier, duplicateOf: "kept")
            .Drop("away", "near-duplicates", "near-duplicates.near-duplicate", evidence: "in out/nowhere", duplicateOf: "elsewhere")
            .Drop("b", "deduplicate-exact", "deduplicate-exact.text", duplicateOf: "short")
            .Drop("short", "gopher-quality", "gopher-quality.short-doc", 12, 50)
            .Drop("x", "deduplicate-exact", "deduplicate-exact.text")
            .Drop("y", "deduplicate-exact", "deduplicate-exact.text"));
    }

    [Fact]
    public void Duplicates_tells_where_the_one_that_stays_is()
    {
        string release = GoneOn();
        string list = SluiceProgram.Run("duplicates", release).Expect(0).Output;
        foreach (string part in (string[])["3 clusters: 0 documents stay, 2 stay in an earlier release, 1 stayed there but was dropped by a later step, and 3 were removed for them",
            "deduplicate-exact: a Bloom filter removed 2 documents", "kept stays, in an earlier release: /", "elsewhere stays, in an earlier release: out/nowhere"]) Assert.Contains(part, list, StringComparison.Ordinal);
        JsonElement sums = Json(SluiceProgram.Run("duplicates", release, "--json"));
        Assert.Equal((2, 1, 2), (sums.GetProperty("of-earlier-releases").GetInt32(), sums.GetProperty("dropped-later").GetInt32(), sums.GetProperty("removed-by-filters").GetProperty("deduplicate-exact").GetInt32()));
        string one = SluiceProgram.Run("duplicates", release, "--cluster", "dup").Expect(0).Output;
        Assert.Contains("earlier release", one, StringComparison.Ordinal);
        Assert.Contains("{+dropped+} text of [-the", one, StringComparison.Ordinal); // Of the earlier text, not of this release's.
        Assert.Contains("out/nowhere is not here", SluiceProgram.Run("duplicates", release, "--cluster", "away").Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Duplicates_of_a_filter_alone_are_not_said_to_be_none()
    {
        string output = SluiceProgram.Run("duplicates", Written(new SmallRelease { Steps = ["deduplicate-exact"] }.Keep("a", "b").Drop("x", "deduplicate-exact", "deduplicate-exact.text"))).Expect(0).Output;
        Assert.StartsWith("deduplicate-exact: a Bloom filter removed 1 document; which document stayed", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Why_knows_documents_of_earlier_releases()
    {
        string release = GoneOn();
        Assert.Contains("a document of an earlier release, out/nowhere; 1 document of this one went for it", SluiceProgram.Run("why", release, "elsewhere").Expect(0).Output, StringComparison.Ordinal);
        JsonElement life = Json(SluiceProgram.Run("why", release, "dup", "--json")).GetProperty("records")[0];
        Assert.Equal(("kept", JsonValueKind.Null), (life.GetProperty("duplicate-of").GetString(), life.GetProperty("original").ValueKind));
        Assert.Equal("out/nowhere", Json(SluiceProgram.Run("why", release, "elsewhere", "--json")).GetProperty("earlier")[0].GetProperty("release").GetString());
    }

    [Fact]
    public void Duplicates_in_json_are_one_object()
    {
        string release = Written(Some());
        JsonElement list = Json(SluiceProgram.Run("duplicates", release, "--json"));
        Assert.Equal((1, 1, "kept"), (list.GetProperty("clusters").GetInt64(), list.GetProperty("removed").GetInt64(), list.GetProperty("largest")[0].GetProperty("id").GetString()));
        JsonElement one = Json(SluiceProgram.Run("duplicates", release, "--cluster", "kept", "--json"));
        JsonElement removed = Assert.Single(one.GetProperty("removed").EnumerateArray());
        Assert.Equal(["stays:third", "member:dropped", "both:text", "member:of dup \u001b[31m"], removed.GetProperty("diff").EnumerateArray().Select(part => $"{part.GetProperty("in").GetString()}:{part.GetProperty("words").GetString()}"));
        Assert.Equal(1, one.GetProperty("inner").GetProperty("pairs").GetInt32());
    }

    [Fact]
    public void Duplicates_says_where_texts_are_when_none_is_kept()
    {
        string release = Written(Some());
        Directory.Delete(Path.Combine(release, "samples"), recursive: true);
        SluiceProgram.Result shown = SluiceProgram.Run("duplicates", release, "--cluster", "dup").Expect(0);
        Assert.Contains("its text is not at hand", shown.Output, StringComparison.Ordinal);
        Assert.Contains("--keep-dropped all", shown.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "is in no cluster", "--cluster", "short")]
    [InlineData(2, "did you mean short?", "--cluster", "shrot")]
    [InlineData(2, "use 1 to 10000", "--limit", "0")]
    public void Duplicates_that_cannot_be_shown_are_errors_with_a_hint(int exitCode, string said, params string[] options) =>
        Assert.Contains(said, SluiceProgram.Run(["duplicates", Written(Some()), .. options]).Expect(exitCode).Error, StringComparison.Ordinal);

    [Fact]
    public void Look_shows_texts_that_cannot_move_the_cursor()
    {
        string output = SluiceProgram.Run("look", Written(Some())).Expect(0).Output;
        Assert.Contains("  | first text \uFFFD[2J\uFFFD hidden\n  | second line\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
        Assert.DoesNotContain('\u202e', output);
    }

    [Fact]
    public void Look_shows_dropped_documents_with_their_verdict_and_whole_in_json()
    {
        string release = Written(Some());
        SluiceProgram.Result shown = SluiceProgram.Run("look", release, "--dropped-by", "gopher-quality.short-doc").Expect(0);
        Assert.Contains("dropped by gopher-quality.short-doc: 12, threshold 50", shown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', shown.Output);
        Assert.Contains("\n  duplicate of kept, similarity 0.875\n", SluiceProgram.Run("look", release, "--dropped-by", "near-duplicates").Expect(0).Output, StringComparison.Ordinal);
        JsonElement document = Assert.Single(Json(SluiceProgram.Run("look", release, "--dropped-by", "near-duplicates", "--json")).GetProperty("documents").EnumerateArray());
        Assert.Equal(("kept", 0.875), (document.GetProperty("duplicate-of").GetString(), document.GetProperty("similarity").GetDouble()));
        Assert.Equal("dropped text of dup \u001b[31m", document.GetProperty("text").GetString());
        Assert.Contains("did you mean gopher-quality.short-doc?", SluiceProgram.Run("look", release, "--dropped-by", "gopher-quality.short-dok").Expect(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Diff_counts_what_changed_and_names_examples()
    {
        string first = Written(Some(), "first");
        string second = Written(new SmallRelease().Keep("<urn:uuid:1>", "another text").Drop("kept", "url-filter", "url-filter.domain").Keep("short", "kept now"), "second");
        JsonElement diff = Json(SluiceProgram.Run("diff", first, second, "--json"));
        Assert.Equal((1, 1), (diff.GetProperty("kept-in-both").GetInt64(), diff.GetProperty("text-changed").GetInt64()));
        Assert.Equal("url-filter.domain", diff.GetProperty("only-in-first")[0].GetProperty("second-rule").GetString());
        Assert.Equal("short", diff.GetProperty("only-in-second")[0].GetProperty("examples")[0].GetString());
        Assert.Contains("1  dropped by url-filter.domain: kept", SluiceProgram.Run("diff", first, second).Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_passes_a_good_release_and_fails_a_changed_one()
    {
        string release = Written(Some());
        Assert.True(Json(SluiceProgram.Run("verify", release, "--json")).GetProperty("ok").GetBoolean());
        File.AppendAllText(Path.Combine(release, "README.md"), "changed");
        SluiceProgram.Result result = SluiceProgram.Run("verify", release).Expect(1);
        Assert.Contains("README.md has changed", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stats")]
    [InlineData("look")]
    [InlineData("verify")]
    public void Folder_that_is_no_release_is_refused_with_a_hint(string verb)
    {
        SluiceProgram.Result result = SluiceProgram.Run(verb, _folder.Path).Expect(2);
        Assert.Contains("holds no release", result.Error, StringComparison.Ordinal);
        Assert.Contains("hint:", result.Error, StringComparison.Ordinal);
    }
}
