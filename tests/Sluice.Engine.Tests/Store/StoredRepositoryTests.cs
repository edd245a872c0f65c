using Sluice.Core.Records;
using Sluice.Engine.Store;
using Sluice.Fixtures;

namespace Sluice.Engine.Tests.Store;

public sealed class StoredRepositoryTests
{
    [Fact]
    public void Files_that_were_not_read_stay_so_and_more_than_the_limit_of_read_ones_are_kept()
    {
        using TemporaryFolder folder = new();
        RepositoryFile[] files = [.. Enumerable.Range(0, RightsFiles.FilesMax + 10).Select(i => new RepositoryFile($"{i}/LICENSE", "", default) { Unread = RightsFiles.LimitReason }), new("README", "id", "text"u8.ToArray())];
        StoredRepository.Write(folder.File("repository"), new() { Name = "o/r", RightsFiles = files });
        IReadOnlyList<RepositoryFile> read = StoredRepository.Read(folder.File("repository"))!.RightsFiles;
        Assert.Equal(files.Select(file => (file.Path, file.Unread, file.Bytes.Length)), read.Select(file => (file.Path, file.Unread, file.Bytes.Length)));
    }
}
