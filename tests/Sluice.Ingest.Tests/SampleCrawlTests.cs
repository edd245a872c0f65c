using Sluice.SampleCrawl;

namespace Sluice.Ingest.Tests;

public sealed class SampleCrawlTests
{
    // Goal: nobody edits the sample crawl by hand, and it is the same on every machine. After a change of its pages: dotnet run --project eng/sample-crawl
    [Fact]
    public void Committed_files_are_what_the_script_writes()
    {
        string root = Root();
        string folder = Path.Combine(root, "examples", "sample-crawl");
        IReadOnlyList<(string Name, byte[] Bytes)> files = Crawl.Make(Path.Combine(root, "eng", "sample-crawl", "pages"));
        foreach ((string name, byte[] bytes) in files)
            Assert.True(bytes.AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(folder, name))), $"{name} is not what eng/sample-crawl writes");
        Assert.InRange(files.Sum(file => file.Bytes.Length), 100_000, 3_000_000);
    }

    [Fact]
    public void Every_url_is_expected_once_and_says_why()
    {
        string[][] rows = [.. File.ReadLines(Path.Combine(Root(), "examples", "sample-crawl", "expected.tsv")).Skip(1).Select(line => line.Split('\t'))];
        Assert.All(rows, row => Assert.True(row.Length == 4 && row.All(cell => cell.Length > 0), string.Join(" | ", row)));
        Assert.Equal(rows.Length, rows.Select(row => row[0]).Distinct().Count());
    }

    static string Root()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Sluice.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
