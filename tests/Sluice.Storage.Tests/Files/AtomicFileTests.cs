using Sluice.Core;
using Sluice.Fixtures;
using Sluice.Storage.Files;

namespace Sluice.Storage.Tests.Files;

public sealed class AtomicFileTests
{
    [Fact]
    public void File_is_there_only_after_commit_and_then_whole()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a");
        using (AtomicFile file = new(path))
        {
            file.Stream.Write("new"u8);
            Assert.False(File.Exists(path));
            file.Commit();
        }
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Without_commit_the_old_file_stays_and_no_rest_does()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a");
        AtomicFile.WriteAllBytes(path, "old"u8);
        using (AtomicFile file = new(path)) file.Stream.Write("new"u8);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Finished_temporary_file_is_moved_over_the_old_one()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("a"), "old");
        File.WriteAllText(folder.File("a.partial"), "new");
        AtomicFile.Move(folder.File("a.partial"), folder.File("a"));
        Assert.Equal("new", File.ReadAllText(folder.File("a")));
        Assert.False(File.Exists(folder.File("a.partial")));
    }

    [Fact]
    public void Input_is_spooled_whole_or_not_at_all()
    {
        using TemporaryFolder folder = new();
        StandardInput.Spool(new MemoryStream(new byte[200_000]), folder.File("input"));
        Assert.Equal(200_000, new FileInfo(folder.File("input")).Length);
        Assert.ThrowsAny<OperationCanceledException>(() => StandardInput.Spool(new MemoryStream(new byte[10]), folder.File("other"), new CancellationToken(true)));
        Assert.False(File.Exists(folder.File("other")));
    }

    [Fact]
    public void Digest_is_that_of_sha256sum()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("a"), "abc");
        Assert.Equal("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD", Convert.ToHexString(FileDigest.Sha256(folder.File("a"))));
        Assert.Throws<SluiceException>(() => FileDigest.Sha256(folder.File("missing")));
    }
}
