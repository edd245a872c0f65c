namespace Sluice.Engine.Store;

/// <summary>What a frame of a task's output file holds.</summary>
public enum FrameKind : byte
{
    /// <summary>Documents that go on to the next stage .</summary>
    Documents = 1,

    /// <summary>One entry a record or document of the stage's input .</summary>
    Outcomes,

    /// <summary>One key blob a document of <see cref="Documents"/>, for the merge that follows.</summary>
    Keys,

    /// <summary>128-bit hashes of the id's base and of the id, for each entry of <see cref="Outcomes"/>; first stage only.</summary>
    IdHashes,

    /// <summary>The id of each document of <see cref="Documents"/>.</summary>
    Ids,

    /// <summary>Dropped documents with their text, candidates for <c>samples/</c>.</summary>
    Dropped,

    /// <summary>Quarantined records.</summary>
    Quarantine,

    /// <summary>Decisions of a merge about one task's documents.</summary>
    Decisions,

    /// <summary>Which ids of one task repeat earlier ones, and how often.</summary>
    Repeats,
}

/// <summary>Where a frame lies in its file, and what it holds.</summary>
/// <param name="Kind">Kind of its entries.</param>
/// <param name="Offset">Byte offset of the compressed bytes.</param>
/// <param name="CompressedBytes">Their length.</param>
/// <param name="RawBytes">Length decompressed.</param>
/// <param name="Entries">Entries in it.</param>
/// <param name="Base">What the entries count from: in a task's output the row of the batch's first record; in a merge's output the task that they are about (repeats), or the task and the first document (decisions).</param>
public readonly record struct Frame(FrameKind Kind, long Offset, int CompressedBytes, int RawBytes, int Entries, long Base)
{
    /// <summary>Whether frames of a kind are stored as they are: keys are hashes, which nothing makes smaller, and merges read single ones again.</summary>
    public static bool IsStored(FrameKind kind) => kind == FrameKind.Keys;
}
