using System.Globalization;
using System.Text;
using Sluice.Core.Records;
using Sluice.Fixtures;
using Sluice.Ingest.Tests.Reading;

namespace Sluice.Ingest.Tests.Code.Git;

public sealed class RealBundlesTests
{
    [Fact] // Outside oracle: git clone, git ls-tree and git cat-file of the program itself.
    public void Every_entry_is_accounted_for_and_its_bytes_are_those_of_git()
    {
        string folder = SharedData.Path("data/code/bundles");
        using MadeRepository oracle = new("oracle");
        foreach (string bundle in Directory.GetFiles(folder, "*.bundle").Order(StringComparer.Ordinal))
        {
            string clone = Path.Combine(oracle.Root, Path.GetFileNameWithoutExtension(bundle));
            oracle.Git("clone", "--quiet", "--bare", bundle, clone);
            string[] entries = oracle.Git("-C", clone, "ls-tree", "-r", "-z", "--long", "HEAD").Split('\0', StringSplitOptions.RemoveEmptyEntries);
            Readings read = GitReading.Read(bundle, null, out Repository? repository);
            Assert.Equal(Path.GetFileNameWithoutExtension(bundle).Replace("__", "/", StringComparison.Ordinal), repository!.Name);
            Assert.Empty(read.Quarantined);
            ReadRecord[] documents = [.. read.Documents];
            Assert.Equal(entries.Length, documents.Length);
            byte[] blobs = oracle.Run(["-C", clone, "cat-file", "--batch"], Encoding.ASCII.GetBytes(string.Concat(entries.Select(e => e.Split(' ')[2] + "\n"))));
            int at = 0;
            foreach ((ReadRecord document, string entry) in documents.Zip(entries))
            {
                int headEnd = Array.IndexOf(blobs, (byte)'\n', at);
                int size = int.Parse(Encoding.ASCII.GetString(blobs, at, headEnd - at).Split(' ')[2], CultureInfo.InvariantCulture);
                ReadOnlySpan<byte> blob = blobs.AsSpan(headEnd + 1, size);
                at = headEnd + 1 + size + 1;
                Assert.EndsWith("/" + entry.Split('\t')[1], document.Id!, StringComparison.Ordinal);
                Assert.Contains($"size={size},", document.Metadata, StringComparison.Ordinal);
                if (!document.Verdict.IsKept) Assert.Contains(document.Verdict.Rule, (string[])["read.binary", "read.empty", "read.blob-bytes-max", "read.symlink", "read.submodule", "read.lfs-pointer"]);
                else if (!document.Metadata.Contains("charset=", StringComparison.Ordinal))
                    Assert.True((blob.StartsWith("\uFEFF"u8) ? blob[3..] : blob).SequenceEqual(Encoding.UTF8.GetBytes(document.Text)), document.Id);
            }
        }
    }

    [Theory] // Outside oracle: git log -1 --format=%aI and git log --reverse --format=%aI | head -1, of the path.
    [InlineData("skeeto__endlessh.bundle", "endlessh.c")]
    [InlineData("hashicorp__go-multierror.bundle", "multierror.go")]
    public void Dates_are_those_of_the_history(string bundle, string path)
    {
        bundle = SharedData.Path("data/code/bundles/" + bundle);
        using MadeRepository oracle = new("oracle");
        oracle.Git("clone", "--quiet", "--bare", bundle, Path.Combine(oracle.Root, "clone"));
        long[] dates = [.. oracle.Git("-C", Path.Combine(oracle.Root, "clone"), "log", "--no-merges", "--full-history", "--format=%at", "HEAD", "--", path).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(text => long.Parse(text, CultureInfo.InvariantCulture))];
        ReadRecord document = GitReading.Read(bundle).Documents.Single(d => d.Id!.EndsWith("/" + path, StringComparison.Ordinal));
        Assert.Contains($"author-date={Text(dates[0])},first-date={Text(dates[^1])}", document.Metadata, StringComparison.Ordinal);

        static string Text(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Bundle_cut_short_is_one_row_at_any_cut()
    {
        byte[] whole = File.ReadAllBytes(SharedData.Path("data/code/bundles/isaacs__abbrev-js.bundle"));
        using TemporaryFolder folder = new();
        foreach (int length in (int[])[16, 40, 200, 1000, whole.Length / 2, whole.Length - 1])
        {
            Readings read = GitReading.Read(folder.Write($"cut{length}.bundle", whole[..length]));
            Assert.Equal("git-bundle-broken", Assert.Single(read.Records).Reason);
        }
        byte[] spoiled = [.. whole];
        spoiled[whole.Length / 2] ^= 1;
        Assert.Equal("git-bundle-broken", Assert.Single(GitReading.Read(folder.Write("spoiled.bundle", spoiled)).Records).Reason);
        Assert.Empty(Directory.GetDirectories(Path.Combine(GitReading.WithCache(new()).Cache!, "bundles"), "*.partial"));
    }
}
