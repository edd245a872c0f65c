using Sluice.Fixtures;
using Sluice.Ingest.Tests.Reading;
using Sluice.Ingest.Warc;

namespace Sluice.Ingest.Tests.Warc;

public sealed class ArcTests
{
    const string Version = "filedesc://test.arc 0.0.0.0 20240518015810 text/plain 76\n1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n\n";

    [Theory]
    [InlineData("http://example.org/ 10.0.0.1 20240518015810 text/html 5", "http://example.org/", "20240518015810", "text/html")]
    [InlineData("http://example.org/a b c 10.0.0.1 20240518015810 text/html 5", "http://example.org/a b c", "20240518015810", "text/html")]
    [InlineData("http://example.org/ ::1 20240518015810 text/html; charset=utf-8 5", "http://example.org/", "20240518015810", "text/html; charset=utf-8")]
    [InlineData("http://example.org/ 10.0.0.1 20240518015810 text/html 200 - - 17 test.arc 5", "http://example.org/", "20240518015810", "text/html")]
    [InlineData("http://example.org/ 20240518015810 10.0.0.1 text/html 5", "http://example.org/", "20240518015810", "text/html")]
    [InlineData("http://example.org/ None 2024051801 - 5", "http://example.org/", "2024051801", "")]
    [InlineData("dns:example.org 10.0.0.1 20240518015810 text/dns 5\r", "dns:example.org", "20240518015810", "text/dns")]
    [InlineData("http://example.org/ 10.0.0.1 20240518015810 5", "http://example.org/", "20240518015810", "")]
    public void Head_lines_of_every_shape_are_read(string line, string url, string date, string mime)
    {
        Assert.True(ArcHead.TryParse(WarcBytes.Utf8(line), out ArcHead head));
        Assert.Equal((url, date, mime, 5L), (Text(head.Url), Text(head.Date), Text(head.Mime), head.ContentLength));
    }

    [Theory]
    [InlineData(""), InlineData("http://example.org/"), InlineData("http://example.org/ 10.0.0.1 20240518015810 text/html -5"), InlineData("http://example.org/ 10.0.0.1 20240518015810 text/html 5x")]
    [InlineData("see http://example.org/ 10.0.0.1 20240518015810 text/html 5"), InlineData("http://example.org/ 10.0.0.1 now text/html 5"), InlineData("Note: 12 apples and 5")]
    public void Other_lines_are_no_heads(string line) => Assert.False(ArcHead.TryParse(WarcBytes.Utf8(line), out _));

    [Fact]
    public void Url_with_bytes_that_are_no_utf8_keeps_them_percent_encoded()
    {
        byte[] block = WarcBytes.Http("200 OK", "Content-Type: text/html\r\n", "<p>"u8.ToArray());
        byte[] record = [.. "http://example.org/\u00e9"u8, 0xE9, 0x0C, .. WarcBytes.Utf8($" 10.0.0.1 20240518015810 text/html {block.Length}\n"), .. block, (byte)'\n'];
        Assert.Equal("http://example.org/é%E9%0C", Assert.Single(Read([.. WarcBytes.Utf8(Version), .. record]).Documents).Url);
    }

    [Theory, InlineData(3), InlineData(4000), InlineData(40_000_000)]
    public void Wrong_length_costs_its_record_alone(long wrong)
    {
        byte[] block = WarcBytes.Http("200 OK", "Content-Type: text/html\r\n", "<p>text</p>"u8.ToArray());
        byte[] Page(int number, long length) => [.. WarcBytes.Utf8($"http://example.org/{number} 10.0.0.1 20240518015810 text/html {length}\n"), .. block, (byte)'\n'];
        byte[] file = [.. WarcBytes.Utf8(Version), .. Page(1, block.Length), .. Page(2, wrong), .. Page(3, block.Length), .. Page(4, block.Length)];
        Readings read = Read(file);
        Assert.Equal(["filedesc", "document", "quarantine", "document", "document"], read.Records.Select(record => record.Kind));
        Assert.Equal(("content-length", "http://example.org/2"), (read.Records[2].Reason, read.Records[2].Url));
    }

    [Theory]
    [InlineData("20240518015810", "2024-05-18T01:58:10Z"), InlineData("2024051801", "2024-05-18T01:00:00Z"), InlineData("2024051801581099", "2024-05-18T01:58:10Z"), InlineData("20241318015810", null)]
    public void Dates_of_arc_are_normalized(string digits, string? date) => Assert.Equal(date, WarcDate.FromArc(WarcBytes.Utf8(digits)));

    [Theory]
    [InlineData("2024-05-18T01:58:10Z", "2024-05-18T01:58:10Z"), InlineData("2024-05-18T01:58:10.5Z", "2024-05-18T01:58:10.5Z"), InlineData("2024-05-18T01:58:10.123456789Z", "2024-05-18T01:58:10.1234567Z")]
    [InlineData("2024-05-18T03:58:10+02:00", "2024-05-18T01:58:10Z"), InlineData("2024-05-18", "2024-05-18T00:00:00Z"), InlineData("5088968-11-06T12:31:23Z", "5088968-11-06T12:31:23Z"), InlineData("", null)]
    public void Dates_of_warc_are_normalized_where_they_parse(string stated, string? date) => Assert.Equal(date, WarcDate.Normalize(WarcBytes.Utf8(stated)));

    static string Text(ReadOnlySpan<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes);

    static Readings Read(byte[] bytes)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("test.arc");
        File.WriteAllBytes(path, bytes);
        return Readings.Warc(path);
    }
}
