using System.Security.Cryptography;
using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Fixtures;
using Sluice.Ingest.Warc;

namespace Sluice.Ingest.Tests.Extract;

/// <summary>The real pages of <c>../shared/data/warc/pages</c>, read as a run reads them.</summary>
static class RealPages
{
    /// <summary>Hands every page of one set to <paramref name="use"/>, with the SHA-256 of its body.</summary>
    public static void ForEach(string set, Action<Document, string> use)
    {
        string path = SharedData.Path($"data/warc/pages/web-pages-{set}.warc.gz");
        using IShardReader reader = WarcSource.Definition.Open(new(path, path, new FileInfo(path).Length, new byte[32]), new WarcOptions());
        Document document = new();
        while (reader.NextBatch() is { } batch)
        {
            batch.Read(new Sink(use), document, null);
            batch.Dispose();
        }
    }

    sealed class Sink(Action<Document, string> use) : IRecordSink
    {
        public void Document(Document document) => use(document, Convert.ToHexStringLower(SHA256.HashData(document.Body.Span)));

        public void Skip(string kind)
        {
        }

        public void Quarantine(in QuarantinedRecord record) => Assert.Fail(record.ToString());

        public void Progress(long storedBytes, long rawBytes)
        {
        }
    }
}
