using System.IO.Compression;
using Sluice.Storage.Compression;

namespace Sluice.Storage.Tests.Compression;

public sealed class InflaterTests
{
    static readonly byte[] s_text = [.. Enumerable.Range(0, 100_000).Select(i => (byte)("the quick brown fox "[i % 20] + i / 5000 % 3))];

    [Theory, InlineData(1), InlineData(7), InlineData(1000), InlineData(1 << 20)]
    public void Member_ends_at_its_last_byte_however_input_and_output_are_cut(int step)
    {
        byte[] member = Pack(s => new GZipStream(s, CompressionLevel.Fastest));
        byte[] stored = [.. member, .. "what follows"u8];
        using Inflater inflater = new(InflateFormat.Gzip);
        for (int round = 0; round < 2; round++)
        {
            inflater.Reset(InflateFormat.Gzip);
            List<byte> text = [];
            int at = 0;
            DecodeStatus status;
            byte[] output = new byte[step];
            do
            {
                status = inflater.Inflate(stored.AsSpan(at, Math.Min(step, stored.Length - at)), output, out int consumed, out int written);
                at += consumed;
                text.AddRange(output.AsSpan(0, written));
            }
            while (status == DecodeStatus.More);
            Assert.Equal(DecodeStatus.End, status);
            Assert.Equal(member.Length, at);
            Assert.Equal(s_text, text);
        }
    }

    [Fact]
    public void Each_format_is_told_from_the_others()
    {
        Assert.Equal(DecodeStatus.End, Try(InflateFormat.Raw, Pack(s => new DeflateStream(s, CompressionLevel.Fastest))));
        Assert.Equal(DecodeStatus.End, Try(InflateFormat.GzipOrZlib, Pack(s => new ZLibStream(s, CompressionLevel.Fastest))));
        Assert.Equal(DecodeStatus.End, Try(InflateFormat.GzipOrZlib, Pack(s => new GZipStream(s, CompressionLevel.Fastest))));
        Assert.Equal(DecodeStatus.Broken, Try(InflateFormat.Gzip, Pack(s => new ZLibStream(s, CompressionLevel.Fastest))));
        Assert.Equal(DecodeStatus.Broken, Try(InflateFormat.Gzip, "plain text, no gzip"u8.ToArray()));
    }

    [Fact]
    public void Wrong_checksum_is_broken()
    {
        byte[] member = Pack(s => new GZipStream(s, CompressionLevel.Fastest));
        member[^6] ^= 1;
        Assert.Equal(DecodeStatus.Broken, Try(InflateFormat.Gzip, member));
    }

    [Fact]
    public void Missing_end_asks_for_more() => Assert.Equal(DecodeStatus.More, Try(InflateFormat.Gzip, Pack(s => new GZipStream(s, CompressionLevel.Fastest))[..^1]));

    [Fact]
    public void Nothing_in_gives_nothing_out()
    {
        using Inflater inflater = new(InflateFormat.Gzip);
        Assert.Equal(DecodeStatus.More, inflater.Inflate([], [], out int consumed, out int written));
        Assert.Equal((0, 0), (consumed, written));
    }

    static DecodeStatus Try(InflateFormat format, byte[] packed)
    {
        using Inflater inflater = new(format);
        return inflater.Inflate(packed, new byte[s_text.Length + 1], out _, out _);
    }

    static byte[] Pack(Func<Stream, Stream> open)
    {
        using MemoryStream target = new();
        using (Stream stream = open(target)) stream.Write(s_text);
        return target.ToArray();
    }
}
