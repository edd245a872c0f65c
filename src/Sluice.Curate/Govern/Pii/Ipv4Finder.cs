using Sluice.Core.Text;

namespace Sluice.Curate.Govern.Pii;

/// <summary>Finds IPv4 addresses: four numbers from 0 to 255 joined by dots.</summary>
static class Ipv4Finder
{
    // 0/8, 10/8, 100.64/10, 127/8, 169.254/16, 172.16/12, 192.0.0/24, 192.0.2/24, 192.168/16, 198.18/15, 198.51.100/24, 203.0.113/24, 240/4.
    static readonly (uint Network, int Bits)[] s_notPublic =
    [
        (0x00000000, 8), (0x0A000000, 8), (0x64400000, 10), (0x7F000000, 8), (0xA9FE0000, 16), (0xAC100000, 12), (0xC0000000, 24), (0xC0000200, 24),
        (0xC0A80000, 16), (0xC6120000, 15), (0xC6336400, 24), (0xCB007100, 24), (0xF0000000, 4),
    ];

    /// <summary>Adds the addresses that stand alone: exactly four numbers, no letter, digit or underscore at either end.</summary>
    public static void FindWhole(ReadOnlySpan<byte> text, bool publicOnly, PiiSpans spans)
    {
        for (int at = 0; NextDotted(text, ref at, out int start, out int end);)
        {
            if (end - start > 15 || WordCharacters.IsBefore(text, start) || WordCharacters.IsAt(text, end)) continue;
            if (TryParse(text[start..end], out uint address) && (!publicOnly || IsPublic(address))) spans.Add(start, end, PiiKind.Ipv4);
        }
    }

    /// <summary>Adds what datatrove's pattern finds: addresses inside longer numbers and words too.</summary>
    public static void FindAnywhere(ReadOnlySpan<byte> text, bool publicOnly, PiiSpans spans)
    {
        for (int at = 0; NextDotted(text, ref at, out int start, out int end);)
        {
            ReadOnlySpan<byte> run = text[..end];
            while (start < end)
            {
                int length = PatternLength(run, start);
                if (length == 0)
                {
                    start++;
                    continue;
                }
                if (TryParse(run.Slice(start, length), out uint address) && (!publicOnly || IsPublic(address))) spans.Add(start, start + length, PiiKind.Ipv4);
                start += length;
            }
        }
    }

    /// <summary>Digits of the number from 0 to 255 (leading zeros allowed, three digits at most) that fills all digits at an offset; 0 where there is
    /// none.</summary>
    internal static int OctetLength(ReadOnlySpan<byte> text, int at)
    {
        int length = OctetPrefixLength(text, at);
        return at + length < text.Length && char.IsAsciiDigit((char)text[at + length]) ? 0 : length;
    }

    /// <summary>Whether an address belongs to one host of the public internet, as IANA's special-purpose registry says (Python's <c>is_global</c>; multicast
    /// counts as public there).</summary>
    internal static bool IsPublic(uint address)
    {
        if (address is 0xC0000009 or 0xC000000A) return true;
        foreach ((uint network, int bits) in s_notPublic)
            if ((address ^ network) >> (32 - bits) == 0) return false;
        return true;
    }

    // The next run of numbers joined by single dots; at least one dot.
    static bool NextDotted(ReadOnlySpan<byte> text, ref int at, out int start, out int end)
    {
        int floor = at;
        while (at < text.Length)
        {
            int next = AddressAnchors.IndexOfDottedDigits(text, at);
            if (next < 0) break;
            at = next;
            if (at == floor)
            {
                at++;
                continue;
            }
            for (start = at; start > floor && IsDigit(text[start - 1]);) start--;
            for (end = at + 1; end < text.Length && (IsDigit(text[end]) || (text[end] == '.' && end + 1 < text.Length && IsDigit(text[end + 1])));) end++;
            at = end;
            return true;
        }
        at = text.Length;
        start = end = 0;
        return false;
    }

    // Strict: four numbers and nothing else, none with a leading zero (Python's ipaddress refuses those).
    static bool TryParse(ReadOnlySpan<byte> text, out uint address)
    {
        address = 0;
        int groups = 0, value = 0, digits = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] != '.')
            {
                if (++digits > 3 || (digits > 1 && value == 0)) return false;
                value = value * 10 + text[i] - '0';
                continue;
            }
            if (digits == 0 || value > 255 || ++groups > 4) return false;
            address = address << 8 | (uint)value;
            value = digits = 0;
        }
        return groups == 4;
    }

    static int PatternLength(ReadOnlySpan<byte> text, int start)
    {
        int at = start;
        for (int group = 0; group < 3; group++)
        {
            int digits = OctetLength(text, at);
            if (digits == 0 || at + digits >= text.Length || text[at + digits] != '.') return 0;
            at += digits + 1;
        }
        int last = OctetPrefixLength(text, at);
        return last == 0 ? 0 : at + last - start;
    }

    // The longest beginning of the digits that is a number from 0 to 255.
    static int OctetPrefixLength(ReadOnlySpan<byte> text, int at)
    {
        int length = 0, value = 0;
        for (; length < 3 && at + length < text.Length && IsDigit(text[at + length]); length++)
        {
            int longer = value * 10 + text[at + length] - '0';
            if (longer > 255) break;
            value = longer;
        }
        return length;
    }

    static bool IsDigit(byte b) => char.IsAsciiDigit((char)b);
}
