namespace Sluice.Ingest.Extract.Charsets;

/// <summary>Reads the encoding of <c>&lt;?xml version="1.0" encoding="…"?&gt;</c>, which browsers read where no <c>meta</c> names one.</summary>
/// <remarks>Source: HTML Living Standard, 13.2.3.2, "get an XML encoding".</remarks>
static class XmlDeclaration
{
    /// <summary>The label; null where there is none.</summary>
    public static string? Encoding(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("<?xml"u8)) return null;
        int end = head.IndexOf((byte)'>');
        if (end < 0) return null;
        head = head[..end];
        int at = head.IndexOf("encoding"u8);
        if (at < 0) return null;
        head = head[(at + "encoding"u8.Length)..].TrimStart(" \t\r\n\f"u8);
        if (!head.StartsWith("="u8)) return null;
        head = head[1..].TrimStart(" \t\r\n\f"u8);
        if (head.IsEmpty || head[0] is not ((byte)'"' or (byte)'\'')) return null;
        int close = head[1..].IndexOf(head[0]);
        return close < 0 ? null : System.Text.Encoding.Latin1.GetString(head.Slice(1, close));
    }
}
