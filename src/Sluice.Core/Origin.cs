namespace Sluice.Core;

/// <summary>Where a document's record lies: enough to read it again.</summary>
public readonly record struct Origin
{
    /// <summary>The input file as the recipe's sources name it; <c>-</c> for standard input. Inside a container: <c>crawl.wacz!archive/data.warc.gz</c>.</summary>
    public string File { get; init; }

    /// <summary>Byte offset of the record's gzip member, or of the record where each is not compressed by itself.</summary>
    public long Offset { get; init; }

    /// <summary>Bytes from <see cref="Offset"/> to the next record, in the same stream.</summary>
    public long Length { get; init; }

    /// <summary>Whether the offset counts bytes of the decompressed stream: the file is compressed as a whole.</summary>
    public bool IsDecompressedOffset { get; init; }
}
