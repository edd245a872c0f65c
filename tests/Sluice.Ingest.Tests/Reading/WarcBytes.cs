using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Sluice.Ingest.Tests.Reading;

/// <summary>Writes web archives for tests, right ones and wrong ones.</summary>
static class WarcBytes
{
    public static byte[] Page(int number, string? html = null, long? contentLength = null) =>
        Response($"http://example.org/{number}", Http("200 OK", "Content-Type: text/html; charset=utf-8\r\n", Utf8(html ?? $"<html><body><p>Page {number}</p></body></html>")), $"page-{number}", contentLength);

    public static byte[] Http(string status, string headers, byte[] body) => [.. Utf8($"HTTP/1.1 {status}\r\n{headers}\r\n"), .. body];

    public static byte[] Response(string url, byte[] block, string? id = null, long? contentLength = null) => Record("response", url, "application/http; msgtype=response", block, id, contentLength);

    public static byte[] Record(string type, string url, string contentType, byte[] block, string? id = null, long? contentLength = null) =>
    [
        .. Utf8(string.Create(CultureInfo.InvariantCulture, $"WARC/1.0\r\nWARC-Type: {type}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-05-18T01:58:10Z\r\n")),
        .. id is null ? [] : Utf8($"WARC-Record-ID: <urn:test:{id}>\r\n"),
        .. Utf8(string.Create(CultureInfo.InvariantCulture, $"Content-Type: {contentType}\r\nContent-Length: {contentLength ?? block.Length}\r\n\r\n")),
        .. block,
        .. "\r\n\r\n"u8,
    ];

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Gzip(byte[] bytes, CompressionLevel level = CompressionLevel.Fastest)
    {
        using MemoryStream target = new();
        using (GZipStream gzip = new(target, level)) gzip.Write(bytes);
        return target.ToArray();
    }

    public static byte[] Concat(IEnumerable<byte[]> parts) => [.. parts.SelectMany(part => part)];

    /// <summary>One gzip member a record.</summary>
    public static byte[] Members(IEnumerable<byte[]> records) => Concat(records.Select(record => Gzip(record)));

    /// <summary>A file of a kind that every reader must take: plain, gzip by record, gzip whole, zstd.</summary>
    public static byte[] Pack(string packing, IEnumerable<byte[]> records) => packing switch
    {
        "plain" => Concat(records),
        "members" => Members(records),
        "gzip" => Gzip(Concat(records)),
        "zstd" => Zstd.Compress(Concat(records)),
        _ => throw new ArgumentException(packing),
    };
}
