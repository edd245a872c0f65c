using System.Text;
using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Ingest.Code;
using Sluice.Ingest.Tests.Reading;

namespace Sluice.Ingest.Tests.Code.Git;

public sealed class GitShardReaderTests
{
    [Fact]
    public void Files_come_in_path_order_with_what_is_known_of_them()
    {
        using MadeRepository made = new();
        made.Git("remote", "add", "origin", "https://user:secret@github.com/Owner/Name.git");
        made.Git("remote", "add", "upstream", "git@github.com:first/Name.git");
        made.Write("src/main.c", "int main;\n");
        made.Write("LICENSE", "MIT\n");
        made.Commit();
        made.Write("src/main.c", "int main(void);\n");
        string commit = made.Commit();
        Readings read = GitReading.Read(made.Path, null, out Repository? repository);
        Assert.Equal(["Owner/Name/LICENSE", "Owner/Name/src/main.c"], read.Documents.Select(d => d.Id));
        ReadRecord file = read.Documents.Last();
        Assert.Equal("int main(void);\n", file.Text);
        Assert.Equal($"https://github.com/Owner/Name/blob/{commit}/src/main.c", file.Url);
        string id = MadeRepository.Id(made, "src/main.c");
        Assert.Equal($"repository=Owner/Name,commit={commit},path=src/main.c,swhid=swh:1:cnt:{id},size=16,mode=100644,author-date={file.Date},first-date={Earlier(file.Date!)},fork-of=first/Name", file.Metadata);
        Assert.Equal(new Origin { File = made.Path, Offset = 1, Length = 16 }, file.Origin);
        Assert.Equal(("Owner/Name", "https://github.com/Owner/Name", commit, "first/Name"), (repository!.Name, repository.Url, repository.Commit, repository.ForkOf));
        Assert.Equal("MIT\n", Encoding.UTF8.GetString(Assert.Single(repository.RightsFiles).Bytes.Span));
        Assert.DoesNotContain("secret", file.Metadata + file.Url);
    }

    static string Earlier(string date) => date.Length == 20 && string.CompareOrdinal("2020-01-01T00:00:00Z", date) < 0 ? DatesBefore[date] : "";

    // Each call of git in these tests is a minute after the one before: init, two remotes, then add and commit.
    static Dictionary<string, string> DatesBefore { get; } = new() { ["2020-01-01T00:07:00Z"] = "2020-01-01T00:04:00Z" };

    [Fact]
    public void Links_submodules_pointers_binaries_and_large_files_are_rows_and_nothing_is_followed()
    {
        using MadeRepository made = new();
        made.Write("a-link-target", "not read twice\n");
        File.CreateSymbolicLink(Path.Combine(made.Path, "b-link"), "/etc/passwd");
        made.Write("c-lfs.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n");
        made.Write("d-binary.txt", [.. "text\0"u8]);
        made.Write("e-large.txt", new string('x', 2000));
        made.Write("f-empty.txt", "");
        made.Write("g-nul-late.txt", new string('y', 500) + "\n");
        made.Commit();
        made.Git("update-index", "--add", "--cacheinfo", "160000,1111111111111111111111111111111111111111,h-module");
        made.Git("commit", "--quiet", "--message", "module");
        Readings read = GitReading.Read(made.Path, new() { BlobBytesMax = new(1000) });
        Assert.Equal(
        [
            "a-link-target kept",
            "b-link dropped by read.symlink (" + MadeRepository.Id(made, "b-link") + ")",
            "c-lfs.bin dropped by read.lfs-pointer (sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393 size 12345)",
            "d-binary.txt dropped by read.binary (NUL at byte 4)",
            "e-large.txt dropped by read.blob-bytes-max: 2000, threshold 1000",
            "f-empty.txt dropped by read.empty",
            "g-nul-late.txt kept",
            "h-module dropped by read.submodule (1111111111111111111111111111111111111111)",
        ], read.Documents.Select(d => d.Id!["made/".Length..] + " " + d.Verdict));
        Assert.DoesNotContain(read.Documents, d => d.Text.Contains("root:", StringComparison.Ordinal));
    }

    [Fact]
    public void License_files_that_cannot_be_read_are_listed_with_the_reason()
    {
        using MadeRepository made = new();
        made.Write("README.md", "read\n");
        made.Write("LICENSE", "MIT\n");
        foreach (string folder in (string[])["a", "b", "c"]) Directory.CreateDirectory(Path.Combine(made.Path, folder));
        File.CreateSymbolicLink(Path.Combine(made.Path, "a/LICENSE"), "/etc/passwd");
        File.CreateSymbolicLink(Path.Combine(made.Path, "b/LICENSE"), "../src/terms.txt");
        File.CreateSymbolicLink(Path.Combine(made.Path, "c/LICENSE"), "../LICENSE");
        made.Write("d/COPYING", new string('x', 3000));
        made.Write("e/LICENSE.pdf", [.. "%PDF-1.7 "u8]);
        made.Write("f/LICENSE", $"version https://git-lfs.github.com/spec/v1\noid sha256:{new string('a', 64)}\nsize 12345\n");
        made.Write("g/LICENSE", "");
        made.Write("h/LICENSE", "lost\n");
        made.Write("i/LICENSE", [.. "nul \0 here"u8]);
        made.Commit();
        string lost = MadeRepository.Id(made, "h/LICENSE");
        File.Delete(Path.Combine(made.Path, ".git/objects", lost[..2], lost[2..]));
        GitReading.Read(made.Path, new() { BlobBytesMax = new(2000) }, out Repository? repository);
        Assert.Equal(
        [
            "LICENSE  4", "README.md  5", "a/LICENSE read.symlink 0", "b/LICENSE read.symlink 0", "c/LICENSE  4", "d/COPYING read.blob-bytes-max 0", "e/LICENSE.pdf read.binary 9",
            "f/LICENSE read.lfs-pointer 130", "g/LICENSE  0", "h/LICENSE git-object-missing 0", "i/LICENSE read.binary 10",
        ], repository!.RightsFiles.Select(file => $"{file.Path} {file.Unread} {file.Bytes.Length}"));
    }

    [Fact]
    public void License_files_come_before_manifests_and_what_does_not_fit_is_listed()
    {
        using MadeRepository made = new();
        string manifest = made.HashObject([.. "{}"u8]), license = made.HashObject([.. "GPL\n"u8]);
        string folder = made.Tree(("100644", [.. "package.json"u8], manifest)), source = made.Tree(("100644", [.. "LICENSE"u8], license));
        made.CommitTree(made.Tree([.. Enumerable.Range(0, 3 * RightsFiles.FilesMax).Select(i => ("40000", Encoding.ASCII.GetBytes($"m{i:0000}"), folder)), ("40000", Encoding.ASCII.GetBytes("zsrc"), source)]));
        GitReading.Read(made.Path, null, out Repository? repository);
        Assert.Equal(RightsFiles.FilesMax, repository!.RightsFiles.Count);
        Assert.Equal("GPL\n", Encoding.UTF8.GetString(repository.RightsFiles[^1].Bytes.Span));
        made.CommitTree(made.Tree([.. Enumerable.Range(0, RightsFiles.FilesMax + 5).Select(i => ("40000", Encoding.ASCII.GetBytes($"m{i:0000}"), source))]));
        GitReading.Read(made.Path, null, out repository);
        Assert.Equal(["m2000/LICENSE", "m2001/LICENSE", "m2002/LICENSE", "m2003/LICENSE", "m2004/LICENSE"], repository!.RightsFiles.Where(file => file.Unread == RightsFiles.LimitReason).Select(file => file.Path));
    }

    [Fact]
    public void Hostile_names_stay_distinct_and_lead_nowhere()
    {
        using MadeRepository made = new();
        string blob = made.HashObject([.. "text\n"u8]);
        byte[] longName = Encoding.ASCII.GetBytes(new string('n', 10_000));
        string inner = made.Tree(("100644", [.. "escape.txt"u8], blob));
        string up = made.Tree(("40000", [.. ".."u8], inner));
        (string Mode, byte[] Name, string Id)[] entries =
        [
            ("40000", [.. ".."u8], up), ("100644", [.. "/etc/passwd"u8], blob), ("100644", [.. "A.txt"u8], blob), ("100644", [.. "a.txt"u8], blob), ("100644", [.. "a\nb"u8], blob), ("100644", [.. @"a\x0Ab"u8], blob),
            ("100644", [.. "caf\u00E9"u8], blob), ("100644", [.. "cafe\u0301"u8], blob), ("100644", [0xFF, (byte)'x'], blob), ("100644", [.. "evil\u202Etxt"u8], blob), ("100644", [.. "-rf"u8], blob), ("100644", longName, blob),
        ];
        made.CommitTree(made.Tree(entries));
        Readings read = GitReading.Read(made.Path);
        string[] ids = [.. read.Records.Select(d => d.Id!)];
        Assert.Equal(entries.Length, ids.Length);
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Contains(@"made/\x2E\x2E/\x2E\x2E/escape.txt", ids);
        Assert.Contains(@"made/\x2F/etc/passwd", ids);
        Assert.Contains(@"made/a\x0Ab", ids);
        Assert.Contains(@"made/a\x5Cx0Ab", ids);
        Assert.Contains(@"made/\xFFx", ids);
        Assert.Contains(@"made/evil\xE2\x80\xAEtxt", ids);
        Assert.DoesNotContain(read.Documents, d => d.Id!.Split('/').Contains("..") || d.Id.Any(char.IsControl));
        Assert.Equal("dropped by read.path-bytes-max: 10000, threshold 4096", read.Documents.Single(d => !d.Verdict.IsKept).Verdict.ToString());
    }

    [Fact]
    public void Other_charsets_are_decoded_and_named()
    {
        using MadeRepository made = new();
        made.Write("a-utf16.txt", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("wide text\n")]);
        made.Write("b-utf16-unmarked.txt", Encoding.Unicode.GetBytes("wide text without a mark\nand a second line\n"));
        made.Write("c-latin.py", [.. "# -*- coding: latin-1 -*-\n# caf"u8, 0xE9, (byte)'\n']);
        made.Write("d-utf8-mark.txt", [0xEF, 0xBB, 0xBF, .. "marked\n"u8]);
        made.Commit();
        ReadRecord[] read = [.. GitReading.Read(made.Path).Documents];
        Assert.Equal(["wide text\n", "wide text without a mark\nand a second line\n", "# -*- coding: latin-1 -*-\n# café\n", "marked\n"], read.Select(d => d.Text));
        Assert.Equal(["utf-16le", "utf-16le", "windows-1252", ""], read.Select(d => d.Metadata.Split(',').FirstOrDefault(m => m.StartsWith("charset=", StringComparison.Ordinal))?["charset=".Length..] ?? ""));
    }

    [Fact]
    public void Records_can_be_read_again()
    {
        using MadeRepository made = new();
        for (int i = 0; i < 20; i++) made.Write($"f{i:00}.txt", $"file {i}\n");
        made.Commit();
        GitOptions options = GitReading.WithCache(new());
        Shard shard = Assert.Single(GitReading.Shards(options, made.Path));
        ReadRecord[] first = [.. Readings.Read(CodeSource.Definition.Open(shard, options)).Documents];
        foreach (ReadRecord record in (ReadRecord[])[first[0], first[7], first[^1]])
        {
            Again again = new();
            Assert.True(Sources.ReadAgain(CodeSource.Definition, shard, options, record.Origin, again, new()));
            Assert.Equal((record.Id, record.Text), again.Found);
        }
        Assert.False(Sources.ReadAgain(CodeSource.Definition, shard, options, first[0].Origin with { Offset = 99 }, new Again(), new()));
    }

    [Fact]
    public void The_option_at_names_a_commit_a_tag_or_a_branch()
    {
        using MadeRepository made = new();
        made.Write("a.txt", "one\n");
        string first = made.Commit();
        made.Git("tag", "--annotate", "v1", "--message", "one");
        made.Write("a.txt", "two\n");
        made.Commit();
        made.Git("branch", "side");
        made.Write("a.txt", "three\n");
        made.Commit();
        foreach ((string at, string text) in ((string, string)[])[(first, "one\n"), ("v1", "one\n"), ("side", "two\n"), ("main", "three\n")])
        {
            Readings read = GitReading.Read(made.Path, new() { At = at }, out Repository? repository);
            Assert.Equal(text, Assert.Single(read.Documents).Text);
            if (at == "v1") Assert.Equal(first, repository!.Commit); // The tag is followed to its commit.
        }
        Assert.Equal("git-at", Assert.Single(GitReading.Read(made.Path, new() { At = "nothing" }).Quarantined).Reason);
        Assert.Equal("git-at", Assert.Single(GitReading.Read(made.Path, new() { At = "--upload-pack=touch x" }).Quarantined).Reason);
        made.Git("pack-refs", "--all");
        Assert.Equal("two\n", Assert.Single(GitReading.Read(made.Path, new() { At = "side" }).Documents).Text);
    }

    sealed class Again : IRecordSink
    {
        public (string?, string) Found { get; private set; }

        public void Document(Document document) => Found = (document.Id, Encoding.UTF8.GetString(document.Text));

        public void Skip(string kind) { }

        public void Quarantine(in QuarantinedRecord record) { }

        public void Progress(long storedBytes, long rawBytes) { }
    }
}
