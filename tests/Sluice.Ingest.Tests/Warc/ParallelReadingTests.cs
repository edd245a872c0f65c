using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Fixtures;
using Sluice.Ingest.Tests.Reading;
using Sluice.Ingest.Warc;

namespace Sluice.Ingest.Tests.Warc;

public sealed class ParallelReadingTests
{
    [Theory, InlineData("plain"), InlineData("members"), InlineData("gzip")]
    public void Batches_read_side_by_side_give_what_one_thread_gives(string packing)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.warc");
        File.WriteAllBytes(path, WarcBytes.Pack(packing, Enumerable.Range(0, 400).Select(i => WarcBytes.Page(i, new string((char)('a' + i % 26), 100 + i * 7)))));
        Readings alone = Readings.Warc(path);
        using IShardReader reader = WarcSource.Open(Readings.ShardOf(path), new WarcOptions(), 3000);
        List<IRecordBatch> batches = [];
        while (reader.NextBatch() is { } batch) batches.Add(batch);
        Readings[] parts = [.. batches.Select(_ => new Readings())];
        Parallel.For(0, batches.Count, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => batches[i].Read(parts[i], new Document(), null));
        batches.ForEach(batch => batch.Dispose());
        Assert.True(batches.Count > 10);
        Assert.Equal(alone.Records, parts.SelectMany(part => part.Records));
    }

    [Fact]
    public void Reading_makes_little_garbage()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.warc.gz");
        File.WriteAllBytes(path, WarcBytes.Pack("members", Enumerable.Range(0, 2000).Select(i => WarcBytes.Page(i, new string('x', 20_000)))));
        Drop(path);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Drop(path);
        // Id, URL, date and the like: their texts are the document's own. The payload is none of it.
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 2000, 0, 800);
    }

    static void Drop(string path)
    {
        using IShardReader reader = WarcSource.Open(Readings.ShardOf(path), new WarcOptions(), null);
        Document document = new();
        while (reader.NextBatch() is { } batch) using (batch) batch.Read(new Nothing(), document, null);
    }

    sealed class Nothing : IRecordSink
    {
        public void Document(Document document) { }

        public void Skip(string kind) { }

        public void Quarantine(in QuarantinedRecord record) { }

        public void Progress(long storedBytes, long rawBytes) { }
    }
}
