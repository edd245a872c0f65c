using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Ingest.Framing;
using Sluice.Storage.Compression;
using Sluice.Storage.Files;

namespace Sluice.Ingest.Dumps;

/// <summary>Files with one document a line.</summary>
static class LineSource
{
    /// <summary>The source <c>jsonl</c>.</summary>
    public static SourceDefinition Jsonl { get; } = SourceDefinition.Create<JsonlOptions>(
        "jsonl", "JSON Lines: one object a line, plain, gzip or zstd", [".jsonl", ".jsonl.gz", ".jsonl.zst", ".ndjson", ".ndjson.gz", ".ndjson.zst", ".json", ".json.gz", ".json.zst"],
        (shard, options) => OpenJsonl(shard, options, null));

    /// <summary>The source <c>text</c>.</summary>
    public static SourceDefinition Text { get; } = SourceDefinition.Create<TextOptions>(
        "text", "Plain text: one document a line, plain, gzip or zstd", [".txt", ".txt.gz", ".txt.zst", ".text"],
        (shard, options) => OpenText(shard, options, null));

    /// <summary>Opens a file of JSON Lines, in batches of so many bytes.</summary>
    public static IShardReader OpenJsonl(Shard shard, JsonlOptions options, int? batchBytes) => Open(shard, options.LineBytesMax, file => new JsonLineReader(file, options), batchBytes);

    /// <summary>Opens a file of text lines, in batches of so many bytes.</summary>
    public static IShardReader OpenText(Shard shard, TextOptions options, int? batchBytes) => Open(shard, options.LineBytesMax, file => new TextLineReader(file), batchBytes);

    static IShardReader Open(Shard shard, ByteSize lineBytesMax, Func<Shard, IRecordReader> createReader, int? batchBytes)
    {
        StoredFile file = StoredFile.Open(shard.Path);
        try
        {
            LineFormat format = new(shard, lineBytesMax, createReader);
            StoredKind kind = StoredKinds.Of(file, out string name);
            if (kind == StoredKind.Plain) return new PlainShardReader(file, format, batchBytes ?? PlainShardReader.RangeBytes);
            if (kind == StoredKind.Gzip) return new StreamShardReader(file, new GzipBytes(file), format, batchBytes ?? StreamShardReader.BatchBytes);
            if (kind == StoredKind.Zstd) return new StreamShardReader(file, new ZstdBytes(file), format, batchBytes ?? StreamShardReader.BatchBytes);
            file.Dispose();
            return new RefusedShardReader(shard, "format", $"the file holds no lines of text: it is {(kind == StoredKind.Zip ? "a zip container; unpack it" : name)}");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
