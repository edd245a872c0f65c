using System.IO.Compression;
using Sluice.Fixtures;
using Sluice.Ingest.Tests.Reading;

namespace Sluice.Ingest.Tests.Warc;

public sealed class WaczTests
{
    [Fact]
    public void Archives_of_every_packing_are_read_in_place_whatever_the_cuts()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("crawl.wacz");
        byte[][] Pages(int from) => [.. Enumerable.Range(from, 30).Select(i => WarcBytes.Page(i))];
        File.WriteAllBytes(path, Zip(
            ("datapackage.json", "{}"u8.ToArray(), true), ("archive/a.warc.gz", WarcBytes.Pack("members", Pages(0)), true), ("archive/empty.warc", [], true), ("archive/b.warc", WarcBytes.Pack("plain", Pages(100)), true),
            ("archive/c.warc.gz", WarcBytes.Pack("gzip", Pages(200)), true), ("archive/d.warc", WarcBytes.Pack("plain", Pages(300)), false), ("archive/e.warc.gz", WarcBytes.Pack("members", Pages(400)), true)));
        Readings whole = Readings.Warc(path);
        Assert.Equal(120, whole.Documents.Count());
        Assert.Equal(["crawl.wacz!archive/a.warc.gz", "crawl.wacz!archive/b.warc", "crawl.wacz!archive/c.warc.gz", "crawl.wacz!archive/e.warc.gz"], whole.Documents.Select(d => d.Origin.File).Distinct());
        ReadRecord row = Assert.Single(whole.Quarantined);
        Assert.Equal(("zip-compressed", "crawl.wacz!archive/d.warc"), (row.Reason, row.Origin.File));
        foreach (int bytes in (int[])[100, 700, 5000]) Assert.Equal(whole.Records, Readings.Warc(path, batchBytes: bytes).Records);
    }

    [Fact]
    public void Container_without_archives_is_one_row()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("crawl.wacz");
        File.WriteAllBytes(path, Zip(("pages.jsonl", "{}"u8.ToArray(), true)));
        Assert.Equal("format", Assert.Single(Readings.Warc(path).Records).Reason);
    }

    [Fact]
    public void Broken_container_is_one_row()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("crawl.wacz");
        File.WriteAllBytes(path, Zip(("archive/a.warc", WarcBytes.Page(1), true))[..^10]);
        Assert.Equal("zip-broken", Assert.Single(Readings.Warc(path).Records).Reason);
    }

    static byte[] Zip(params (string Name, byte[] Bytes, bool IsStored)[] files)
    {
        using MemoryStream target = new();
        using (ZipArchive zip = new(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] bytes, bool isStored) in files)
                using (Stream entry = zip.CreateEntry(name, isStored ? CompressionLevel.NoCompression : CompressionLevel.Fastest).Open()) entry.Write(bytes);
        }
        return target.ToArray();
    }
}
