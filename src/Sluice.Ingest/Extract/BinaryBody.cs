namespace Sluice.Ingest.Extract;

/// <summary>Bodies that are files of another kind, whatever their header says: servers send images, archives and fonts as <c>text/html</c>.</summary>
/// <remarks>Only what no page can begin with. Source: WHATWG MIME Sniffing, sections 6.1 to 6.4 (the patterns of image, font and archive types) and 7.1 (PDF).</remarks>
static class BinaryBody
{
    /// <summary>Whether a body begins as a file of another kind does.</summary>
    public static bool Is(ReadOnlySpan<byte> body) => !body.IsEmpty && body[0] switch
    {
        0x89 => body[1..].StartsWith("PNG\r\n\u001A\n"u8),
        0xFF => body[1..] is [0xD8, 0xFF, ..], // JPEG
        0x1F => body[1..] is [0x8B, 0x08, ..], // gzip
        (byte)'G' => body.StartsWith("GIF87a"u8) || body.StartsWith("GIF89a"u8),
        (byte)'R' => body.StartsWith("RIFF"u8) && body.Length >= 12 && body[8..].StartsWith("WEBP"u8),
        (byte)'P' => body.StartsWith("PK\u0003\u0004"u8),
        (byte)'%' => body.StartsWith("%PDF-"u8),
        (byte)'w' => body.StartsWith("wOFF\0"u8) || body.StartsWith("wOF2\0"u8),
        _ => false,
    };
}
