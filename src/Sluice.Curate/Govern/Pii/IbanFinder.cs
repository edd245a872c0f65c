using System.Globalization;
using Sluice.Core.Text;

namespace Sluice.Curate.Govern.Pii;

/// <summary>Finds international bank account numbers: country, two check digits, and as many letters and digits as the country's numbers have, with the
/// checksum right.</summary>
/// <remarks>In one piece, or in groups of four with a space between. Source: ISO 13616-1; lengths by country from the SWIFT IBAN registry.</remarks>
static class IbanFinder
{
    const int LengthMax = 34;

    // Country and length of its numbers.
    const string Lengths =
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 " +
        "FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 " +
        "MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 " +
        "SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";

    static readonly byte[] s_lengths = LengthsByCountry();

    /// <summary>Adds the number whose first check digit stands at an offset.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool FindAt(ReadOnlySpan<byte> text, int digit, PiiSpans spans)
    {
        int start = digit - 2;
        if (start < 0 || !char.IsAsciiLetter((char)text[start]) || !char.IsAsciiLetter((char)text[start + 1])) return false;
        int length = s_lengths[((text[start] | 0x20) - 'a') * 26 + (text[start + 1] | 0x20) - 'a'];
        if (length == 0 || !DigitGroups.IsDigitAt(text, digit + 1) || WordCharacters.IsBefore(text, start)) return false;

        Span<byte> number = stackalloc byte[LengthMax];
        bool isGrouped = digit + 2 < text.Length && text[digit + 2] == ' ';
        int taken = 0, at = start;
        for (; taken < length && at < text.Length; at++)
        {
            if (isGrouped && taken > 0 && taken % 4 == 0)
            {
                if (text[at] != ' ') return false;
                at++;
            }
            if (at >= text.Length || !char.IsAsciiLetterOrDigit((char)text[at])) return false;
            number[taken++] = text[at];
        }
        if (taken < length || WordCharacters.IsAt(text, at) || Remainder(number[..length]) != 1) return false;
        spans.Add(start, at, PiiKind.Iban);
        return true;
    }

    // The number with its first four characters behind, letters as 10 to 35, modulo 97.
    static int Remainder(ReadOnlySpan<byte> number)
    {
        int remainder = 0;
        for (int i = 0; i < number.Length; i++)
        {
            byte c = number[(i + 4) % number.Length];
            remainder = char.IsAsciiDigit((char)c) ? (remainder * 10 + c - '0') % 97 : (remainder * 100 + (c | 0x20) - 'a' + 10) % 97;
        }
        return remainder;
    }

    static byte[] LengthsByCountry()
    {
        byte[] lengths = new byte[26 * 26];
        foreach (string entry in Lengths.Split(' '))
            lengths[(entry[0] - 'A') * 26 + entry[1] - 'A'] = byte.Parse(entry.AsSpan(2), CultureInfo.InvariantCulture);
        return lengths;
    }
}
