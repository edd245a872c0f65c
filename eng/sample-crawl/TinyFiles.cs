using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Sluice.SampleCrawl;

/// <summary>A small image and a small PDF: payloads that are no pages.</summary>
static class TinyFiles
{
    /// <summary>A PNG of 8 by 8 gray pixels.</summary>
    public static byte[] Png()
    {
        const int Side = 8;
        List<byte> zlib = [0x78, 0x01, 1];
        byte[] rows = new byte[Side * (Side + 1)];
        for (int i = 0; i < rows.Length; i++) rows[i] = (byte)(i % (Side + 1) == 0 ? 0 : i * 3);
        byte[] number = new byte[4];
        BinaryPrimitives.WriteUInt16LittleEndian(number, (ushort)rows.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(number.AsSpan(2), (ushort)~rows.Length);
        zlib.AddRange(number);
        zlib.AddRange(rows);
        (uint a, uint b) = (1, 0);
        foreach (byte value in rows) (a, b) = ((a + value) % 65521, (b + (a + value) % 65521) % 65521);
        BinaryPrimitives.WriteUInt32BigEndian(number, (b << 16) | a);
        zlib.AddRange(number);
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR"u8, [0, 0, 0, Side, 0, 0, 0, Side, 8, 0, 0, 0, 0]), .. Chunk("IDAT"u8, [.. zlib]), .. Chunk("IEND"u8, [])];
    }

    static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        byte[] typed = [.. type, .. data];
        byte[] chunk = [0, 0, 0, 0, .. typed, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Gzip.Crc32(typed));
        return chunk;
    }

    /// <summary>A PDF of one page with one line.</summary>
    public static byte[] Pdf(string line)
    {
        string content = $"BT /F1 18 Tf 72 720 Td ({line}) Tj ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            string.Create(CultureInfo.InvariantCulture, $"<< /Length {content.Length} >>\nstream\n{content}\nendstream"),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        StringBuilder pdf = new("%PDF-1.4\n");
        StringBuilder table = new("xref\n0 6\n0000000000 65535 f \n");
        for (int i = 0; i < objects.Length; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{pdf.Length:0000000000} 00000 n \n");
            pdf.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }
        int at = pdf.Length;
        pdf.Append(table).Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(pdf.ToString());
    }
}
