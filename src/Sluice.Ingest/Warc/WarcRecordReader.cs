using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Ingest.Framing;
using Sluice.Ingest.Http;

namespace Sluice.Ingest.Warc;

/// <summary>Makes documents of WARC and ARC records.</summary>
/// <param name="shard">The file, for ids.</param>
/// <param name="options">What is dropped, and limits.</param>
sealed class WarcRecordReader(Shard shard, WarcOptions options) : IRecordReader
{
    /// <summary>Metadata key: what is wrong with a payload that could be read in part (<c>chunked-truncated</c>, <c>content-encoding-broken</c>, …).</summary>
    public const string DamageKey = "payload-damage";

    const int SuccessMin = 200, SuccessMax = 299;

    readonly BodyDecoder _decoder = new();

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> record, int headLength, Origin origin, Document document, IRecordSink sink)
    {
        document.Reset();
        document.Origin = origin;
        ReadOnlyMemory<byte> block = record[headLength..];
        if (record.Span.StartsWith(RecordStart.Magic)) ReadWarc(record.Span[..headLength], block, document, sink);
        else ReadArc(record.Span[..headLength], block, document, sink);
    }

    void ReadWarc(ReadOnlySpan<byte> headBytes, ReadOnlyMemory<byte> block, Document document, IRecordSink sink)
    {
        WarcHead head = WarcHead.Parse(headBytes);
        string type = WarcTypes.Name(head.Type);
        if (!WarcTypes.IsDocument(type))
        {
            sink.Skip(type);
            return;
        }
        document.Id = WarcTypes.Id(head.RecordId) ?? DocumentId.Make(shard.Digest, document.Origin.Offset);
        document.Url = WarcTypes.Url(head.TargetUri);
        document.Date = WarcDate.Normalize(head.Date);
        document.PayloadDigest = WarcTypes.Text(head.PayloadDigest);
        // The first segment of a record whose rest lies elsewhere is not whole either.
        document.Truncated = WarcTypes.Text(head.Truncated) ?? (head.SegmentNumber > 0 ? "segment" : null);
        if (type == "conversion") ReadConversion(head, block, document, sink);
        else if (type == "response" && IsHttp(head.ContentType, block.Span)) ReadHttp(block, MediaType.Mime(head.IdentifiedPayloadType), document, sink);
        else ReadPayload(block, MediaType.Mime(head.ContentType), MediaType.Charset(head.ContentType), document, sink);
    }

    void ReadArc(ReadOnlySpan<byte> line, ReadOnlyMemory<byte> block, Document document, IRecordSink sink)
    {
        _ = ArcHead.TryParse(line.TrimEnd("\r\n"u8), out ArcHead head);
        if (head.IsVersionBlock)
        {
            sink.Skip("filedesc");
            return;
        }
        document.Id = DocumentId.Make(shard.Digest, document.Origin.Offset);
        document.Url = WarcTypes.Url(head.Url);
        document.Date = WarcDate.FromArc(head.Date);
        if (HttpResponse.Begins(block.Span)) ReadHttp(block, null, document, sink);
        else ReadPayload(block, MediaType.Mime(head.Mime), null, document, sink);
    }

    static bool IsHttp(ReadOnlySpan<byte> contentType, ReadOnlySpan<byte> block)
    {
        string? mime = MediaType.Mime(contentType);
        return mime == "application/http" || (mime is null or "text/html" or "application/octet-stream" && HttpResponse.Begins(block));
    }

    void ReadHttp(ReadOnlyMemory<byte> block, string? identifiedMime, Document document, IRecordSink sink)
    {
        if (!HttpResponse.TryParse(block.Span, (int)options.HttpHeaderBytesMax.Bytes, out HttpResponse response))
        {
            Quarantine(document, sink, "http-header-bytes-max", $"the head of the HTTP response is longer than http-header-bytes-max, {options.HttpHeaderBytesMax}");
            return;
        }
        document.Mime = identifiedMime ?? MediaType.Mime(response.ContentType);
        document.HeaderCharset = MediaType.Charset(response.ContentType);
        if (options.DropHttpStatus && response.Status is < SuccessMin or > SuccessMax)
            document.ReadVerdict = Verdict.Drop("read.http-status", response.Status, response.Status < SuccessMin ? SuccessMin : SuccessMax);
        else if (document.Mime is not null) JudgeMime(document, options.MimeTypes);
        if (document.ReadVerdict.IsKept)
        {
            DecodedBody decoded = _decoder.Decode(block[response.HeadLength..], response.TransferEncoding, response.ContentEncoding, (int)options.DecodedBytesMax.Bytes);
            if (decoded.Failure is not null)
            {
                Quarantine(document, sink, decoded.Failure, decoded.Detail!);
                return;
            }
            document.Body = decoded.Body;
            if (decoded.Damage is not null) document.Metadata.Set(DamageKey, decoded.Damage);
            if (document.Mime is null) JudgeMime(document, options.MimeTypes);
        }
        sink.Document(document);
    }

    void ReadPayload(ReadOnlyMemory<byte> block, string? mime, string? charset, Document document, IRecordSink sink)
    {
        document.Mime = mime;
        document.HeaderCharset = charset;
        document.Body = block;
        JudgeMime(document, options.MimeTypes);
        sink.Document(document);
    }

    void ReadConversion(in WarcHead head, ReadOnlyMemory<byte> block, Document document, IRecordSink sink)
    {
        document.Mime = MediaType.Mime(head.ContentType);
        document.HeaderCharset = MediaType.Charset(head.ContentType);
        if (document.Mime is not null) JudgeMime(document, options.ConversionMimeTypes);
        if (document.ReadVerdict.IsKept) ValidUtf8.SetText(document, block.Span);
        sink.Document(document);
    }

    void JudgeMime(Document document, IReadOnlyList<string> accepted)
    {
        if (!options.DropMime) return;
        bool isAccepted = document.Mime is { } mime ? accepted.Contains(mime, StringComparer.OrdinalIgnoreCase) : HtmlSniff.IsHtml(document.Body.Span);
        if (!isAccepted) document.ReadVerdict = Verdict.Drop("read.mime", document.Mime ?? "unknown");
    }

    static void Quarantine(Document document, IRecordSink sink, string reason, string detail) =>
        sink.Quarantine(new(document.Origin, reason, detail, document.Id, document.Url));

    /// <inheritdoc/>
    public void Dispose() => _decoder.Dispose();
}
