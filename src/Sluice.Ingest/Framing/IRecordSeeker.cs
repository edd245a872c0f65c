using Sluice.Core;
using Sluice.Core.Records;

namespace Sluice.Ingest.Framing;

/// <summary>A reader that can go back to a record that was read before.</summary>
interface IRecordSeeker
{
    /// <summary>Reads what begins at an origin: one record, or those of one gzip member.</summary>
    /// <returns>False where the origin is none of this file's.</returns>
    bool ReadAt(Origin origin, IRecordSink sink, Document document);
}
