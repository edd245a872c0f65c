using System.IO.Compression;
using Sluice.Fixtures;
using Sluice.Ingest.Tests.Reading;
using Sluice.Ingest.Warc;

namespace Sluice.Ingest.Tests.Warc;

/// <summary>Bytes flipped, cut out and put in at random: nothing throws, nothing before the damage is lost, and the cuts between batches stay without effect.</summary>
public sealed class DamagedBytesTests
{
    const int Rounds = 250;

    // Small limits, so that damaged lengths meet them.
    static readonly WarcOptions s_options = new() { RecordBytesMax = new(20_000), SkippedBytesMax = new(1 << 20), HeaderBytesMax = new(2048), DecodedBytesMax = new(50_000) };

    [Theory, InlineData("plain"), InlineData("members"), InlineData("gzip"), InlineData("zstd"), InlineData("arc"), InlineData("arc-members")]
    public void Damage_loses_nothing_before_it(string packing)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("damaged.warc");
        byte[] whole = packing.StartsWith("arc", StringComparison.Ordinal) ? Arc(packing == "arc-members") : WarcBytes.Pack(packing, Records());
        File.WriteAllBytes(path, whole);
        Readings right = Readings.Warc(path, s_options);
        Assert.Empty(right.Quarantined);
        Assert.True(right.Records.Count >= 12);
        for (int seed = 0; seed < Rounds; seed++)
        {
            byte[] damaged = Damage(whole, seed, out int from);
            File.WriteAllBytes(path, damaged);
            try
            {
                Readings read = Readings.Warc(path, s_options), cut = Readings.Warc(path, s_options, batchBytes: 100 + seed * 13);
                Assert.Equal(read.Records, cut.Records);
                if (packing is "gzip" or "zstd") continue;
                // A record that the damage touches may get another length: line ends after it count.
                ReadRecord[] before = [.. right.Documents.Where(d => d.Origin.Offset + d.Origin.Length < from)];
                Assert.Equal(before, read.Documents.Take(before.Length));
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}, damaged from {from} of {whole.Length}: {e}");
            }
        }
    }

    static byte[] Damage(byte[] whole, int seed, out int from)
    {
        Random random = new(seed);
        from = random.Next(whole.Length);
        int count = random.Next(1, 60);
        byte[] noise = new byte[count];
        random.NextBytes(noise);
        switch (random.Next(5))
        {
            case 0: // One bit.
                byte[] flipped = [.. whole];
                flipped[from] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 1: // The end is missing.
                return whole[..from];
            case 2: // Bytes are missing.
                return [.. whole[..from], .. whole[Math.Min(whole.Length, from + count)..]];
            case 3: // Bytes were put in.
                return [.. whole[..from], .. noise, .. whole[from..]];
            default: // A part of the file stands there twice, as after a broken download.
                int back = random.Next(from + 1);
                return [.. whole[..from], .. whole[back..]];
        }
    }

    static IEnumerable<byte[]> Records()
    {
        yield return WarcBytes.Record("warcinfo", "", "application/warc-fields", "software: test\r\n"u8.ToArray(), "info");
        for (int i = 0; i < 8; i++)
        {
            Random random = new(i);
            string text = string.Join(' ', Enumerable.Range(0, random.Next(20, 300)).Select(_ => random.Next(1000)));
            yield return WarcBytes.Page(i, $"<html><body>{text}</body></html>");
            if (i % 3 == 0) yield return WarcBytes.Record("request", $"http://example.org/{i}", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n"u8.ToArray(), $"request-{i}");
        }
        byte[] packed = WarcBytes.Gzip(WarcBytes.Utf8("<p>" + new string('x', 5000)));
        yield return WarcBytes.Response("http://example.org/gzip", WarcBytes.Http("200 OK", "Content-Type: text/html\r\nContent-Encoding: gzip\r\n", packed), "gzip");
        using MemoryStream brotli = new();
        using (BrotliStream stream = new(brotli, CompressionLevel.Fastest)) stream.Write(WarcBytes.Utf8("<p>" + string.Join(' ', Enumerable.Range(0, 500))));
        yield return WarcBytes.Response("http://example.org/brotli", WarcBytes.Http("200 OK", "Content-Type: text/html\r\nContent-Encoding: br\r\n", brotli.ToArray()), "brotli");
        byte[] chunked = WarcBytes.Utf8("5\r\n<html\r\n6\r\n><body\r\n3\r\n>hi\r\n0\r\n\r\n");
        yield return WarcBytes.Response("http://example.org/chunked", WarcBytes.Http("200 OK", "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n", chunked), "chunked");
        yield return WarcBytes.Record("conversion", "http://example.org/wet", "text/plain", WarcBytes.Utf8("Grüße aus dem Text"), "wet");
    }

    static byte[] Arc(bool byMember)
    {
        List<byte[]> records = [WarcBytes.Utf8("filedesc://test.arc 0.0.0.0 20240518015810 text/plain 76\n1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n\n")];
        for (int i = 0; i < 12; i++)
        {
            byte[] block = WarcBytes.Http("200 OK", "Content-Type: text/html\r\n", WarcBytes.Utf8($"<html><body>{string.Join(' ', Enumerable.Range(i, 50 + i * 9))}</body></html>"));
            records.Add([.. WarcBytes.Utf8($"http://example.org/{i} 10.0.0.1 20240518015810 text/html {block.Length}\n"), .. block, (byte)'\n']);
        }
        return byMember ? WarcBytes.Members(records) : WarcBytes.Concat(records);
    }
}
