using System.Buffers.Binary;
using System.Text;

namespace Sluice.Ingest.Extract.Charsets;

/// <summary>Finds UTF-16 and UTF-32 without a byte order mark: text has spaces and line ends, and their zero bytes stand all at the same places.</summary>
static class UnmarkedUnicode
{
    const int LookedAtBytesMax = 4 << 10;

    /// <summary>The charset; null where the bytes are of neither.</summary>
    public static Charset? Find(ReadOnlySpan<byte> page)
    {
        ReadOnlySpan<byte> head = page[..Math.Min(page.Length, LookedAtBytesMax)];
        if (head.IndexOf((byte)0) < 0) return null;
        foreach ((string name, bool isBig) in ((string, bool)[])[("utf-32le", false), ("utf-32be", true)])
            if (IsUtf32(head, isBig)) return Charset.Find(name);
        bool little = IsUtf16(head, isBig: false, out int littleAscii), big = IsUtf16(head, isBig: true, out int bigAscii);
        if (little && (!big || littleAscii > bigAscii)) return Charset.Find("utf-16le");
        return big ? Charset.Find("utf-16be") : null;
    }

    static bool IsUtf32(ReadOnlySpan<byte> head, bool isBig)
    {
        int ascii = 0, units = head.Length / 4;
        for (int i = 0; i < units; i++)
        {
            ReadOnlySpan<byte> unit = head.Slice(i * 4, 4);
            uint value = isBig ? BinaryPrimitives.ReadUInt32BigEndian(unit) : BinaryPrimitives.ReadUInt32LittleEndian(unit);
            if (!Rune.IsValid(value) || value == 0) return false;
            if (value < 0x80) ascii++;
        }
        return ascii > 0;
    }

    // Half of the spaces, digits and line ends would be enough of a sign; a sixteenth of all characters is.
    static bool IsUtf16(ReadOnlySpan<byte> head, bool isBig, out int ascii)
    {
        ascii = 0;
        int units = head.Length / 2;
        for (int i = 0; i < units; i++)
        {
            ReadOnlySpan<byte> unit = head.Slice(i * 2, 2);
            char c = (char)(isBig ? BinaryPrimitives.ReadUInt16BigEndian(unit) : BinaryPrimitives.ReadUInt16LittleEndian(unit));
            if (c is '\0' or '\uFFFE' or '\uFFFF' || (char.IsLowSurrogate(c) && i == 0)) return false;
            if (c is >= ' ' and < '\x7F' or '\t' or '\n' or '\r') ascii++;
        }
        return ascii * 16 >= units && ascii > 1;
    }
}
