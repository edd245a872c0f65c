using System.Globalization;
using System.Text;

namespace Sluice.Curate.Filter.C4;

/// <summary>Marks that Wikipedia leaves in running text: a number in square brackets (or nothing), <c>[edit]</c>, <c>[citation needed]</c>.</summary>
static class Citations
{
    /// <summary>The line without its marks: the line itself where it has none, else a part of the buffer.</summary>
    /// <param name="line">Line.</param>
    /// <param name="buffer">Grows as needed; reused.</param>
    public static ReadOnlySpan<byte> Remove(ReadOnlySpan<byte> line, ref byte[] buffer)
    {
        int written = -1, taken = 0;
        for (int at = 0; at < line.Length;)
        {
            int next = line[at..].IndexOf((byte)'[');
            if (next < 0) break;
            at += next;
            int length = MarkLength(line[at..]);
            if (length == 0)
            {
                at++;
                continue;
            }
            if (written < 0)
            {
                if (buffer.Length < line.Length) buffer = new byte[line.Length];
                written = 0;
            }
            Append(line[taken..at], buffer, ref written);
            taken = at += length;
        }
        if (written < 0) return line;
        Append(line[taken..], buffer, ref written);
        return buffer.AsSpan(0, written);
    }

    static void Append(ReadOnlySpan<byte> part, byte[] buffer, ref int written)
    {
        part.CopyTo(buffer.AsSpan(written));
        written += part.Length;
    }

    static int MarkLength(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("[edit]"u8)) return "[edit]".Length;
        if (text.StartsWith("[citation needed]"u8)) return "[citation needed]".Length;
        int at = 1;
        while (at < text.Length && DigitLength(text[at..]) is int length and > 0) at += length;
        return at < text.Length && text[at] == ']' ? at + 1 : 0;
    }

    // Decimal digits of every script, as Python's \d.
    static int DigitLength(ReadOnlySpan<byte> text)
    {
        if (text[0] < 0x80) return char.IsAsciiDigit((char)text[0]) ? 1 : 0;
        Rune.DecodeFromUtf8(text, out Rune rune, out int length);
        return Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber ? length : 0;
    }
}
