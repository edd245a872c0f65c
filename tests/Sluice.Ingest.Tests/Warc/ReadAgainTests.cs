using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Core.Steps;
using Sluice.Fixtures;
using Sluice.Ingest.Tests.Reading;
using Sluice.Ingest.Warc;

namespace Sluice.Ingest.Tests.Warc;

/// <summary>An origin is enough to read a record again.</summary>
public sealed class ReadAgainTests
{
    [Theory, InlineData("plain"), InlineData("members"), InlineData("gzip"), InlineData("zstd")]
    public void Every_document_is_found_by_its_origin(string packing)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.warc");
        File.WriteAllBytes(path, WarcBytes.Pack(packing, Enumerable.Range(0, 20).Select(i => WarcBytes.Page(i))));
        AllAreFound(path, "warc", new WarcOptions());
    }

    [Fact]
    public void Documents_of_a_wacz_are_found_by_their_origin()
    {
        string path = SharedData.Path("data/warc/real/replayweb.page__example.wacz");
        Readings read = AllAreFound(path, "warc", new WarcOptions());
        Assert.All(read.Documents, d => Assert.Equal("replayweb.page__example.wacz!archive/data.warc.gz", d.Origin.File));
        Assert.NotEmpty(read.Documents);
    }

    [Fact]
    public void Documents_of_real_files_are_found_by_their_origin()
    {
        foreach (string file in (string[])["WarcDB__frontpages.warc.gz", "aut__issue-493.warc", "CDX-Writer__uncompressed.arc"])
            AllAreFound(SharedData.Path("data/warc/real/" + file), "warc", new WarcOptions());
    }

    static Readings AllAreFound(string path, string source, IStepOptions options)
    {
        SourceDefinition definition = Sources.Find(source)!;
        Shard shard = Readings.ShardOf(path);
        Readings all = Readings.Read(definition.Open(shard, options));
        foreach (ReadRecord record in all.Documents)
        {
            Readings again = new();
            Assert.True(Sources.ReadAgain(definition, shard, options, record.Origin, again, new Document()));
            Assert.Equal(record, Assert.Single(again.Records));
        }
        Assert.False(Sources.ReadAgain(definition, shard, options, new Origin { File = "other", Offset = 0 }, new Readings(), new Document()));
        return all;
    }
}
