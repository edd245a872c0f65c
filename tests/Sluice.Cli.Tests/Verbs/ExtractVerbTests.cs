using static Sluice.Cli.Tests.SluiceProgram;

namespace Sluice.Cli.Tests.Verbs;

public sealed class ExtractVerbTests : IDisposable
{
    const string Prose = "The gates of the upper pound were closed, and the boat rose with the water until it stood level with the bank. "
        + "Nobody spoke while the keeper wound the paddles, for the rain had begun again. Then the beam swung round, slowly, and they went on into the dark.";

    const string Begin = "The boatman had come up the cut since noon, against the stream and the wind, and he was glad of the company at the lower gates. They lit a lamp.";

    const string Page = "<title>The lock</title><nav><a href=/>Home</a></nav><div class=main><p>" + Begin + "</p><h2>At <i>night</i></h2><p>" + Prose + "</div><div class=related><a href=x>An other\e[31mstory</a><p><script>alert(1)</script>&lt;script>x</div>";

    readonly string _folder = Directory.CreateTempSubdirectory("sluice-extract-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_text_of_a_page_is_printed()
    {
        Result result = Run("extract", Write());
        Assert.Equal((0, Begin + "\nAt night\n" + Prose + "\n"), (result.ExitCode, result.Output));
        Assert.Equal(Begin + "\n\n## At night\n\n" + Prose + "\n", RunOn(Page, "extract", "-", "--format", "markdown").Output);
    }

    [Fact]
    public void Explain_shows_every_block_with_its_reason_and_no_escape_sequence()
    {
        string output = Run("extract", Write(), "--explain").Output;
        string[] lines = output.TrimEnd('\n').Split('\n');
        Assert.Contains("reason", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("  + heading 2", StringComparison.Ordinal) && line.EndsWith("At night", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("  + paragraph", StringComparison.Ordinal) && line.EndsWith('…'));
        Assert.Contains(lines, line => line.StartsWith("  - ", StringComparison.Ordinal) && line.Contains("story", StringComparison.Ordinal));
        Assert.DoesNotContain('\e', output);
    }

    [Fact]
    public void Json_has_text_metadata_and_blocks()
    {
        using JsonDocument json = JsonDocument.Parse(Run("extract", Write(), "--json").Output);
        JsonElement root = json.RootElement;
        Assert.Equal(Begin + "\nAt night\n" + Prose, root.GetProperty("text").GetString());
        Assert.Equal("The lock", root.GetProperty("metadata").GetProperty("title").GetString());
        JsonElement heading = root.GetProperty("blocks").EnumerateArray().First(b => b.GetProperty("kind").GetString() == "heading");
        Assert.True(heading.GetProperty("kept").GetBoolean());
        Assert.Equal(("At night", "body>div.main>h2"), (heading.GetProperty("text").GetString(), heading.GetProperty("path").GetString()));
    }

    [Fact]
    public void The_html_view_escapes_all_of_the_page_and_forbids_what_would_load_or_run()
    {
        string file = Path.Combine(_folder, "view.html");
        Assert.Equal(0, Run("extract", Write(), "--html", file).ExitCode);
        string html = File.ReadAllText(file);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;x", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\e', html);
    }

    [Fact]
    public void A_record_of_a_web_archive_is_found_by_its_url()
    {
        string archive = Directory.EnumerateFiles(SampleCrawl, "*.warc.gz").Order(StringComparer.Ordinal).First();
        using JsonDocument first = JsonDocument.Parse(Run("extract", archive, "--json").Output);
        string url = first.RootElement.GetProperty("url").GetString()!, id = first.RootElement.GetProperty("id").GetString()!;
        Assert.Equal(first.RootElement.GetProperty("text").GetString() + "\n", Run("extract", archive, "--record", url).Output);
        Assert.Equal(first.RootElement.GetProperty("text").GetString() + "\n", Run("extract", archive, "--record", $"<{id}>").Output);
        Result none = Run("extract", archive, "--record", "urn:none");
        Assert.Equal(1, none.ExitCode);
        Assert.Contains("there is no record 'urn:none'", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_without_text_says_so() => Assert.Contains("extract-html.empty", RunOn("<script>1</script>", "extract", "-").Error, StringComparison.Ordinal);

    [Fact]
    public void Try_takes_a_page_from_standard_input() => Assert.Contains("\"keep\": true, \"text\": \"The boatman", RunOn(Page, "try", "extract-html").Output, StringComparison.Ordinal);

    string Write()
    {
        string file = Path.Combine(_folder, "page.html");
        File.WriteAllText(file, Page);
        return file;
    }
}
