using System.Buffers.Binary;
using System.IO.Compression;
using Sluice.Fixtures;
using Sluice.Storage.Files;

namespace Sluice.Storage.Tests.Files;

public sealed class ZipDirectoryTests
{
    [Fact]
    public void Stored_files_are_found_where_they_lie()
    {
        byte[] zip = Zip(out byte[] content);
        using TemporaryFolder folder = new();
        Assert.True(TryRead(folder, zip, out IReadOnlyList<ZipEntry> entries));
        Assert.Equal(["archive/data.warc", "packed.txt"], entries.Select(entry => entry.Name));
        Assert.Equal([true, false], entries.Select(entry => entry.IsStored));
        Assert.Equal(content, zip[(int)entries[0].DataOffset..(int)(entries[0].DataOffset + entries[0].StoredBytes)]);
    }

    [Fact]
    public void Comment_after_the_directory_is_passed_over()
    {
        using TemporaryFolder folder = new();
        byte[] zip = Zip(out _);
        BinaryPrimitives.WriteUInt16LittleEndian(zip.AsSpan(zip.Length - 2), 5);
        Assert.True(TryRead(folder, [.. zip, .. "hello"u8], out IReadOnlyList<ZipEntry> entries));
        Assert.Equal(2, entries.Count);
    }

    [Fact]
    public void Any_damage_is_an_answer_and_no_exception()
    {
        using TemporaryFolder folder = new();
        byte[] zip = Zip(out _);
        // The local heads and the directory; the bytes between are nobody's here.
        foreach (int at in Enumerable.Range(0, 60).Concat(Enumerable.Range(zip.Length - 250, 250)))
        {
            byte[] damaged = [.. zip];
            damaged[at] ^= 0xFF;
            if (!TryRead(folder, damaged, out IReadOnlyList<ZipEntry> entries)) continue;
            Assert.All(entries, entry => Assert.InRange(entry.DataOffset + entry.StoredBytes, 0, zip.Length));
        }
        foreach (int length in (int[])[0, 4, 21, 22, zip.Length - 1]) TryRead(folder, zip[..length], out _);
    }

    [Fact]
    public void Files_that_overlap_are_refused()
    {
        using TemporaryFolder folder = new();
        byte[] zip = Zip(out _);
        // The second entry of the directory is made to point to the first one's bytes.
        int second = zip.AsSpan().LastIndexOf("packed.txt"u8) - 46;
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(second + 42), 0);
        Assert.False(TryRead(folder, zip, out _));
    }

    static bool TryRead(TemporaryFolder folder, byte[] zip, out IReadOnlyList<ZipEntry> entries)
    {
        File.WriteAllBytes(folder.File("a.zip"), zip);
        using StoredFile file = StoredFile.Open(folder.File("a.zip"));
        return ZipDirectory.TryRead(file, out entries);
    }

    static byte[] Zip(out byte[] content)
    {
        content = [.. Enumerable.Range(0, 1000).Select(i => (byte)i)];
        using MemoryStream target = new();
        using (ZipArchive zip = new(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (Stream entry = zip.CreateEntry("archive/data.warc", CompressionLevel.NoCompression).Open()) entry.Write(content);
            using (Stream entry = zip.CreateEntry("packed.txt", CompressionLevel.Fastest).Open()) entry.Write(new byte[10_000]);
            zip.CreateEntry("folder/");
        }
        return target.ToArray();
    }
}
