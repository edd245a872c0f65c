namespace Sluice.Cli.Tests.Verbs;

public sealed class StepsVerbTests
{
    [Fact]
    public void Every_step_of_the_design_is_there_with_text_and_options()
    {
        SluiceProgram.Result result = SluiceProgram.Run("steps", "--json");
        Assert.Equal(0, result.ExitCode);
        JsonElement[] steps = [.. JsonDocument.Parse(result.Output).RootElement.GetProperty("steps").EnumerateArray()];
        string[] names = [.. steps.Select(step => step.GetProperty("name").GetString()!)];
        foreach (string name in "url-filter extract-html identify-language gopher-repetition gopher-quality c4-quality c4-paragraph c4-bad-words fineweb-quality near-duplicates redact-pii sample deduplicate-exact".Split(' '))
            Assert.Contains(name, names);
        foreach (JsonElement step in steps)
        {
            Assert.NotEqual("", step.GetProperty("summary").GetString());
            Assert.NotEqual("", step.GetProperty("source").GetString());
            foreach (JsonElement option in step.GetProperty("options").EnumerateArray())
            {
                Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", option.GetProperty("name").GetString());
                Assert.True(option.GetProperty("text").GetString()!.Length > 0, $"{step.GetProperty("name")} {option.GetProperty("name")} has no doc comment");
            }
        }
    }

    [Fact]
    public void One_step_shows_its_options_with_defaults_and_source()
    {
        string output = SluiceProgram.Run("steps", "sample").Output;
        Assert.Contains("\n  rate: 0.5  (a number)\n      Share of documents to keep, 0 to 1.\n", output, StringComparison.Ordinal);
        Assert.Contains("\nSource: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Sources_have_pages_too() => Assert.Contains("record-bytes-max: 32 MiB", SluiceProgram.Run("steps", "warc").Output, StringComparison.Ordinal);
}
