using Sluice.Core.Records;

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
}
