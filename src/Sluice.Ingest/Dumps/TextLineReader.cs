using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Ingest.Framing;

namespace Sluice.Ingest.Dumps;

/// <summary>A line is a document.</summary>
sealed class TextLineReader(Shard shard) : IRecordReader
{
    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> record, int headLength, Origin origin, Document document, IRecordSink sink)
    {
        document.Reset();
        document.Origin = origin;
        document.Id = DocumentId.Make(shard.Digest, origin.Offset);
        document.Mime = "text/plain";
        ValidUtf8.SetText(document, record.Span);
        sink.Document(document);
    }

    /// <inheritdoc/>
    public void Dispose() { }
}
