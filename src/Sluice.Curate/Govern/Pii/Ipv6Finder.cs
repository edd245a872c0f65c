using System.Buffers;
using Sluice.Core.Text;

namespace Sluice.Curate.Govern.Pii;

/// <summary>Finds IPv6 addresses that stand alone: no letter, digit or underscore at either end, at least three groups written.</summary>
/// <remarks>A wrong hit is likelier than for IPv4, as <c>::</c> stands in program text and times have colons: hence three groups, and with <c>::</c> public
/// ones only from 2000::/3, all that is given out to hosts.</remarks>
static class Ipv6Finder
{
    const int LengthMax = 45;

    static readonly SearchValues<byte> s_others = Others();

    /// <summary>Adds the addresses of a text.</summary>
    public static void Find(ReadOnlySpan<byte> text, bool publicOnly, PiiSpans spans)
    {
        for (int at = 0, floor = 0; at < text.Length;)
        {
            int next = AddressAnchors.IndexOfCloseColons(text, at);
            if (next < 0) return;
            at = next;
            if (at + 1 >= text.Length || (text[at + 1] != ':' && !IsHex(text[at + 1])))
            {
                at++;
                continue;
            }
            int start = at;
            while (start > floor && IsHex(text[start - 1])) start--;
            int run = text[at..].IndexOfAny(s_others), end = run < 0 ? text.Length : at + run;
            floor = at = end;
            while (end > start && (text[end - 1] == '.' || (text[end - 1] == ':' && (end < start + 2 || text[end - 2] != ':')))) end--;
            if (end - start > LengthMax || WordCharacters.IsBefore(text, start) || WordCharacters.IsAt(text, end)) continue;
            if (!TryParse(text[start..end], out UInt128 address, out bool isWhole)) continue;
            if (!publicOnly || IsPublic(address, isWhole)) spans.Add(start, end, PiiKind.Ipv6);
        }
    }

    /// <summary>Reads an address; false where it is none, or writes fewer than three groups.</summary>
    /// <param name="text">The address.</param>
    /// <param name="address">Its value.</param>
    /// <param name="isWhole">Whether all eight groups are written.</param>
    internal static bool TryParse(ReadOnlySpan<byte> text, out UInt128 address, out bool isWhole)
    {
        Span<ushort> groups = stackalloc ushort[8];
        int count = 0, gap = -1, at = 0;
        address = 0;
        isWhole = false;
        if (text.StartsWith("::"u8)) (gap, at) = (0, 2);
        while (at < text.Length)
        {
            int digits = 0, value = 0;
            for (; at + digits < text.Length && IsHex(text[at + digits]); digits++)
            {
                if (digits == 4) return false;
                value = value << 4 | HexValue(text[at + digits]);
            }
            if (digits == 0 || count == 8) return false;
            groups[count++] = (ushort)value;
            at += digits;
            if (at == text.Length) break;
            if (text[at] != ':' || ++at == text.Length) return false;
            if (text[at] != ':') continue;
            if (gap >= 0) return false;
            gap = count;
            at++;
        }
        if (gap < 0 ? count != 8 : count is < 3 or > 7) return false;
        for (int i = 0; i < 8; i++)
        {
            int from = gap < 0 || i < gap ? i : i - (8 - count);
            address = address << 16 | (from >= gap || gap < 0 || i < gap ? groups[from] : (UInt128)0);
        }
        isWhole = gap < 0;
        return true;
    }

    /// <summary>Whether an address belongs to one host of the public internet: in 2000::/3, without documentation, benchmarking and ORCHID prefixes; where all
    /// eight groups are written, in any network but those of special purpose.</summary>
    internal static bool IsPublic(UInt128 address, bool isWhole)
    {
        uint top = (uint)(address >> 96);
        bool isGiven = isWhole ? top >> 24 is not (0 or 0xFC or 0xFD or 0xFE or 0xFF) && top >> 16 != 0x0100 && top != 0x0064FF9B : top >> 29 == 1;
        return isGiven && top != 0x20010DB8 && top >> 12 != 0x3FFF0 && (ulong)(address >> 80) != 0x200100020000 && top >> 4 != 0x2001001;
    }

    static SearchValues<byte> Others()
    {
        List<byte> others = [];
        for (int b = 0; b < 256; b++)
            if (!IsHex((byte)b) && b is not (':' or '.')) others.Add((byte)b);
        return SearchValues.Create([.. others]);
    }

    static bool IsHex(byte b) => char.IsAsciiHexDigit((char)b);

    static int HexValue(byte b) => b <= '9' ? b - '0' : (b | 0x20) - 'a' + 10;
}
