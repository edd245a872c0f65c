using System.Globalization;
using System.Text;

namespace Sluice.SampleCrawl;

/// <summary>The HTTP request and response of a page, in its charset, with its content and transfer codings.</summary>
static class HttpMessage
{
    static HttpMessage() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static byte[] Request(SitePage page)
    {
        Uri url = new(page.Url);
        return Encoding.UTF8.GetBytes($"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Host}\r\nUser-Agent: sample-crawler/1.0 (made for Sluice)\r\n"
            + "Accept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.5\r\nAccept-Encoding: gzip, br\r\n\r\n");
    }

    /// <summary>Status line and headers; the message as stored; the entity, of which the payload digest is made.</summary>
    public static (byte[] Message, byte[] Entity) Response(SitePage page, DateTime date)
    {
        byte[] entity = Body(page);
        StringBuilder headers = new();
        string status = page["status"] ?? "200 OK";
        headers.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {status}\r\nDate: {date:R}\r\nServer: {page["server"] ?? "nginx"}\r\n");
        headers.Append(CultureInfo.InvariantCulture, $"Content-Type: {ContentType(page)}\r\n");
        if (page["location"] is { } location) headers.Append(CultureInfo.InvariantCulture, $"Location: {location}\r\n");
        if (page["coding"] is { } coding)
        {
            entity = coding == "br" ? StoredBrotli.Encode(entity) : Gzip.Compress(entity);
            headers.Append(CultureInfo.InvariantCulture, $"Content-Encoding: {coding}\r\n");
        }
        byte[] sent = entity;
        if (page["chunked"] is not null)
        {
            sent = Chunked(entity);
            headers.Append("Transfer-Encoding: chunked\r\n");
        }
        else
        {
            headers.Append(CultureInfo.InvariantCulture, $"Content-Length: {entity.Length}\r\n");
        }
        headers.Append("Connection: close\r\n\r\n");
        return ([.. Encoding.UTF8.GetBytes(headers.ToString()), .. sent], entity);
    }

    static string ContentType(SitePage page)
    {
        string mime = page["mime"] ?? "text/html";
        string declare = page["declare"] ?? "header";
        if (!mime.StartsWith("text/", StringComparison.Ordinal)) return mime;
        return declare.StartsWith("header:", StringComparison.Ordinal) ? $"{mime}; charset={declare[7..]}"
            : declare == "header" ? $"{mime}; charset={page["charset"] ?? "utf-8"}" : mime;
    }

    public static byte[] Body(SitePage page)
    {
        if (page["body"] == "png") return TinyFiles.Png();
        if (page["body"] == "pdf") return TinyFiles.Pdf(page.Title);
        string text = page["repeat"] is { } times ? string.Concat(Enumerable.Repeat(page.Text + "\n", int.Parse(times, CultureInfo.InvariantCulture))) : page.Text;
        if (page["raw"] is null) text = SiteTemplate.Render(page, Markup.ToHtml(text));
        Encoding encoding = Encoding.GetEncoding(page["charset"] ?? "utf-8", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        byte[] bytes = encoding.GetBytes(text);
        return page["charset"]?.StartsWith("utf-16", StringComparison.Ordinal) == true ? [.. encoding.GetPreamble(), .. bytes] : bytes;
    }

    static byte[] Chunked(byte[] entity)
    {
        List<byte> sent = [];
        for (int at = 0; at < entity.Length;)
        {
            int length = Math.Min(entity.Length - at, 700 + at % 613);
            sent.AddRange(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{length:x}\r\n")));
            sent.AddRange(entity.AsSpan(at, length));
            sent.AddRange("\r\n"u8);
            at += length;
        }
        sent.AddRange("0\r\n\r\n"u8);
        return [.. sent];
    }
}
