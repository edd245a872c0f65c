using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Ingest.Framing;
using Sluice.Storage.Compression;
using Sluice.Storage.Files;

namespace Sluice.Ingest.Files;

/// <summary>Sources whose files are one document each.</summary>
static class WholeFileSource
{
    /// <summary>The source <c>html</c>.</summary>
    public static SourceDefinition Html { get; } = SourceDefinition.Create<WholeFileOptions>(
        "html", "HTML pages: a file is a document", [".html", ".htm", ".xhtml", ".html.gz", ".htm.gz", ".html.zst"], (shard, options) => Open(shard, options, true));

    /// <summary>The source <c>text-files</c>.</summary>
    public static SourceDefinition TextFiles { get; } = SourceDefinition.Create<WholeFileOptions>(
        "text-files", "Plain text: a file is a document", [".txt", ".text", ".md", ".txt.gz", ".txt.zst"], (shard, options) => Open(shard, options, false));

    static IShardReader Open(Shard shard, WholeFileOptions options, bool isHtml)
    {
        using StoredFile file = StoredFile.Open(shard.Path);
        StoredKind kind = StoredKinds.Of(file, out string name);
        if (kind is StoredKind.Foreign or StoredKind.Zip) return new RefusedShardReader(shard, "format", $"the file is no {(isHtml ? "page" : "text")}: it is {(kind == StoredKind.Zip ? "a zip container" : name)}");
        return new WholeFileShardReader(shard, options.FileBytesMax, isHtml);
    }
}

/// <summary>One batch with one document: the file.</summary>
sealed class WholeFileShardReader(Shard shard, ByteSize bytesMax, bool isHtml) : IShardReader, IRecordBatch, IRecordSeeker
{
    bool _isGiven;

    /// <inheritdoc/>
    public long HeldBytes => 0;

    /// <inheritdoc/>
    public IRecordBatch? NextBatch()
    {
        if (_isGiven) return null;
        _isGiven = true;
        return this;
    }

    /// <inheritdoc/>
    public BatchRange Read(IRecordSink sink, Document document, long? start)
    {
        using StoredFile file = StoredFile.Open(shard.Path);
        using ByteReader bytes = StoredKinds.Of(file, out _) switch { StoredKind.Gzip => new GzipBytes(file), StoredKind.Zstd => new ZstdBytes(file), _ => new StoredBytes(file) };
        using ByteWindow window = new();
        window.Reset(bytes);
        Origin origin = new() { File = shard.Name, Offset = 0, Length = shard.Bytes };
        bool isTooLarge = window.Ensure((int)bytesMax.Bytes + 1);
        if (isTooLarge) sink.Quarantine(new(origin, "file-bytes-max", $"the file is larger than file-bytes-max, {bytesMax}", shard.Name));
        else if (window.Break is { } end) sink.Quarantine(new(origin, end.Reason, end.Detail, shard.Name));
        else
        {
            document.Reset();
            (document.Id, document.Origin, document.Mime) = (shard.Name, origin, isHtml ? "text/html" : "text/plain");
            if (isHtml) document.Body = window.Memory(window.Span.Length);
            else ValidUtf8.SetText(document, window.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? window.Span[3..] : window.Span);
            sink.Document(document);
        }
        sink.Progress(shard.Bytes, bytes.Position);
        return new(0, shard.Bytes);
    }

    /// <inheritdoc/>
    public bool ReadAt(Origin origin, IRecordSink sink, Document document)
    {
        if (origin.File != shard.Name || origin.Offset != 0) return false;
        Read(sink, document, null);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() { }
}
