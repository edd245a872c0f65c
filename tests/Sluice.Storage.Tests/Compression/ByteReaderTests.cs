using System.IO.Compression;
using System.Runtime.InteropServices;
using Sluice.Fixtures;
using Sluice.Storage.Compression;
using Sluice.Storage.Files;

namespace Sluice.Storage.Tests.Compression;

/// <summary>One kit for every reader: plain, gzip, zstd.</summary>
public sealed partial class ByteReaderTests
{
    static readonly byte[] s_text = [.. Enumerable.Range(0, 300_000).SelectMany(i => BitConverter.GetBytes(i / 3))];

    public static TheoryData<string> Kinds => ["plain", "gzip", "gzip-members", "zstd", "zstd-frames"];

    [Theory, MemberData(nameof(Kinds))]
    public void Reads_what_was_written_in_pieces_of_any_size(string kind) => With(kind, Pack(kind, s_text), reader =>
    {
        foreach (int piece in (int[])[997, 1 << 20])
        {
            Assert.True(reader.TrySeek(0));
            Assert.Equal(s_text, ReadAll(reader, piece));
            Assert.Null(reader.Break);
            Assert.Equal(s_text.Length, reader.Position);
        }
    });

    [Theory, MemberData(nameof(Kinds))]
    public void Seeks_forward_back_and_not_beyond_the_end(string kind) => With(kind, Pack(kind, s_text), reader =>
    {
        byte[] four = new byte[4];
        foreach (int at in (int[])[400_000, 12, 1_000_000])
        {
            Assert.True(reader.TrySeek(at));
            reader.Read(four);
            Assert.Equal(s_text[at..(at + 4)], four);
        }
        Assert.False(reader.TrySeek(s_text.Length + 1));
        Assert.True(reader.TrySeek(s_text.Length));
    });

    [Theory, InlineData("gzip"), InlineData("gzip-members"), InlineData("zstd"), InlineData("zstd-frames")]
    public void Truncated_file_gives_what_there_is_and_says_so(string kind)
    {
        byte[] packed = Pack(kind, s_text);
        With(kind, packed[..(packed.Length * 2 / 3)], reader =>
        {
            byte[] read = ReadAll(reader, 1 << 16);
            Assert.InRange(read.Length, 1, s_text.Length - 1);
            Assert.Equal(s_text[..read.Length], read);
            Assert.Equal("truncated", reader.Break?.Reason);
        });
    }

    [Fact]
    public void Broken_gzip_ends_there_and_says_so()
    {
        byte[] packed = Pack("gzip", s_text);
        for (int i = 0; i < 16; i++) packed[packed.Length / 2 + i] ^= 0x5A;
        With("gzip", packed, reader =>
        {
            // What comes out until the checksum tells is of no use to anybody, but it is bounded.
            Assert.InRange(ReadAll(reader, 1 << 16).Length, 1, s_text.Length * 2);
            Assert.Equal("gzip-broken", reader.Break?.Reason);
        });
    }

    [Fact]
    public void Broken_zstd_ends_there_and_says_so() => With("zstd", [.. Pack("zstd", s_text), .. "no frame at all"u8], reader =>
    {
        Assert.Equal(s_text.Length, ReadAll(reader, 1 << 16).Length);
        Assert.Equal("zstd-broken", reader.Break?.Reason);
    });

    [Theory, InlineData(false), InlineData(true)]
    public void Dictionary_in_the_first_frame_is_used(bool isPacked)
    {
        byte[] dictionary = s_text[500_000..550_000];
        byte[] stored = isPacked ? Zstd(dictionary) : dictionary;
        byte[] frame = Zstd(s_text, dictionary);
        byte[] file = [0x5D, 0x2A, 0x4D, 0x18, .. BitConverter.GetBytes(stored.Length), .. stored, .. frame, .. frame];
        With("zstd", file, reader =>
        {
            Assert.Equal([.. s_text, .. s_text], ReadAll(reader, 1 << 16));
            Assert.True(reader.TrySeek(1000));
            byte[] four = new byte[4];
            reader.Read(four);
            Assert.Equal(s_text[1000..1004], four);
        });
        Assert.True(frame.Length < Zstd(s_text).Length, "the dictionary is of no use, so the test shows nothing");
    }

    [Fact]
    public void Zeros_after_gzip_are_padding_and_other_bytes_are_garbage()
    {
        With("gzip", [.. Pack("gzip", s_text), .. new byte[600]], reader =>
        {
            Assert.Equal(s_text.Length, ReadAll(reader, 1 << 16).Length);
            Assert.Null(reader.Break);
        });
        With("gzip", [.. Pack("gzip", s_text), .. "rest"u8], reader =>
        {
            Assert.Equal(s_text.Length, ReadAll(reader, 1 << 16).Length);
            Assert.Equal("garbage", reader.Break?.Reason);
        });
    }

    [Fact]
    public void Restarts_are_bounded() => With("gzip", Pack("gzip", s_text), reader =>
    {
        byte[] one = new byte[1];
        int restarts = 0;
        for (; restarts < 100; restarts++)
        {
            reader.Read(one);
            if (!reader.TrySeek(0)) break;
        }
        Assert.Equal(ByteReader.RestartsMax, restarts);
    });

    [Fact]
    public void Member_reader_tells_where_each_member_ends()
    {
        byte[] first = Pack("gzip", s_text), second = Pack("gzip", s_text[..100]);
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.File("a"), [.. first, .. second]);
        using StoredFile file = StoredFile.Open(folder.File("a"));
        using GzipMemberBytes member = new(file);
        member.Open(first.Length);
        Assert.Equal(s_text[..100], ReadAll(member, 64));
        Assert.Equal((true, (long)first.Length + second.Length), (member.EndedWell, member.StoredPosition));
        member.Open(0);
        Assert.Equal(s_text, ReadAll(member, 1 << 16));
        Assert.Equal((true, (long)first.Length), (member.EndedWell, member.StoredPosition));
    }

    static byte[] ReadAll(ByteReader reader, int piece)
    {
        List<byte> all = [];
        byte[] buffer = new byte[piece];
        for (int read; (read = reader.Read(buffer)) > 0;) all.AddRange(buffer.AsSpan(0, read));
        return [.. all];
    }

    static void With(string kind, byte[] stored, Action<ByteReader> test)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.File("a"), stored);
        using StoredFile file = StoredFile.Open(folder.File("a"));
        using ByteReader reader = kind == "plain" ? new StoredBytes(file) : kind.StartsWith("gzip", StringComparison.Ordinal) ? new GzipBytes(file) : new ZstdBytes(file);
        test(reader);
    }

    static byte[] Pack(string kind, byte[] bytes) => kind switch
    {
        "plain" => bytes,
        "gzip" => Gzip(bytes),
        "gzip-members" => [.. bytes.Chunk(100_000).SelectMany(Gzip)],
        "zstd" => Zstd(bytes),
        _ => [.. bytes.Chunk(100_000).SelectMany(Zstd)],
    };

    static byte[] Gzip(byte[] bytes)
    {
        using MemoryStream target = new();
        using (GZipStream gzip = new(target, CompressionLevel.Fastest)) gzip.Write(bytes);
        return target.ToArray();
    }

    static byte[] Zstd(byte[] bytes)
    {
        Assert.SkipUnless(NativeLibrary.TryLoad("libzstd.so.1", out _), "needs libzstd.so.1");
        byte[] target = new byte[bytes.Length + 1000];
        return target[..(int)ZstdCompress(target, (nuint)target.Length, bytes, (nuint)bytes.Length, 3)];
    }

    static byte[] Zstd(byte[] bytes, byte[] dictionary)
    {
        byte[] target = new byte[bytes.Length + 1000];
        nint context = CreateCCtx();
        nuint length = CompressUsingDict(context, target, (nuint)target.Length, bytes, (nuint)bytes.Length, dictionary, (nuint)dictionary.Length, 3);
        FreeCCtx(context);
        return target[..(int)length];
    }

    [LibraryImport("libzstd.so.1", EntryPoint = "ZSTD_createCCtx")]
    private static partial nint CreateCCtx();

    [LibraryImport("libzstd.so.1", EntryPoint = "ZSTD_freeCCtx")]
    private static partial nuint FreeCCtx(nint context);

    [LibraryImport("libzstd.so.1", EntryPoint = "ZSTD_compress_usingDict")]
    private static partial nuint CompressUsingDict(nint context, [Out] byte[] target, nuint targetSize, byte[] source, nuint sourceSize, byte[] dictionary, nuint dictionarySize, int level);

    [LibraryImport("libzstd.so.1", EntryPoint = "ZSTD_compress")]
    private static partial nuint ZstdCompress([Out] byte[] target, nuint targetSize, byte[] source, nuint sourceSize, int level);
}
