using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sluice.SampleCrawl;

/// <summary>Writes pages as one WARC 1.1 file: warcinfo, then for each page its request, response and metadata records.</summary>
sealed class WarcWriter
{
    readonly List<byte> _file = [];
    readonly string _name;
    readonly bool _isCompressed;
    readonly string _infoId;
    DateTime _date = new(2024, 5, 6, 7, 0, 0, DateTimeKind.Utc);

    public WarcWriter(string name, IEnumerable<SitePage> pages)
    {
        _name = name;
        _isCompressed = name.EndsWith(".gz", StringComparison.Ordinal);
        _infoId = RecordId("warcinfo", name);
        byte[] info = Encoding.UTF8.GetBytes("software: Sluice eng/sample-crawl\r\nformat: WARC File Format 1.1\r\nconformsTo: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
            + "description: invented pages for trying Sluice; every text CC0-1.0\r\nrobots: classic\r\n");
        Write("warcinfo", _infoId, [("WARC-Filename", name), ("Content-Type", "application/warc-fields")], info);
        foreach (SitePage page in pages) WritePage(page);
    }

    public byte[] Bytes => [.. _file];

    void WritePage(SitePage page)
    {
        _date = _date.AddSeconds(7 + page.Path.Length % 5);
        string responseId = RecordId("response", page["same-id-as"] ?? page.Url);
        (string, string) url = ("WARC-Target-URI", page.Url);
        if (page.Record == "resource")
        {
            byte[] body = HttpMessage.Body(page);
            Write("resource", responseId, [url, ("Content-Type", page["mime"] ?? "text/html"), ("WARC-Payload-Digest", Sha1(body))], body);
            return;
        }
        (byte[] message, byte[] entity) = HttpMessage.Response(page, _date);
        Write("request", RecordId("request", page.Url), [url, ("Content-Type", "application/http; msgtype=request"), ("WARC-Concurrent-To", responseId)], HttpMessage.Request(page));
        if (page.Record == "revisit")
        {
            int headBytes = message.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
            Write("revisit", RecordId("revisit", page.Url), [url, ("Content-Type", "application/http; msgtype=response"), ("WARC-Payload-Digest", Sha1(entity)),
                ("WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"), ("WARC-Refers-To-Target-URI", page["copy-of"]!),
                ("WARC-Refers-To", RecordId("response", page["copy-of"]!))], message[..headBytes]);
            return;
        }
        Write("response", responseId, [url, ("Content-Type", "application/http; msgtype=response"), ("WARC-Payload-Digest", Sha1(entity)), ("WARC-IP-Address", "192.0.2.80")], message, page["cut"] is not null);
        if (page["cut"] is not null) return;
        byte[] metadata = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"fetchTimeMs: {80 + page.Path.Length * 3}\r\nvia: {new Uri(page.Url).GetLeftPart(UriPartial.Authority)}/\r\n"));
        Write("metadata", RecordId("metadata", page.Url), [url, ("Content-Type", "application/warc-fields"), ("WARC-Concurrent-To", responseId)], metadata);
    }

    void Write(string type, string id, (string Name, string Value)[] fields, byte[] block, bool isCut = false)
    {
        StringBuilder header = new("WARC/1.1\r\n");
        header.Append(CultureInfo.InvariantCulture, $"WARC-Type: {type}\r\nWARC-Record-ID: {id}\r\nWARC-Date: {_date:yyyy-MM-dd'T'HH:mm:ss'Z'}\r\n");
        if (type != "warcinfo") header.Append(CultureInfo.InvariantCulture, $"WARC-Warcinfo-ID: {_infoId}\r\n");
        foreach ((string name, string value) in fields) header.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        header.Append(CultureInfo.InvariantCulture, $"WARC-Block-Digest: {Sha1(block)}\r\nContent-Length: {block.Length}\r\n\r\n");
        byte[] record = [.. Encoding.UTF8.GetBytes(header.ToString()), .. block, .. "\r\n\r\n"u8];
        byte[] stored = _isCompressed ? Gzip.Compress(record) : record;
        _file.AddRange(isCut ? stored[..(stored.Length * 2 / 3)] : stored);
    }

    string RecordId(string kind, string key)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{(kind is "response" ? "" : _name)}\n{kind}\n{key}"));
        return $"<urn:uuid:{new Guid(hash.AsSpan(0, 16)):D}>";
    }

    static string Sha1(byte[] bytes)
    {
        const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
#pragma warning disable CA5350 // WARC writers name payloads by SHA-1; nothing here rests on its strength.
        byte[] hash = SHA1.HashData(bytes);
#pragma warning restore CA5350
        StringBuilder text = new("sha1:");
        for (int bit = 0; bit < 160; bit += 5)
        {
            int pair = (hash[bit / 8] << 8) | (bit / 8 + 1 < hash.Length ? hash[bit / 8 + 1] : 0);
            text.Append(Base32[(pair >> (11 - bit % 8)) & 31]);
        }
        return text.ToString();
    }
}
