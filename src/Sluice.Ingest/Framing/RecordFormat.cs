using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Storage.Compression;

namespace Sluice.Ingest.Framing;

/// <summary>How records of one file are found and understood. Shared by all its batches.</summary>
abstract class RecordFormat(Shard shard)
{
    /// <summary>The file.</summary>
    public Shard Shard => shard;

    /// <summary>Cuts a stream into records, from where the window is.</summary>
    public abstract IFramer CreateFramer(ByteWindow window);

    /// <summary>Understands records; one for each worker.</summary>
    public abstract IRecordReader CreateReader();

    /// <summary>Moves the window over an uncompressed file to the first place at or after <paramref name="from"/> where a record seems to begin; false where none does.</summary>
    public abstract bool FindStart(ByteWindow window, long from);

    /// <summary>Reads the record at an origin in a stream of records.</summary>
    public bool ReadAt(ByteReader bytes, Origin origin, IRecordSink sink, Document document)
    {
        if (origin.File != shard.Name || !bytes.TrySeek(origin.Offset)) return false;
        using ByteWindow window = new();
        window.Reset(bytes);
        using IRecordReader reader = CreateReader();
        Frame frame = new();
        if (!CreateFramer(window).Next(frame)) return false;
        reader.Take(frame, shard, origin.IsDecompressedOffset, document, sink);
        return true;
    }
}
