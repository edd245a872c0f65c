using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Filter.Questions;

namespace Sluice.Curate.Tests.Docs;

/// <summary>docs/how-to/own-filter-in-csharp.md shows the two files beside this one, which are compiled and run here.</summary>
public sealed class OwnFilterPageTests
{
    [Theory]
    [InlineData("QuestionShare.cs")]
    [InlineData("QuestionShareOptions.cs")]
    public void The_page_shows_code_that_compiles(string file)
    {
        DirectoryInfo root = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Sluice.slnx"))) root = root.Parent!;
        string page = File.ReadAllText(Path.Combine(root.FullName, "docs", "how-to", "own-filter-in-csharp.md"));
        Assert.Contains(File.ReadAllText(Path.Combine(root.FullName, "tests", "Sluice.Curate.Tests", "Docs", file)), page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Who?\nWhat?\nHere.", false)]
    [InlineData("Who?\nHere.", true)]
    [InlineData("", true)]
    public void Its_filter_drops_above_the_threshold(string text, bool isKept)
    {
        Document document = new();
        document.SetText(System.Text.Encoding.UTF8.GetBytes(text));
        Assert.Equal(isKept, new QuestionShare(new QuestionShareOptions()).Apply(document, Measurements.None).IsKept);
    }
}
