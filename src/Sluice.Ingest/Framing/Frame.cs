namespace Sluice.Ingest.Framing;

/// <summary>What lies at a place of a stream.</summary>
enum FrameKind
{
    /// <summary>A whole record; its bytes are in <see cref="Frame.Bytes"/>.</summary>
    Record,

    /// <summary>A record that is no document, told by its head; its bytes were not kept.</summary>
    Skipped,

    /// <summary>Bytes that can't be read as a record.</summary>
    Broken,
}

/// <summary>A record's place and bytes, found without understanding it. One instance is used for all records of a batch.</summary>
sealed class Frame
{
    /// <summary>What it is.</summary>
    public FrameKind Kind { get; set; }

    /// <summary>Position in the stream.</summary>
    public long Position { get; set; }

    /// <summary>Bytes up to the next record.</summary>
    public long Length { get; set; }

    /// <summary>Bytes of the head: all before the block.</summary>
    public int HeadLength { get; set; }

    /// <summary>Head and block, without what separates records; valid until the next frame is read.</summary>
    public ReadOnlyMemory<byte> Bytes { get; set; }

    /// <summary>Whether nothing follows in the stream.</summary>
    public bool IsLast;

    /// <summary>Kind of a <see cref="FrameKind.Skipped"/> record; reason of a <see cref="FrameKind.Broken"/> one.</summary>
    public string Reason { get; set; } = "";

    /// <summary>What is broken, for a person.</summary>
    public string Detail { get; set; } = "";

    /// <summary>Id of a broken record, where its head could be read.</summary>
    public string? Id { get; set; }

    /// <summary>URL of a broken record, where its head could be read.</summary>
    public string? Url { get; set; }
}

/// <summary>Cuts a stream into records.</summary>
interface IFramer
{
    /// <summary>Finds the next record; false at the end of the stream. What the frame before held is then gone.</summary>
    bool Next(Frame frame);

    /// <summary>Where the next record is looked for.</summary>
    long Position { get; }
}
