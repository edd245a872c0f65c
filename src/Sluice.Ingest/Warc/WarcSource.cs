using Sluice.Core.Records;
using Sluice.Ingest.Framing;
using Sluice.Storage.Compression;
using Sluice.Storage.Files;

namespace Sluice.Ingest.Warc;

/// <summary>Web archives.</summary>
static class WarcSource
{
    static readonly string[] s_archiveSuffixes = [".warc.gz", ".warc", ".warc.zst", ".wet.gz", ".wet", ".wet.zst", ".arc.gz", ".arc"];

    /// <summary>The source <c>warc</c>.</summary>
    public static SourceDefinition Definition { get; } = SourceDefinition.Create<WarcOptions>(
        "warc", "Web archives: WARC, WET, ARC and WACZ, each record or the whole file compressed, or neither",
        [.. s_archiveSuffixes, ".wacz"], (shard, options) => Open(shard, options, null));

    /// <summary>Opens an archive.</summary>
    /// <param name="shard">The file.</param>
    /// <param name="options">Limits, and what is dropped.</param>
    /// <param name="batchBytes">Bytes of a batch; null for what suits the format.</param>
    public static IShardReader Open(Shard shard, WarcOptions options, int? batchBytes)
    {
        StoredFile file = StoredFile.Open(shard.Path);
        try
        {
            return Open(file, shard, options, batchBytes);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    static IShardReader Open(StoredFile file, Shard shard, WarcOptions options, int? batchBytes)
    {
        StoredKind kind = StoredKinds.Of(file, out string name);
        switch (kind)
        {
            case StoredKind.Gzip:
                bool isByMember = HasMemberPerRecord(file, shard, options, out bool isArc);
                ArchiveFormat format = new(shard, options, isArc);
                return isByMember
                    ? new MemberShardReader(file, format, batchBytes ?? MemberShardReader.RangeBytes)
                    : new StreamShardReader(file, new GzipBytes(file), format, batchBytes ?? StreamShardReader.BatchBytes);
            case StoredKind.Zstd:
                return new StreamShardReader(file, new ZstdBytes(file), new ArchiveFormat(shard, options, false), batchBytes ?? StreamShardReader.BatchBytes);
            case StoredKind.Plain:
                return new PlainShardReader(file, new ArchiveFormat(shard, options, BeginsWithArc(file)), batchBytes ?? PlainShardReader.RangeBytes);
            case StoredKind.Zip:
                return OpenContainer(file, shard, options, batchBytes);
            default:
                return Refuse(file, shard, "format", $"the file is no web archive: it is {name}");
        }
    }

    static IShardReader OpenContainer(StoredFile file, Shard shard, WarcOptions options, int? batchBytes)
    {
        if (!ZipDirectory.TryRead(file, out IReadOnlyList<ZipEntry> entries)) return Refuse(file, shard, "zip-broken", "the directory of the zip container can't be read");
        ZipEntry[] archives = [.. entries.Where(entry => IsArchive(entry.Name))];
        if (archives.Length == 0) return Refuse(file, shard, "format", "the zip container holds no web archive");
        return new WaczShardReader(file, shard, archives, (part, inner) =>
        {
            // Archives inside an archive's container are not looked for: depth ends here.
            ZipEntry entry = archives.First(entry => WaczShardReader.NameOf(shard.Name, entry.Name) == inner.Name);
            if (!entry.IsStored) return Refuse(part, inner, "zip-compressed", "the web archive is compressed or encrypted inside the zip container, where WACZ stores it as it is; unzip it first");
            return StoredKinds.Of(part, out _) == StoredKind.Zip ? Refuse(part, inner, "format", "a zip container inside a zip container is not read") : Open(part, inner, options, batchBytes);
        });
    }

    static bool IsArchive(string name) => s_archiveSuffixes.Any(suffix => name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));

    static RefusedShardReader Refuse(StoredFile file, Shard shard, string reason, string detail)
    {
        file.Dispose();
        return new(shard, reason, detail);
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
