using Sluice.Core;
using Sluice.Core.Records;

namespace Sluice.Ingest.Framing;

/// <summary>Understands the records that a framer found: fills the document and hands it to the sink. Owned by one worker.</summary>
interface IRecordReader : IDisposable
{
    /// <summary>Reads one record: exactly one call of the sink.</summary>
    void Read(ReadOnlyMemory<byte> record, int headLength, Origin origin, Document document, IRecordSink sink);
}
