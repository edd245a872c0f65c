using Sluice.Core;
using Sluice.Fixtures;
using Sluice.Storage.Files;

namespace Sluice.Storage.Tests.Files;

public sealed class InputFilesTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public InputFilesTests()
    {
        foreach (string name in (string[])["crawl/b.warc.gz", "crawl/a.warc.gz", "crawl/B.WARC.GZ", "crawl/notes.txt", "crawl/deep/er/c.warc.gz", "crawl/deep/a.warc.gz", "crawl/deep-a.warc.gz", "crawl/odd[1].warc.gz", "other/x.jsonl", "crawl/.hidden.warc.gz", "crawl/.run/state.warc.gz"])
            File.WriteAllText(_folder.File(name), name);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folder_gives_its_files_of_the_kind_in_ordinal_order_at_any_depth() =>
        Assert.Equal(["crawl/B.WARC.GZ", "crawl/a.warc.gz", "crawl/b.warc.gz", "crawl/deep-a.warc.gz", "crawl/deep/a.warc.gz", "crawl/deep/er/c.warc.gz", "crawl/odd[1].warc.gz"], Names("crawl"));

    [Fact]
    public void Names_below_the_folder_are_told() =>
        Assert.Equal(["a.warc.gz", "er/c.warc.gz"], InputFiles.Find(["crawl/deep/"], [".warc.gz"], _folder.Path).Select(file => file.NameInFolder));

    [Theory]
    [InlineData("crawl/*.warc.gz", "crawl/a.warc.gz crawl/b.warc.gz crawl/deep-a.warc.gz crawl/odd[1].warc.gz")]
    [InlineData("crawl/?.warc.gz", "crawl/a.warc.gz crawl/b.warc.gz")]
    [InlineData("crawl/[ab].warc.gz", "crawl/a.warc.gz crawl/b.warc.gz")]
    [InlineData("crawl/[!a].warc.gz", "crawl/b.warc.gz")]
    [InlineData("crawl/**/a.warc.gz", "crawl/a.warc.gz crawl/deep/a.warc.gz")]
    [InlineData("**/*.jsonl", "other/x.jsonl")]
    [InlineData("*/deep/**", "crawl/deep/a.warc.gz crawl/deep/er/c.warc.gz")]
    [InlineData("crawl/odd[1].warc.gz", "crawl/odd[1].warc.gz")]
    [InlineData("./crawl/notes.txt", "./crawl/notes.txt")]
    [InlineData("crawl/.*", "crawl/.hidden.warc.gz")]
    [InlineData("crawl/.run/*", "crawl/.run/state.warc.gz")]
    [InlineData("-", "-")]
    public void Patterns_find_their_files(string pattern, string names) => Assert.Equal(names.Split(' '), Names(pattern));

    [Fact]
    public void File_that_two_patterns_find_is_read_once() => Assert.Equal(["crawl/b.warc.gz", "crawl/a.warc.gz"], Names("crawl/b.warc.gz", "crawl/[ab].warc.gz"));

    [Fact]
    public void Patterns_that_find_nothing_are_reported_together()
    {
        SluiceException error = Assert.Throws<SluiceException>(() => InputFiles.Find(["crawl/none.warc", "crawl/*.zip", "other", "crawl/a.warc.gz"], [".warc.gz"], _folder.Path));
        Assert.Equal(["crawl/none.warc", "crawl/*.zip", "other"], error.Errors.Select(e => e.Where));
    }

    [Fact]
    public void Links_to_folders_are_not_followed()
    {
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "crawl", "deep", "loop"), Path.Combine(_folder.Path, "crawl"));
        Assert.Equal(7, Names("crawl").Length);
    }

    string[] Names(params string[] patterns) => [.. InputFiles.Find(patterns, [".warc.gz"], _folder.Path).Select(file => file.Name)];
}
