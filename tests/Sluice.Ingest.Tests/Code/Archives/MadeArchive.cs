using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Sluice.Core.Records;
using Sluice.Fixtures;
using Sluice.Ingest.Code;
using Sluice.Ingest.Code.Archives;
using Sluice.Ingest.Tests.Reading;

namespace Sluice.Ingest.Tests.Code.Archives;

/// <summary>Archives made for tests, right ones and wrong ones, and what reading them gives.</summary>
static class MadeArchive
{
    /// <summary>A tar of files, in a format.</summary>
    public static byte[] Tar(TarEntryFormat format, params (string Path, string Text)[] files)
    {
        using MemoryStream target = new();
        using (TarWriter tar = new(target, format, leaveOpen: true))
            foreach ((string path, string text) in files)
            {
                TarEntryType type = format == TarEntryFormat.V7 ? TarEntryType.V7RegularFile : TarEntryType.RegularFile;
                TarEntry entry = format switch
                {
                    TarEntryFormat.V7 => new V7TarEntry(type, path),
                    TarEntryFormat.Ustar => new UstarTarEntry(type, path),
                    TarEntryFormat.Gnu => new GnuTarEntry(type, path),
                    _ => new PaxTarEntry(type, path),
                };
                entry.DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text));
                entry.Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
                tar.WriteEntry(entry);
            }
        return target.ToArray();
    }

    /// <summary>A zip of files.</summary>
    public static byte[] Zip(params (string Path, string Text)[] files) => Zip(CompressionLevel.Fastest, files);

    /// <summary>A zip of files; not compressed where the level says so.</summary>
    public static byte[] Zip(CompressionLevel level, params (string Path, string Text)[] files)
    {
        using MemoryStream target = new();
        using (ZipArchive zip = new(target, ZipArchiveMode.Create, leaveOpen: true))
            foreach ((string path, string text) in files)
            {
                using Stream entry = zip.CreateEntry(path, level).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        return target.ToArray();
    }

    /// <summary>One header of tar with any values, its checksum right, and the bytes behind it, padded.</summary>
    public static byte[] TarEntryOf(string name, char type = '0', byte[]? data = null, string? size = null, string mode = "0000644", string link = "")
    {
        data ??= [];
        byte[] block = new byte[512];
        Encoding.UTF8.GetBytes(name).AsSpan(0, Math.Min(100, Encoding.UTF8.GetByteCount(name))).CopyTo(block);
        Put(100, mode);
        Put(124, size ?? Convert.ToString(data.Length, 8).PadLeft(11, '0'));
        block[156] = (byte)type;
        Put(157, link);
        Put(257, "ustar\000");
        block.AsSpan(148, 8).Fill((byte)' ');
        Put(148, Convert.ToString(block.Sum(b => b), 8).PadLeft(6, '0') + "\0 ");
        return [.. block, .. data, .. new byte[(512 - data.Length % 512) % 512]];

        void Put(int at, string text) => Encoding.Latin1.GetBytes(text).CopyTo(block, at);
    }

    /// <summary>The two blocks that end a tar.</summary>
    public static byte[] TarEnd => new byte[1024];

    /// <summary>Reads an archive's bytes under a name.</summary>
    public static Readings Read(byte[] bytes, string name = "made.tar", GitOptions? options = null) => Read(bytes, name, options, out _);

    /// <summary>Reads an archive's bytes under a name, and what it says of itself.</summary>
    public static Readings Read(byte[] bytes, string name, GitOptions? options, out Repository? repository)
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, name);
        File.WriteAllBytes(path, bytes);
        IShardReader reader = ArchiveSource.Open(Readings.ShardOf(path), options ?? new());
        repository = reader.Repository;
        Readings all = Readings.Read(reader);
        Assert.Equal([name], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName)); // Nothing is written.
        return all;
    }
}
