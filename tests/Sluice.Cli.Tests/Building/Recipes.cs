namespace Sluice.Cli.Tests.Building;

/// <summary>Recipes for tests of whole builds: every kind of stage, no model.</summary>
static class Recipes
{
    /// <summary>Writes a recipe over the sample crawl into a folder; returns its path.</summary>
    public static string SampleCrawl(string folder, string source = "examples/sample-crawl", string extra = "")
    {
        string path = Path.Combine(folder, "recipe.yaml");
        File.WriteAllText(path, $"""
            name: sample
            sources:
              - warc: {source}
            steps:
              - url-filter
              - extract-html
              - gopher-repetition
              - gopher-quality
              - deduplicate-exact
              - c4-quality: {"{ terminal-punctuation: false }"}
              - near-duplicates
              - redact-pii
            release:
              shard-size: 100 KiB
            {extra}
            """);
        return path;
    }
}
