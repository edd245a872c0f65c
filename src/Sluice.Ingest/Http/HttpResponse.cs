using System.Buffers.Text;
using System.Text;

namespace Sluice.Ingest.Http;

/// <summary>The head of an HTTP response as WARC and ARC records hold it.</summary>
ref struct HttpResponse
{
    /// <summary>Status code; 0 where the status line has none.</summary>
    public int Status;

    /// <summary>Content-Type as stated.</summary>
    public ReadOnlySpan<byte> ContentType;

    /// <summary>Content-Encoding as stated.</summary>
    public ReadOnlySpan<byte> ContentEncoding;

    /// <summary>Transfer-Encoding as stated.</summary>
    public ReadOnlySpan<byte> TransferEncoding;

    /// <summary>Bytes before the body.</summary>
    public int HeadLength;

    /// <summary>Whether a block begins as a response does.</summary>
    public static bool Begins(ReadOnlySpan<byte> block) => block.StartsWith("HTTP/"u8) || block.StartsWith("ICY "u8);

    /// <summary>Reads the head of a response.</summary>
    /// <param name="block">Head and body.</param>
    /// <param name="headBytesMax">Most bytes of a head.</param>
    /// <param name="response">What was read; a response without an empty line is all head.</param>
    /// <returns>False where the head is longer than allowed.</returns>
    public static bool TryParse(ReadOnlySpan<byte> block, int headBytesMax, out HttpResponse response)
    {
        response = default;
        int from = 0;
        ReadOnlySpan<byte> searched = block[..Math.Min(block.Length, headBytesMax + 4)];
        int length = Warc.RecordStart.HeadLength(searched, ref from);
        if (length == 0 && block.Length > searched.Length || length > headBytesMax) return false;
        response.HeadLength = length == 0 ? block.Length : length;
        ReadOnlySpan<byte> head = block[..response.HeadLength];
        int lineEnd = head.IndexOf((byte)'\n');
        response.Status = StatusOf(lineEnd < 0 ? head : head[..lineEnd]);
        HeaderLines lines = new(lineEnd < 0 ? default : head[(lineEnd + 1)..]);
        while (lines.Next(out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value))
        {
            switch (name.Length)
            {
                case 12 when Ascii.EqualsIgnoreCase(name, "Content-Type"u8): SetFirst(ref response.ContentType, value); break;
                case 16 when Ascii.EqualsIgnoreCase(name, "Content-Encoding"u8): SetFirst(ref response.ContentEncoding, value); break;
                case 17 when Ascii.EqualsIgnoreCase(name, "Transfer-Encoding"u8): SetFirst(ref response.TransferEncoding, value); break;
            }
        }
        return true;
    }

    static int StatusOf(ReadOnlySpan<byte> line)
    {
        int space = line.IndexOf((byte)' ');
        if (space < 0) return 0;
        return Utf8Parser.TryParse(line[space..].TrimStart((byte)' '), out int status, out int used) && used == 3 ? status : 0;
    }

    static void SetFirst(ref ReadOnlySpan<byte> field, ReadOnlySpan<byte> value)
    {
        if (field.IsEmpty) field = value;
    }
}
