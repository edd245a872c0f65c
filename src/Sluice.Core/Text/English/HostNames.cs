using System.Globalization;

namespace Sluice.Core.Text.English;

/// <summary>Whether a chunk is a web or mail address, which stays one word.</summary>
/// <remarks>An optional scheme and <c>://</c>; optionally anything up to an <c>@</c>; a host name with a dot and a lower-case last label, or a public IPv4 address;
/// optionally a port; optionally a path. The reference is a backtracking expression; here each part can end in one place only, so every byte is read a fixed number of times.</remarks>
static class HostNames
{
    const int LabelCharactersMax = 64, TopLabelCharactersMin = 2, TopLabelCharactersMax = 63;

    public static bool IsAddress(ReadOnlySpan<byte> chunk)
    {
        if (chunk.IndexOf((byte)'.') < 0) return false;
        if (IsHostAndRest(chunk)) return true;
        int afterScheme = SchemeLength(chunk);
        if (afterScheme > 0 && IsHostAndRest(chunk[afterScheme..])) return true;
        // Any @ but a first one may end the user's part.
        for (int at = 1; at < chunk.Length; at++)
        {
            int next = chunk[at..].IndexOf((byte)'@');
            if (next < 0) return false;
            at += next;
            if (IsHostAndRest(chunk[(at + 1)..])) return true;
        }
        return false;
    }

    static int SchemeLength(ReadOnlySpan<byte> chunk)
    {
        int characters = 0;
        for (int at = 0; at < chunk.Length; characters++)
        {
            int c = Utf8.At(chunk, at, out int length);
            if (!(c is '+' or '-' or '.' or '_' || IsWordCharacter(c))) return characters >= 2 && chunk[at..].StartsWith("://"u8) ? at + 3 : 0;
            at += length;
        }
        return 0;
    }

    static bool IsHostAndRest(ReadOnlySpan<byte> text) => IsNumericAddressAndRest(text) || IsNameAndRest(text);

    static bool IsNameAndRest(ReadOnlySpan<byte> text)
    {
        for (int label = 0, at = 0; ; label++)
        {
            if (label > 0 && IsTopLabelAndRest(text[at..])) return true;
            int characters = 0;
            bool firstIsHost = false, lastIsHost = false;
            while (true)
            {
                if (at >= text.Length) return false;
                int c = Utf8.At(text, at, out int length);
                at += length;
                if (c == '.') break;
                lastIsHost = (Characters.Of(c) & CharacterClasses.Host) != 0;
                if (!lastIsHost && c is not ('_' or '-')) return false;
                if (characters == 0) firstIsHost = lastIsHost;
                if (++characters > LabelCharactersMax) return false;
            }
            if (!firstIsHost || !lastIsHost) return false;
        }
    }

    static bool IsTopLabelAndRest(ReadOnlySpan<byte> text)
    {
        int at = 0, characters = 0;
        while (at < text.Length)
        {
            if ((Characters.Of(Utf8.At(text, at, out int length)) & CharacterClasses.Lower) == 0) break;
            if (++characters > TopLabelCharactersMax) return false;
            at += length;
        }
        return characters >= TopLabelCharactersMin && IsPortAndPath(text[at..]);
    }

    static bool IsPortAndPath(ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty && text[0] == ':')
        {
            int at = 1, digits = 0;
            for (; at < text.Length && IsDecimal(text, at, out int length); at += length) digits++;
            if (digits is < 2 or > 5) return false;
            text = text[at..];
        }
        return text.IsEmpty || text[0] is (byte)'/' or (byte)'?' or (byte)'#';
    }

    // Four numbers, the first 1 to 223, the last 1 to 254; not 10., 127., 169.254., 192.168. or 172.16. to 172.31.
    static bool IsNumericAddressAndRest(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] is not (>= (byte)'1' and <= (byte)'9')) return false;
        int at = 0, first = 0, second = 0;
        for (int i = 0; i < 4; i++)
        {
            if (i > 0 && (at >= text.Length || text[at++] != '.')) return false;
            if (!ReadNumber(text, ref at, out int value, out int digits, out bool startsWithZero)) return false;
            if (i is 0 or 3 && startsWithZero) return false;
            if (value > (i == 0 ? 223 : i == 3 ? 254 : 255) || (digits == 3 && value < 100)) return false;
            if (i == 0) first = value;
            if (i == 1) second = value;
        }
        bool isPrivate = first is 10 or 127 || (first, second) is (169, 254) or (192, 168) or (172, >= 16 and <= 31);
        return !isPrivate && IsPortAndPath(text[at..]);
    }

    // One to three digits; digits of other scripts are not told from zero: as in the reference they stand for any digit but the leading ones.
    static bool ReadNumber(ReadOnlySpan<byte> text, ref int at, out int value, out int digits, out bool startsWithZero)
    {
        value = digits = 0;
        startsWithZero = true;
        for (; at < text.Length && IsDecimal(text, at, out int length); at += length)
        {
            if (digits == 3) return false;
            int digit = text[at] < 0x80 ? text[at] - '0' : 0;
            if (digits == 0) startsWithZero = digit == 0;
            value = value * 10 + digit;
            digits++;
        }
        return digits > 0;
    }

    static bool IsDecimal(ReadOnlySpan<byte> text, int at, out int length)
    {
        int c = Utf8.At(text, at, out length);
        return c < 0x80 ? c is >= '0' and <= '9' : CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.DecimalDigitNumber;
    }

    static bool IsWordCharacter(int c)
    {
        UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(c);
        return category is <= UnicodeCategory.OtherLetter or (>= UnicodeCategory.DecimalDigitNumber and <= UnicodeCategory.OtherNumber);
    }
}
