using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Fixtures;
using Sluice.Ingest.Code;
using Sluice.Ingest.Code.Git;
using Sluice.Ingest.Tests.Reading;

namespace Sluice.Ingest.Tests.Code.Git;

/// <summary>Clones over ssh, where a script stands for ssh: it runs what ssh would run at the other end.</summary>
public sealed class CloneTests
{
    static readonly TemporaryFolder s_folder = Folder();

    [Fact]
    public void Address_is_cloned_shallow_into_the_cache_and_read_at_the_commit_that_was_planned()
    {
        using MadeRepository made = new();
        made.Write("a.txt", "one\n");
        made.Commit();
        made.Write("a.txt", "two\n");
        string planned = made.Commit();
        GitOptions options = GitReading.WithCache(new());
        string url = "ssh://user:secret@example.com" + made.Path;
        Shard shard = Assert.Single(GitReading.Shards(options, url));
        Assert.DoesNotContain("secret", shard.Name, StringComparison.Ordinal);
        made.Write("a.txt", "three\n");
        made.Commit();
        IShardReader reader = CodeSource.Definition.Open(shard, options);
        Assert.Equal(planned, reader.Repository!.Commit);
        ReadRecord file = Assert.Single(Readings.Read(reader).Documents);
        Assert.Equal("two\n", file.Text);
        Assert.DoesNotContain("secret", file.Metadata + file.Id + file.Url, StringComparison.Ordinal);
        // One commit: the date of the first change is not in the history at hand.
        Assert.Contains($"author-date={file.Date},first-date={file.Date}", file.Metadata, StringComparison.Ordinal);
        // From the cache, without the other end.
        Directory.Move(made.Path, made.Path + "-gone");
        Assert.Equal("two\n", Assert.Single(Readings.Read(CodeSource.Definition.Open(shard, options)).Documents).Text);
        Assert.Contains("can't be reached", Assert.Throws<SluiceException>(() => GitReading.Shards(options, url)).Message, StringComparison.Ordinal);
        Directory.Move(made.Path + "-gone", made.Path);
    }

    [Fact]
    public void Other_end_that_breaks_off_ends_the_run_and_leaves_nothing()
    {
        using MadeRepository made = new();
        made.Write("a.txt", "a\n");
        made.Commit();
        using TemporaryFolder cache = new();
        GitOptions options = new() { Cache = cache.Path };
        Shard shard = Assert.Single(GitReading.Shards(options, "ssh://example.com" + made.Path));
        Directory.Move(made.Path, made.Path + "-gone");
        Assert.Equal(1, Assert.Throws<SluiceException>(() => CodeSource.Definition.Open(shard, options)).ExitCode);
        Directory.Move(made.Path + "-gone", made.Path);
        Assert.Empty(Directory.GetDirectories(Path.Combine(cache.Path, "clones")));
        Assert.Single(Readings.Read(CodeSource.Definition.Open(shard, options)).Documents);
    }

    [Fact]
    public void Clone_beyond_its_limits_is_a_row()
    {
        using MadeRepository made = new();
        byte[] noise = new byte[300_000];
        new Random(1).NextBytes(noise);
        made.Write("noise.bin", noise);
        for (int i = 0; i < 20; i++) made.Write($"f{i}.txt", $"{i}\n");
        made.Commit();
        foreach ((GitOptions options, string reason) in ((GitOptions, string)[])
            [(new() { CloneBytesMax = new(100_000) }, "git-clone-bytes-max"), (new() { CloneObjectsMax = 10 }, "git-clone-objects-max")])
        {
            using TemporaryFolder cache = new();
            Assert.Equal(reason, Assert.Single(GitReading.Read("ssh://example.com" + made.Path, options with { Cache = cache.Path }).Records).Reason);
            Assert.Empty(Directory.GetDirectories(Path.Combine(cache.Path, "clones")));
        }
    }

    [Fact]
    public void Names_at_the_other_end_are_tags_and_branches()
    {
        using MadeRepository made = new();
        made.Write("a.txt", "one\n");
        made.Commit();
        made.Git("tag", "--annotate", "v1", "--message", "one");
        made.Write("a.txt", "two\n");
        made.Commit();
        string url = "user@example.com:" + made.Path;
        Assert.Equal("one\n", Assert.Single(GitReading.Read(url, new() { At = "v1" }).Documents).Text);
        Assert.Equal("two\n", Assert.Single(GitReading.Read(url, new() { At = "main" }).Documents).Text);
        Assert.Equal("git-at", Assert.Single(GitReading.Read(url, new() { At = "none" }).Records).Reason);
    }

    [Theory]
    [InlineData("ext::sh -c touch% x")]
    [InlineData("-oProxyCommand=touch x")]
    [InlineData("fd::17")]
    [InlineData("--upload-pack=touch x")]
    public void Other_protocols_and_options_are_no_addresses(string input)
    {
        Assert.False(Clone.IsUrl(input));
        Assert.Throws<SluiceException>(() => GitReading.Shards(new(), input));
    }

    [Theory]
    [InlineData("https://github.com/owner/name", "owner/name", "https://github.com/owner/name")]
    [InlineData("https://token@github.com/owner/name.git", "owner/name", "https://github.com/owner/name")]
    [InlineData("git@github.com:owner/name.git", "owner/name", "https://github.com/owner/name")]
    [InlineData("ssh://git@host.example:2222/a/b/c.git/", "a/b/c", "https://host.example/a/b/c")]
    [InlineData("https://host/../../etc", @"\x2E\x2E/\x2E\x2E/etc", @"https://host/\x2E\x2E/\x2E\x2E/etc")]
    public void Names_come_from_addresses(string url, string name, string web) => Assert.Equal(new(name, web), RepositoryAddress.OfRemote(url));

    [Theory]
    [InlineData("/srv/git/name.git")]
    [InlineData("../name")]
    [InlineData("file:///srv/name")]
    [InlineData("ext::sh -c x")]
    [InlineData("")]
    public void Paths_are_no_addresses(string url) => Assert.Null(RepositoryAddress.OfRemote(url));

    static TemporaryFolder Folder()
    {
        TemporaryFolder folder = new();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        // git calls: ssh [-p port] host "git-upload-pack '/path'".
        string script = folder.Write("ssh", "#!/bin/sh\nfor last; do :; done\nexec sh -c \"$last\"\n");
        MadeRepository.MakeMine(script);
        Environment.SetEnvironmentVariable("GIT_SSH", script);
        Environment.SetEnvironmentVariable("GIT_SSH_COMMAND", script);
        return folder;
    }

    static CloneTests() => _ = s_folder.Path;
}
