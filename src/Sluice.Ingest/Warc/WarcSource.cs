using Sluice.Core.Records;
using Sluice.Ingest.Framing;
using Sluice.Storage.Compression;
using Sluice.Storage.Files;

namespace Sluice.Ingest.Warc;

/// <summary>Web archives.</summary>
static class WarcSource
{
    /// <summary>The source <c>warc</c>.</summary>
    public static SourceDefinition Definition { get; } = SourceDefinition.Create<WarcOptions>(
        "warc", "Web archives: WARC, WET, ARC and WACZ, each record or the whole file compressed, or neither",
        [".warc.gz", ".warc", ".warc.zst", ".wet.gz", ".wet", ".wet.zst", ".arc.gz", ".arc", ".wacz"], Open);

    static IShardReader Open(Shard shard, WarcOptions options)
    {
        StoredFile file = StoredFile.Open(shard.Path);
        try
        {
            return Open(file, shard, options);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    static IShardReader Open(StoredFile file, Shard shard, WarcOptions options)
    {
        StoredKind kind = StoredKinds.Of(file, out string name);
        switch (kind)
        {
            case StoredKind.Gzip:
                bool isByMember = HasMemberPerRecord(file, shard, options, out bool isArc);
                ArchiveFormat format = new(shard, options, isArc);
                return isByMember ? new MemberShardReader(file, format) : new StreamShardReader(file, new GzipBytes(file), format);
            case StoredKind.Zstd:
                return new StreamShardReader(file, new ZstdBytes(file), new ArchiveFormat(shard, options, false));
            case StoredKind.Plain:
                return new PlainShardReader(file, new ArchiveFormat(shard, options, BeginsWithArc(file)));
            default:
                file.Dispose();
                return new RefusedShardReader(shard, "format", $"the file is no web archive: it is {(kind == StoredKind.Zip ? "a zip container" : name)}");
        }
    }

    /// <summary>Whether the first gzip member ends after one record: then each record can be found without reading what is before it.</summary>
    static bool HasMemberPerRecord(StoredFile file, Shard shard, WarcOptions options, out bool isArc)
    {
        using GzipMemberBytes member = new(file);
        using ByteWindow window = new();
        member.Open(0);
        window.Reset(member);
        ArchiveFramer framer = new ArchiveFormat(shard, options, false).CreateFramer(window);
        Frame frame = new();
        bool hasRecord = framer.Next(frame);
        isArc = framer.IsArc;
        return !hasRecord || frame.IsLast || framer.GaveUp;
    }

    static bool BeginsWithArc(StoredFile file)
    {
        using StoredBytes bytes = new(file);
        using ByteWindow window = new();
        window.Reset(bytes);
        return RecordStart.IsArc(window, 0, out _);
    }
}
