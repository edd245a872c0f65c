using Sluice.Fixtures;

namespace Sluice.Cli.Tests.Verbs;

/// <summary><c>decontaminate</c> in whole builds, and what <c>sluice contamination</c> tells of the release.</summary>
public sealed class ContaminationVerbTests : IDisposable
{
    const string Question = "A lighthouse keeper polishes 14 lenses every morning and 9 more every evening, but rests on Sundays. How many lenses shine by the end of one ordinary week?";
    const string Story = "The harbor town woke late on market days. Fishermen mended their nets on the quay while gulls quarrelled over scraps \u001b[31m of bread. ";

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // One clean page, and one with the question in capitals.
    string Build(string action, string extra = "")
    {
        _folder.Write("bench/harbor.jsonl", JsonSerializer.Serialize(new { q = "Something else entirely, of which no page in this small test says a single word." }) + "\n" + JsonSerializer.Serialize(new { q = Question }) + "\n");
        _folder.Write("pages.jsonl", JsonSerializer.Serialize(new { id = "clean", text = Story + Story }) + "\n" + JsonSerializer.Serialize(new { id = "leak", text = Story + Question.ToUpperInvariant() + " " + Story }) + "\n");
        string recipe = _folder.Write("recipe.yaml", $$"""
            name: leak
            sources:
              - jsonl: {{_folder.Path}}/pages.jsonl
            steps:
              - decontaminate: { benchmarks: ["harbor.jsonl question=q"], folder: "{{_folder.Path}}/bench", action: {{action}}, length-min: 20 }
            """);
        string release = _folder.File("out");
        SluiceProgram.Run(["build", recipe, "-o", release, .. extra.Split(' ', StringSplitOptions.RemoveEmptyEntries)], null).Expect(0);
        return release;
    }

    [Theory]
    [InlineData("drop", "dropped by decontaminate.overlap")]
    [InlineData("mark", "kept")]
    public void Texts_stand_side_by_side(string action, string outcome)
    {
        string release = Build(action);
        SluiceProgram.Result result = SluiceProgram.Run("contamination", release).Expect(0);
        Assert.Contains("harbor#1 question, share 1", result.Output, StringComparison.Ordinal);
        Assert.Contains($"in leak: {outcome}", result.Output, StringComparison.Ordinal);
        Assert.Contains("⟦A LIGHTHOUSE KEEPER", result.Output, StringComparison.Ordinal);
        Assert.Contains("⟦A lighthouse keeper", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output);
        JsonElement benchmark = Assert.Single(JsonDocument.Parse(SluiceProgram.Run("contamination", release, "--json").Expect(0).Output).RootElement.GetProperty("benchmarks").EnumerateArray());
        Assert.Equal(("harbor", 2, 1), (benchmark.GetProperty("name").GetString(), benchmark.GetProperty("items").GetInt32(), benchmark.GetProperty("items-found").GetInt32()));
        JsonElement find = Assert.Single(benchmark.GetProperty("finds").EnumerateArray());
        Assert.Contains(find.GetProperty("item-text").EnumerateArray(), part => part.GetProperty("common").GetBoolean());
    }

    [Fact]
    public void A_cut_place_is_gone_from_the_release_and_said_to_be()
    {
        string release = Build("cut");
        string look = SluiceProgram.Run("look", release, "--sample", "10", "--json").Expect(0).Output;
        Assert.Contains("\"leak\"", look, StringComparison.Ordinal);
        Assert.DoesNotContain("LIGHTHOUSE", look, StringComparison.Ordinal);
        string output = SluiceProgram.Run("contamination", release).Expect(0).Output;
        Assert.Contains("cut out of the document", output, StringComparison.Ordinal);
        Assert.Contains("item     | A lighthouse", output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_at_hand_is_said()
    {
        string release = Build("drop", "--keep-dropped none");
        Directory.Move(_folder.File("bench"), _folder.File("moved"));
        SluiceProgram.Result result = SluiceProgram.Run("contamination", release).Expect(0);
        Assert.Contains("the release holds no text of this document", result.Output, StringComparison.Ordinal);
        Assert.Contains("the benchmark's file is not at hand", result.Output, StringComparison.Ordinal);
        Assert.Contains("is missing", result.Error, StringComparison.Ordinal);
        Assert.Contains("| A lighthouse", SluiceProgram.Run("contamination", release, "--bench", _folder.File("moved")).Expect(0).Output, StringComparison.Ordinal);
        File.AppendAllText(_folder.File("moved/harbor.jsonl"), "{\"q\":\"more\"}\n");
        Assert.Contains("is not the file that the release was built with", SluiceProgram.Run("contamination", release, "--bench", _folder.File("moved")).Expect(0).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_benchmark_suggests_the_nearest()
    {
        string release = Build("drop");
        Assert.Contains("did you mean harbor?", SluiceProgram.Run("contamination", release, "--benchmark", "habror").Expect(2).Error, StringComparison.Ordinal);
        Assert.Contains("harbor#1", SluiceProgram.Run("contamination", release, "--benchmark", "harbor").Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_benchmark_without_finds_is_named_and_an_item_of_two_is_shown_once()
    {
        _folder.Write("bench/harbor.jsonl", JsonSerializer.Serialize(new { q = Question }) + "\n");
        _folder.Write("bench/again.jsonl", JsonSerializer.Serialize(new { q = Question }) + "\n");
        _folder.Write("bench/other.jsonl", JsonSerializer.Serialize(new { q = "Something else entirely, of which no page in this small test says a single word." }) + "\n");
        _folder.Write("pages.jsonl", JsonSerializer.Serialize(new { id = "leak", text = Story + Question + " " + Story }) + "\n");
        string recipe = _folder.Write("recipe.yaml", $$"""
            name: leak
            sources:
              - jsonl: {{_folder.Path}}/pages.jsonl
            steps:
              - decontaminate: { benchmarks: ["harbor.jsonl question=q", "again.jsonl question=q", "other.jsonl question=q"], folder: "{{_folder.Path}}/bench", length-min: 20 }
            """);
        string release = _folder.File("out");
        SluiceProgram.Run(["build", recipe, "-o", release], null).Expect(0);
        string output = SluiceProgram.Run("contamination", release).Expect(0).Output;
        foreach (string part in (string[])["searched, nothing found: other\nrule: overlap\n", "again#0 question, share 1\n  the same item: harbor#0 question, share 1\n"]) Assert.Contains(part, output, StringComparison.Ordinal);
        Assert.Single(output.Split('\n'), line => line.StartsWith("  in leak", StringComparison.Ordinal));
    }

    [Fact]
    public void A_recipe_that_searches_nothing_is_told_from_one_that_finds_nothing()
    {
        string pages = _folder.Write("p.jsonl", "{\"id\":\"a\",\"text\":\"b\"}\n");
        string recipe = _folder.Write("r.yaml", $"name: x\nsources:\n  - jsonl: {pages}\n");
        SluiceProgram.Run("build", recipe, "-o", _folder.File("o")).Expect(0);
        Assert.StartsWith("the recipe has no step decontaminate", SluiceProgram.Run("contamination", _folder.File("o")).Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact] // The benchmark's digest belongs to what rebuilds a release.
    public void The_lock_file_holds_the_benchmarks_digest()
    {
        string release = Build("drop");
        byte[] bytes = File.ReadAllBytes(_folder.File("bench/harbor.jsonl"));
        Assert.Contains(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), File.ReadAllText(Path.Combine(release, "recipe.lock.yaml")), StringComparison.Ordinal);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(release, "data")))
            Assert.DoesNotContain("lighthouse", File.ReadAllText(file), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_wrong_benchmark_stops_the_build_before_a_byte_is_read()
    {
        string bench = _folder.Write("b.jsonl", "{\"question\":\"one\"}\n");
        string pages = _folder.Write("p.jsonl", "{\"id\":\"a\",\"text\":\"b\"}\n");
        string recipe = _folder.Write("r.yaml", $"name: x\nsources:\n  - jsonl: {pages}\nsteps:\n  - decontaminate: {{ benchmarks: [\"{bench} question=quetsion\"] }}\n");
        SluiceProgram.Result result = SluiceProgram.Run("build", recipe, "-o", _folder.File("o")).Expect(2);
        Assert.Contains("did you mean question?", result.Error, StringComparison.Ordinal);
        Assert.Contains("b.jsonl", result.Error, StringComparison.Ordinal);
    }
}
