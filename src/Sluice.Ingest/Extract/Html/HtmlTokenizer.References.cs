using System.Text;

namespace Sluice.Ingest.Extract.Html;

// Character references, and the bytes that the tokenizer makes itself.
sealed partial class HtmlTokenizer
{
    // One giant page must not hold its memory for the rest of the run.
    const int KeptScratchMax = 1 << 20;

    byte[] _scratch = new byte[1 << 12];
    int _scratchCount;

    // Decodes what stands at an ampersand into the scratch bytes; returns how many bytes of the page it took, 0 where it is no reference.
    int DecodeReference(int at, int end, bool inAttribute)
    {
        ReadOnlySpan<byte> rest = _page.AsSpan(at, end - at);
        if (rest.Length < 2) return 0;
        if (rest[1] == '#') return DecodeNumber(rest);
        if (!char.IsAsciiLetterOrDigit((char)rest[1])) return 0;
        ReadOnlySpan<byte> name = rest[1..];
        int used = CharacterReferences.Find(name, out ReadOnlySpan<byte> characters);
        if (used == 0) return 0;
        // As the standard has it: old links such as ?a=1&copy=2 hold no reference.
        if (inAttribute && name[used - 1] != ';' && used < name.Length && (name[used] == '=' || char.IsAsciiLetterOrDigit((char)name[used]))) return 0;
        Append(characters);
        return used + 1;
    }

    int DecodeNumber(ReadOnlySpan<byte> rest)
    {
        int at = 2;
        bool isHex = rest.Length > 2 && (rest[2] | 0x20) == 'x';
        if (isHex) at++;
        int first = at;
        uint code = 0;
        for (; at < rest.Length; at++)
        {
            uint digit = isHex ? HexOf(rest[at]) : (uint)(rest[at] - '0');
            if (digit >= (isHex ? 16u : 10u)) break;
            if (code <= 0x10FFFF) code = code * (isHex ? 16u : 10u) + digit;
        }
        if (at == first) return 0;
        if (at < rest.Length && rest[at] == ';') at++;
        if (code is >= 0x80 and <= 0x9F) code = s_windows1252[(int)code - 0x80];
        Rune rune = code == 0 || !Rune.IsValid(code) ? Rune.ReplacementChar : new Rune(code);
        Span<byte> utf8 = stackalloc byte[4];
        Append(utf8[..rune.EncodeToUtf8(utf8)]);
        return at;
    }

    static uint HexOf(byte b) => b is >= (byte)'0' and <= (byte)'9' ? (uint)(b - '0') : (uint)((b | 0x20) - 'a') < 6 ? (uint)((b | 0x20) - 'a') + 10 : 255;

    // Numbers of C1 controls mean the characters of windows-1252.
    static ReadOnlySpan<ushort> s_windows1252 =>
    [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
        0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    ];

    void Append(ReadOnlySpan<byte> bytes)
    {
        if (_scratch.Length - _scratchCount < bytes.Length) Array.Resize(ref _scratch, Math.Max(_scratch.Length * 2, _scratchCount + bytes.Length));
        bytes.CopyTo(_scratch.AsSpan(_scratchCount));
        _scratchCount += bytes.Length;
    }
}
