using Sluice.Fixtures;

namespace Sluice.Cli.Tests.Verbs;

public sealed class ReferenceTests
{
    [Fact]
    public void The_reference_pages_are_those_that_the_code_gives()
    {
        using TemporaryFolder folder = new();
        Assert.Equal(0, SluiceProgram.Run("reference", folder.Path).ExitCode);
        string docs = Path.Combine(SluiceProgram.Root, "docs", "reference");
        foreach (string page in Directory.EnumerateFiles(folder.Path))
        {
            string kept = Path.Combine(docs, Path.GetFileName(page));
            Assert.True(File.Exists(kept) && File.ReadAllText(kept) == File.ReadAllText(page), $"docs/reference/{Path.GetFileName(page)} is stale: run ./sluice reference docs/reference");
        }
    }
}
