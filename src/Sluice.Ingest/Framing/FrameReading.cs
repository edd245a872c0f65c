using Sluice.Core;
using Sluice.Core.Records;

namespace Sluice.Ingest.Framing;

static class FrameReading
{
    /// <summary>Hands a frame on: a record to its reader, all else to the sink.</summary>
    public static void Take(this IRecordReader reader, Frame frame, Shard shard, bool isDecompressed, Document document, IRecordSink sink) =>
        reader.Take(frame, new Origin { File = shard.Name, Offset = frame.Position, Length = frame.Length, IsDecompressedOffset = isDecompressed }, document, sink);

    /// <summary>Hands a frame on: a record to its reader, all else to the sink.</summary>
    public static void Take(this IRecordReader reader, Frame frame, Origin origin, Document document, IRecordSink sink)
    {
        if (frame.Kind == FrameKind.Record) reader.Read(frame.Bytes, frame.HeadLength, origin, document, sink);
        else if (frame.Kind == FrameKind.Skipped) sink.Skip(frame.Reason);
        else sink.Quarantine(new(origin, frame.Reason, frame.Detail, frame.Id, frame.Url));
    }
}
