using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Ingest.Warc;

/// <summary>Web archives: WARC (responses, resources, conversions), WET, ARC and WACZ; gzip, zstd or neither. YAML: <c>- warc: crawl/*.warc.gz</c>.</summary>
/// <remarks>Records of other types (<c>request</c>, <c>metadata</c>, <c>revisit</c>, <c>warcinfo</c>, …) are counted by type and are no documents. datatrove checks neither the status nor the stated MIME type.</remarks>
public sealed record WarcOptions : IStepOptions
{
    /// <summary>Whether pages whose HTTP status is not 2xx are dropped (<c>read.http-status</c>).</summary>
    public bool DropHttpStatus { get; init; } = true;

    /// <summary>Whether payloads of other MIME types are dropped (<c>read.mime</c>).</summary>
    public bool DropMime { get; init; } = true;

    /// <summary>MIME types of pages that are kept. What the crawler found out (WARC-Identified-Payload-Type) counts before what the server said; a payload without either is kept where it looks like HTML.</summary>
    public IReadOnlyList<string> MimeTypes { get; init; } = ["text/html", "application/xhtml+xml"];

    /// <summary>MIME types of conversion records (WET) that are kept.</summary>
    public IReadOnlyList<string> ConversionMimeTypes { get; init; } = ["text/plain"];

    /// <summary>Largest block of a record; a larger one goes to quarantine (<c>record-bytes-max</c>).</summary>
    public ByteSize RecordBytesMax { get; init; } = new(32L << 20);

    /// <summary>Largest head of a record (quarantine <c>header-bytes-max</c>).</summary>
    public ByteSize HeaderBytesMax { get; init; } = new(64L << 10);

    /// <summary>Largest head of an HTTP response (quarantine <c>http-header-bytes-max</c>).</summary>
    public ByteSize HttpHeaderBytesMax { get; init; } = new(256L << 10);

    /// <summary>Most bytes that a payload may have once its HTTP content coding is undone (quarantine <c>decoded-bytes-max</c>).</summary>
    public ByteSize DecodedBytesMax { get; init; } = new(32L << 20);

    /// <summary>Most bytes that are decompressed to get past a record that is too large; then the next readable record is looked for, or the rest of the file is given up.</summary>
    public ByteSize SkippedBytesMax { get; init; } = new(4L << 30);

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        foreach ((string key, ByteSize size, long most) in ((string, ByteSize, long)[])[
            ("record-bytes-max", RecordBytesMax, 1L << 30), ("header-bytes-max", HeaderBytesMax, 16L << 20), ("http-header-bytes-max", HttpHeaderBytesMax, 16L << 20),
            ("decoded-bytes-max", DecodedBytesMax, 1L << 30), ("skipped-bytes-max", SkippedBytesMax, long.MaxValue)])
        {
            if (size.Bytes < 1 << 10) yield return $"{key} is {size}; use 1 KiB or more";
            if (size.Bytes > most) yield return $"{key} is {size}; use {new ByteSize(most)} or less";
        }
        if (DropMime && MimeTypes.Count == 0) yield return "mime-types is empty, so every page would be dropped; name types, or set drop-mime: false";
    }
}
