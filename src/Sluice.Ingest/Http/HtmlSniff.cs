using System.Text;

namespace Sluice.Ingest.Http;

/// <summary>Whether bytes without a MIME type look like HTML. Source: WHATWG "MIME Sniffing", section 7.1 (the tags that a page begins with).</summary>
static class HtmlSniff
{
    static readonly string[] s_tags =
        ["<!doctype html", "<html", "<head", "<script", "<iframe", "<h1", "<div", "<font", "<table", "<a", "<style", "<title", "<b", "<body", "<br", "<p", "<!--", "<meta", "<link"];

    /// <summary>Whether the bytes begin, after white space and a byte order mark, with such a tag.</summary>
    public static bool IsHtml(ReadOnlySpan<byte> body)
    {
        if (body.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) body = body[3..];
        body = body.TrimStart(" \t\r\n\f"u8);
        if (body.StartsWith("<?xml"u8))
        {
            int root = body[..Math.Min(body.Length, 1024)].IndexOf("<html"u8);
            return root > 0;
        }
        foreach (string tag in s_tags)
        {
            if (body.Length <= tag.Length || !Ascii.EqualsIgnoreCase(body[..tag.Length], tag)) continue;
            if (tag == "<!--" || body[tag.Length] is (byte)' ' or (byte)'>' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'\f' or (byte)'/') return true;
        }
        return false;
    }
}
