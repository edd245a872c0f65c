using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Sluice.Ingest.Tests.Reading;

namespace Sluice.Ingest.Tests.Code.Archives;

public sealed class HostileArchiveTests
{
    static readonly (string Path, string Text)[] s_files = [.. Enumerable.Range(0, 6).Select(i => ($"p/{i}.c", string.Join('\n', Enumerable.Range(0, 60).Select(j => $"int a{i * j};"))))];

    [Theory]
    [InlineData("../evil.c", @"\x2E\x2E/evil.c")]
    [InlineData("a/../../evil.c", @"\x2E\x2E/\x2E\x2E/evil.c")] // The one folder of all files, a, is left out.
    [InlineData("/etc/passwd", @"\x2F/etc/passwd")]
    [InlineData("C:\\evil.c", @"C:\x5Cevil.c")]
    [InlineData("a\\..\\evil.c", @"a\x5C..\x5Cevil.c")]
    [InlineData("a\u001b[2Jb.c", @"a\x1B[2Jb.c")]
    [InlineData("a\u202Egnp.c", @"a\xE2\x80\xAEgnp.c")]
    [InlineData("a//b.c", @"\x2F/b.c")]
    [InlineData("./a.c", "a.c")]
    public void Names_lead_nowhere(string name, string path)
    {
        byte[][] archives = [[.. MadeArchive.TarEntryOf(name, '0', [.. "int a;"u8]), .. MadeArchive.TarEnd], MadeArchive.Zip((name, "int a;"))];
        foreach (byte[] archive in archives) Assert.Equal("made/" + path, Assert.Single(MadeArchive.Read(archive).Documents).Id);
    }

    [Fact]
    public void A_name_may_hold_a_NUL_and_a_long_one_a_prefix()
    {
        Assert.Equal(@"made/a\x00b.c", Assert.Single(MadeArchive.Read(MadeArchive.Zip(("a\0b.c", "int a;"))).Documents).Id);
        byte[] tar = [.. MadeArchive.TarEntryOf("x", 'x', Encoding.UTF8.GetBytes("14 path=a\0b.c\n")), .. MadeArchive.TarEntryOf("a", '0', [.. "int a;"u8]), .. MadeArchive.TarEnd];
        Assert.Equal(@"made/a\x00b.c", Assert.Single(MadeArchive.Read(tar).Documents).Id);
        string folders = string.Join('/', Enumerable.Repeat("folder", 20));
        Assert.Equal([folders[7..] + "/a.c", folders[7..] + "/b.c"],
            MadeArchive.Read(MadeArchive.Tar(TarEntryFormat.Ustar, (folders + "/a.c", "a"), (folders + "/b.c", "b"))).Documents.Select(d => d.Id!["made/".Length..]));
    }

    [Fact] // As a tool writes an entry of 4 GiB and more, though this one has nine bytes.
    public void Sizes_of_zip64_and_of_extended_headers_are_taken()
    {
        byte[] text = [.. "int main;"u8], sizes = [1, 0, 16, 0, 9, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0];
        byte[] head = [45, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. Bytes(Crc(text)), 255, 255, 255, 255, 255, 255, 255, 255, 3, 0, 20, 0];
        byte[] local = [.. "PK\u0003\u0004"u8, .. head, .. "a.c"u8, .. sizes, .. text];
        byte[] directory = [.. "PK\u0001\u0002"u8, 45, 0, .. head, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. "a.c"u8, .. sizes];
        byte[] end = [.. "PK\u0005\u0006"u8, 0, 0, 0, 0, 1, 0, 1, 0, .. Bytes((uint)directory.Length), .. Bytes((uint)local.Length), 0, 0];
        Readings read = MadeArchive.Read([.. local, .. directory, .. end], "a.zip");
        Assert.Empty(read.Quarantined);
        Assert.Equal("int main;", Assert.Single(read.Documents).Text);
        byte[] tar = [.. MadeArchive.TarEntryOf("x", 'x', [.. "9 size=9\n"u8]), .. MadeArchive.TarEntryOf("a.c", '0', text, "77777777777"), .. MadeArchive.TarEnd];
        Assert.Equal("int main;", Assert.Single(MadeArchive.Read(tar).Documents).Text);

        static byte[] Bytes(uint value) => BitConverter.GetBytes(value);

        static uint Crc(byte[] bytes)
        {
            uint crc = ~0u;
            foreach (byte b in bytes)
            {
                crc ^= b;
                for (int i = 0; i < 8; i++) crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
            }
            return ~crc;
        }
    }

    [Fact]
    public void A_zip_written_as_a_stream_is_read()
    {
        using MemoryStream target = new();
        using (ForwardOnly forward = new(target))
        using (ZipArchive zip = new(forward, ZipArchiveMode.Create))
            foreach ((string path, string text) in s_files)
            {
                using Stream entry = zip.CreateEntry(path).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        byte[] bytes = target.ToArray();
        Readings read = MadeArchive.Read(bytes, "a.zip");
        Assert.Empty(read.Quarantined);
        Assert.Equal(s_files.Select(file => file.Text), read.Documents.Select(d => d.Text));
        // Without its directory nothing says where an entry ends.
        Assert.Equal("zip-directory", Assert.Single(MadeArchive.Read(bytes[..^30], "a.zip").Quarantined).Reason);
    }

    sealed class ForwardOnly(Stream target) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => target.Write(buffer, offset, count);
    }

    [Fact]
    public void Long_and_clashing_names_are_rows()
    {
        string longName = new('n', 10_000);
        foreach (byte[] archive in (byte[][])[MadeArchive.Tar(TarEntryFormat.Pax, (longName, "a")), MadeArchive.Tar(TarEntryFormat.Gnu, (longName, "a")), MadeArchive.Zip((longName, "a"))])
        {
            ReadRecord row = Assert.Single(MadeArchive.Read(archive).Documents);
            Assert.Equal(("read.path-bytes-max", 10_000), (row.Verdict.Rule, row.Verdict.Value));
            Assert.True(row.Id!.Length < 1000);
        }
        (string, string)[] clashes = [("a.c", "1"), ("A.c", "2"), ("a.c", "3"), ("\u00e9.c", "4"), ("e\u0301.c", "5")];
        Assert.Equal(["1", "2", "3", "4", "5"], MadeArchive.Read(MadeArchive.Tar(TarEntryFormat.Pax, clashes)).Documents.Select(d => d.Text));
        Assert.Equal(["1", "2", "3", "4", "5"], MadeArchive.Read(MadeArchive.Zip(clashes)).Documents.Select(d => d.Text));
    }

    [Fact]
    public void Links_devices_and_sparse_files_are_rows()
    {
        byte[] tar =
        [
            .. MadeArchive.TarEntryOf("p/link", '2', link: "/etc/passwd"), .. MadeArchive.TarEntryOf("p/hard", '1', link: "p/a.c"), .. MadeArchive.TarEntryOf("p/null", '3'),
            .. MadeArchive.TarEntryOf("p/fifo", '6'), .. MadeArchive.TarEntryOf("p/sparse", 'S', [.. "abc"u8]), .. MadeArchive.TarEntryOf("p/odd", 'Z', [.. "abc"u8]), .. MadeArchive.TarEntryOf("p/", '5'),
            .. MadeArchive.TarEntryOf("p/a.c", '0', [.. "int a;"u8], mode: "0000755"), .. MadeArchive.TarEnd,
        ];
        Readings read = MadeArchive.Read(tar);
        Assert.Equal(["read.symlink", "read.hardlink", "read.device", "read.device", "read.sparse", "read.entry-type", null], read.Documents.Select(d => d.Verdict.Rule));
        Assert.Contains("mode=100755", read.Documents.Last().Metadata, StringComparison.Ordinal);

        using MemoryStream target = new();
        using (ZipArchive zip = new(target, ZipArchiveMode.Create, true))
        {
            ZipArchiveEntry link = zip.CreateEntry("link");
            link.ExternalAttributes = 0xA1FF << 16;
            using Stream stream = link.Open();
            stream.Write("/etc/passwd"u8);
        }
        byte[] bytes = target.ToArray();
        bytes[bytes.AsSpan().IndexOf("PK\u0001\u0002"u8) + 5] = 3; // Made by Unix.
        Assert.Equal("read.symlink", Assert.Single(MadeArchive.Read(bytes, "a.zip").Documents).Verdict.Rule);
    }

    [Theory]
    [InlineData("77777777777", "truncated")]
    [InlineData("0000x000000", "tar-header")]
    [InlineData("\u0080\0\0\0\u007f\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff", "truncated")]
    [InlineData("\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff", "tar-header")]
    public void Sizes_that_lie_end_the_tar(string size, string reason)
    {
        byte[] tar = [.. MadeArchive.TarEntryOf("a.c", '0', [.. "int a;"u8]), .. MadeArchive.TarEntryOf("b.c", '0', [.. "int b;"u8], size), .. MadeArchive.TarEntryOf("c.c"), .. MadeArchive.TarEnd];
        Readings read = MadeArchive.Read(tar);
        Assert.Equal("int a;", read.Documents.First().Text);
        Assert.Equal(reason, Assert.Single(read.Quarantined).Reason);
        read = MadeArchive.Read(WarcBytes.Gzip(tar));
        Assert.Equal(reason, Assert.Single(read.Quarantined).Reason);
    }

    [Theory]
    [InlineData('L')]
    [InlineData('x')]
    [InlineData('g')]
    public void Giant_descriptions_are_not_read(char type)
    {
        byte[] tar = [.. MadeArchive.TarEntryOf("a.c", '0', [.. "int a;"u8]), .. MadeArchive.TarEntryOf("././@LongLink", type, size: "77777777777"), .. MadeArchive.TarEnd];
        Readings read = MadeArchive.Read(tar);
        Assert.Equal(("int a;", "tar-meta-bytes-max"), (Assert.Single(read.Documents).Text, Assert.Single(read.Quarantined).Reason));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("99 path=a\n")]
    [InlineData("9999999999999 path=a\n")]
    [InlineData("0 path=a\n")]
    [InlineData("13 size=-1234\n")]
    public void Broken_extended_headers_end_the_tar(string records)
    {
        byte[] tar = [.. MadeArchive.TarEntryOf("x", 'x', Encoding.ASCII.GetBytes(records)), .. MadeArchive.TarEntryOf("a.c", '0', [.. "int a;"u8]), .. MadeArchive.TarEnd];
        Assert.Equal("tar-header", Assert.Single(MadeArchive.Read(tar).Quarantined).Reason);
    }

    [Fact]
    public void Bombs_are_ended_by_their_ratio()
    {
        byte[] zeros = new byte[40 << 20];
        byte[] tar = [.. MadeArchive.TarEntryOf("a.c", '0', [.. "int a;"u8]), .. MadeArchive.TarEntryOf("zeros", '0', zeros), .. MadeArchive.TarEntryOf("b.c"), .. MadeArchive.TarEnd];
        Readings read = MadeArchive.Read(WarcBytes.Gzip(tar, CompressionLevel.SmallestSize), "p.tar.gz");
        Assert.Equal("int a;", read.Documents.First().Text);
        Assert.Equal("archive-ratio-max", Assert.Single(read.Quarantined).Reason);
        // In a zip an entry is read by itself: what is too large is never inflated.
        read = MadeArchive.Read(MadeArchive.Zip(CompressionLevel.SmallestSize, [.. Enumerable.Range(0, 40).Select(i => ($"{i:00}.c", new string('0', 1 << 20)))]), "p.zip");
        Assert.Equal("archive-ratio-max", read.Quarantined.Last().Reason);
    }

    [Fact]
    public void Archives_inside_archives_are_binary_files()
    {
        byte[] inner = MadeArchive.Zip(("a.c", "int a;"));
        byte[] tar = [.. MadeArchive.TarEntryOf("inner.zip", '0', inner), .. MadeArchive.TarEntryOf("inner.tar", '0', MadeArchive.Tar(TarEntryFormat.Ustar, ("a.c", "int a;"))), .. MadeArchive.TarEnd];
        Assert.Equal(["read.binary", "read.binary"], MadeArchive.Read(tar).Documents.Select(d => d.Verdict.Rule));
    }

    [Fact]
    public void Zips_whose_parts_disagree_have_rows_of_trouble()
    {
        byte[] zip = MadeArchive.Zip(s_files);
        int entry = Nth(zip, "PK\u0001\u0002"u8, 2);
        Assert.Equal(["zip-local-header"], Changed(entry + 46 + 2, (byte)'X')); // The name in the directory.
        Assert.Equal(["zip-crc"], Changed(entry + 16, (byte)(zip[entry + 16] ^ 1)));
        Assert.Equal(["zip-broken"], Changed(entry + 24, (byte)(zip[entry + 24] ^ 1))); // The size.
        Assert.Equal(["truncated"], Changed(entry + 45, 0x7F)); // Where the local header is.
        Assert.Equal("zip-local-header", Changed(entry + 10, 12).Single());
        byte[] both = [.. zip];
        int local = Nth(zip, "PK\u0003\u0004"u8, 2);
        both[entry + 10] = both[local + 8] = 12;
        Assert.Equal("read.compression", MadeArchive.Read(both, "a.zip").Documents.Single(d => !d.Verdict.IsKept).Verdict.Rule);
        both = [.. zip];
        both[entry + 8] |= 1;
        Assert.Equal("zip-local-header", MadeArchive.Read(both, "a.zip").Quarantined.Single().Reason);
        both[local + 6] |= 1;
        Assert.Equal("read.encrypted", MadeArchive.Read(both, "a.zip").Documents.Single(d => !d.Verdict.IsKept).Verdict.Rule);
        // The third entry's bytes reach over the fourth's.
        both = [.. zip];
        BinaryPrimitives.WriteUInt32LittleEndian(both.AsSpan(entry + 20), BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(entry + 20)) + 60);
        Assert.Contains("zip-overlap", MadeArchive.Read(both, "a.zip").Quarantined.Select(row => row.Reason));

        string[] Changed(int at, byte value)
        {
            byte[] changed = [.. zip];
            changed[at] = value;
            Readings read = MadeArchive.Read(changed, "a.zip");
            Assert.Equal(s_files.Length, read.Documents.Count() + read.Quarantined.Count());
            return [.. read.Quarantined.Select(row => row.Reason!)];
        }
    }

    static int Nth(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> mark, int number)
    {
        int at = bytes.IndexOf(mark);
        for (; number > 0; number--) at += mark.Length + bytes[(at + mark.Length)..].IndexOf(mark);
        return at;
    }

    public static TheoryData<string> Kinds() => ["tar", "gzip", "zstd", "zip", "zip-stored"];

    static byte[] Make(string kind) => kind switch
    {
        "tar" => MadeArchive.Tar(TarEntryFormat.Pax, s_files),
        "gzip" => WarcBytes.Gzip(MadeArchive.Tar(TarEntryFormat.Gnu, s_files)),
        "zstd" => Zstd.Compress(MadeArchive.Tar(TarEntryFormat.Ustar, s_files)),
        "zip" => MadeArchive.Zip(s_files),
        _ => MadeArchive.Zip(CompressionLevel.NoCompression, s_files),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Cut_anywhere_what_came_before_stays_and_the_rest_is_a_row(string kind)
    {
        byte[] whole = Make(kind);
        string[] texts = [.. s_files.Select(file => file.Text)];
        for (int length = 0; length < whole.Length; length += 97)
        {
            Readings read = MadeArchive.Read(whole[..length], "p.tar");
            string[] found = [.. read.Documents.Select(d => d.Text)];
            Assert.Equal(texts[..found.Length], found);
            // Behind the first of the two blocks that end a tar nothing is missing.
            Assert.True(read.Quarantined.Any() || (kind == "tar" && found.Length == texts.Length), $"{length} of {whole.Length} bytes, and no row");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Flipped_bytes_never_throw_and_never_pass_for_whole(string kind)
    {
        byte[] whole = Make(kind);
        string[] texts = [.. s_files.Select(file => file.Text)];
        Random random = new(20261123);
        for (int i = 0; i < 200; i++)
        {
            byte[] changed = [.. whole];
            int at = random.Next(whole.Length);
            changed[at] ^= (byte)(1 << random.Next(8));
            Readings read = MadeArchive.Read(changed, "p.tar");
            // A tar has no checksum over its bytes, nor has zstd as it is written here.
            if (kind is "tar" or "zstd" || read.Quarantined.Any()) continue;
            Assert.Equal(texts.Length, read.Documents.Count());
            Assert.Superset(new HashSet<string>(read.Documents.Where(d => d.Verdict.IsKept).Select(d => d.Text)), new HashSet<string>(texts));
        }
    }
}
