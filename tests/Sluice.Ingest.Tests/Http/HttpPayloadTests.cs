using System.IO.Compression;
using Sluice.Fixtures;
using Sluice.Ingest.Tests.Reading;
using Sluice.Ingest.Warc;

namespace Sluice.Ingest.Tests.Http;

/// <summary>What HTTP did to a page on its way is undone; what it says about the page is kept.</summary>
public sealed class HttpPayloadTests
{
    const string Html = "<html><body><p>Grüße, 世界</p></body></html>";

    static readonly byte[] s_html = WarcBytes.Utf8(Html);

    [Theory]
    [InlineData("Content-Encoding: gzip", "gzip")]
    [InlineData("Content-Encoding: x-gzip", "gzip")]
    [InlineData("Content-Encoding: GZIP", "gzip")]
    [InlineData("Content-Encoding: deflate", "zlib")]
    [InlineData("Content-Encoding: deflate", "deflate")]
    [InlineData("Content-Encoding: br", "brotli")]
    [InlineData("Content-Encoding: gzip, br", "gzip,brotli")]
    [InlineData("Content-Encoding: identity", "")]
    [InlineData("Content-Encoding: utf-8", "")]
    [InlineData("Transfer-Encoding: chunked", "chunked")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Encoding: gzip", "gzip,chunked")]
    [InlineData("Transfer-Encoding: gzip, chunked", "gzip,chunked")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Encoding: br", "brotli,chunked")]
    [InlineData("Content-Encoding: gzip", "")] // Crawlers store what they decoded, and the header as it was.
    [InlineData("Content-Encoding: br", "")]
    [InlineData("Content-Encoding: deflate", "")]
    [InlineData("Transfer-Encoding: chunked", "")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Encoding: gzip", "")]
    public void Codings_are_undone(string headers, string codings)
    {
        byte[] body = codings.Split(',', StringSplitOptions.RemoveEmptyEntries).Aggregate(s_html, Encode);
        ReadRecord page = Assert.Single(Read("200 OK", "Content-Type: text/html\r\n" + headers + "\r\n", body).Documents);
        Assert.Equal(System.Text.Encoding.Latin1.GetString(s_html), page.Body);
        Assert.Equal("", page.Metadata);
    }

    [Theory]
    [InlineData("gzip", "content-encoding-truncated"), InlineData("brotli", "content-encoding-truncated"), InlineData("chunked", "chunked-truncated")]
    public void Page_cut_short_keeps_its_beginning_and_says_so(string coding, string damage)
    {
        byte[] body = Encode(WarcBytes.Utf8("<html>" + string.Join(' ', Enumerable.Range(0, 50_000))), coding)[..^20_000];
        string header = coding switch { "gzip" => "Content-Encoding: gzip", "brotli" => "Content-Encoding: br", _ => "Transfer-Encoding: chunked" };
        ReadRecord page = Assert.Single(Read("200 OK", $"Content-Type: text/html\r\n{header}\r\n", body).Documents);
        Assert.StartsWith("<html>0 1 2 3", page.Body, StringComparison.Ordinal);
        Assert.Equal("payload-damage=" + damage, page.Metadata);
    }

    [Theory]
    [InlineData("gzip", "gzip"), InlineData("brotli", "br"), InlineData("zlib", "deflate")]
    public void Bomb_is_quarantined_by_its_limit(string coding, string header)
    {
        byte[] bomb = Encode(new byte[20 << 20], coding);
        Readings read = Read("200 OK", $"Content-Type: text/html\r\nContent-Encoding: {header}\r\n", bomb, new() { DecodedBytesMax = new(1 << 20) });
        Assert.Equal("decoded-bytes-max", Assert.Single(read.Records).Reason);
    }

    [Fact]
    public void Body_at_the_limit_is_kept_and_one_byte_more_is_not()
    {
        foreach ((int bytes, bool isKept) in (ReadOnlySpan<(int, bool)>)[(1 << 20, true), ((1 << 20) + 1, false)])
            foreach (string coding in (string[])["gzip", "brotli"])
            {
                Readings read = Read("200 OK", $"Content-Type: text/html\r\nContent-Encoding: {(coding == "gzip" ? coding : "br")}\r\n", Encode(new byte[bytes], coding), new() { DecodedBytesMax = new(1 << 20) });
                Assert.Equal(isKept, read.Documents.Any());
            }
    }

    [Fact]
    public void Codings_that_nobody_stacks_are_quarantined()
    {
        byte[] body = Enumerable.Repeat("gzip", 5).Aggregate(s_html, Encode);
        Assert.Equal("content-encoding", Assert.Single(Read("200 OK", "Content-Type: text/html\r\nContent-Encoding: gzip, gzip, gzip, gzip, gzip\r\n", body).Records).Reason);
    }

    [Fact]
    public void Unknown_coding_of_what_is_no_html_is_quarantined() =>
        Assert.Equal("content-encoding", Assert.Single(Read("200 OK", "Content-Type: text/html\r\nContent-Encoding: compress\r\n", [0x1f, 0x9d, 1, 2, 3]).Records).Reason);

    [Theory]
    [InlineData("200 OK", null, null), InlineData("204", null, null), InlineData("299 x", null, null)]
    [InlineData("199 x", 199.0, 200.0), InlineData("300 x", 300.0, 299.0), InlineData("404 Not Found", 404.0, 299.0), InlineData("abc", 0.0, 200.0), InlineData("2000 OK", 0.0, 200.0)]
    public void Status_outside_2xx_drops(string status, double? value, double? threshold)
    {
        ReadRecord page = Assert.Single(Read(status, "Content-Type: text/html\r\n", s_html).Documents);
        Assert.Equal((value is null ? null : "read.http-status", value, threshold), (page.Verdict.Rule, page.Verdict.Value, page.Verdict.Threshold));
    }

    [Theory]
    [InlineData("Content-Type: text/html", "text/html", null, true)]
    [InlineData("Content-Type: application/xhtml+xml; charset=ISO-8859-1", "application/xhtml+xml", "iso-8859-1", true)]
    [InlineData("Content-Type: text/html ; Charset = 'windows-1252'; x=y", "text/html", "windows-1252", true)]
    [InlineData("Content-Type: text/html charset=utf-8", "text/html", null, true)]
    [InlineData("content-type:TEXT/HTML;charset=\"UTF-8\"", "text/html", "utf-8", true)]
    [InlineData("Content-Type: text/html,text/plain", "text/html", null, true)]
    [InlineData("Content-Type: image/png", "image/png", null, false)]
    [InlineData("Content-Type: text/plain", "text/plain", null, false)]
    [InlineData("Content-Type: ;", null, null, true)]
    [InlineData("X: y", null, null, true)]
    public void Mime_and_charset_are_those_of_the_header(string header, string? mime, string? charset, bool isKept)
    {
        ReadRecord page = Assert.Single(Read("200 OK", header + "\r\n", s_html).Documents);
        Assert.Equal((mime, charset, isKept), (page.Mime, page.Charset, page.Verdict.IsKept));
        if (!isKept) Assert.Equal(("read.mime", mime), (page.Verdict.Rule, page.Verdict.Evidence));
    }

    [Fact]
    public void Payload_without_mime_is_kept_only_if_it_looks_like_html() =>
        Assert.Equal("read.mime", Assert.Single(Read("200 OK", "", "\u0089PNG"u8.ToArray()).Documents).Verdict.Rule);

    [Fact]
    public void Both_rules_can_be_off()
    {
        WarcOptions options = new() { DropHttpStatus = false, DropMime = false };
        ReadRecord page = Assert.Single(Read("404 Not Found", "Content-Type: text/plain\r\n", s_html, options).Documents);
        Assert.True(page.Verdict.IsKept);
        Assert.NotEmpty(page.Body);
    }

    [Fact]
    public void Head_over_the_limit_is_quarantined() =>
        Assert.Equal("http-header-bytes-max", Assert.Single(Read("200 OK", "X: " + new string('x', 5000) + "\r\n", s_html, new() { HttpHeaderBytesMax = new(4096) }).Records).Reason);

    static byte[] Encode(byte[] body, string coding)
    {
        using MemoryStream target = new();
        if (coding == "chunked")
        {
            foreach (byte[] chunk in body.Chunk(10_000)) target.Write([.. WarcBytes.Utf8($"{chunk.Length:x};ext=1\r\n"), .. chunk, .. "\r\n"u8]);
            target.Write("0\r\nTrailer: yes\r\n\r\n"u8);
            return target.ToArray();
        }
        using (Stream stream = coding switch
        {
            "gzip" => new GZipStream(target, CompressionLevel.Fastest),
            "zlib" => new ZLibStream(target, CompressionLevel.Fastest),
            "deflate" => new DeflateStream(target, CompressionLevel.Fastest),
            "brotli" => (Stream)new BrotliStream(target, CompressionLevel.Fastest),
            _ => throw new ArgumentException(coding),
        }) stream.Write(body);
        return target.ToArray();
    }

    static Readings Read(string status, string headers, byte[] body, WarcOptions? options = null)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("test.warc");
        File.WriteAllBytes(path, WarcBytes.Response("http://example.org/", WarcBytes.Http(status, headers, body), "page"));
        return Readings.Warc(path, options);
    }
}
