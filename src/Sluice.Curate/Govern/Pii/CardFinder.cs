namespace Sluice.Curate.Govern.Pii;

/// <summary>Finds payment card numbers: 12 to 19 digits, in one piece or in groups as on the card, of an issuer's range and with a right Luhn check
/// digit.</summary>
/// <remarks>Source: ISO/IEC 7812-1, annex B (Luhn); the issuers' published ranges. One number in ten passes the check by chance, hence the ranges.</remarks>
static class CardFinder
{
    /// <summary>Adds the card number that starts at a digit.</summary>
    /// <returns>Whether one does.</returns>
    public static bool FindAt(ReadOnlySpan<byte> text, int start, PiiSpans spans)
    {
        if (!DigitGroups.StartsNumber(text, start)) return false;
        DigitGroups groups = DigitGroups.Read(text, start, " -"u8);
        for (int count = groups.Count; count > 0; count--)
        {
            int end = groups[count - 1].End;
            if (!IsLaidOut(groups, count) || !DigitGroups.EndsNumber(text, end)) continue;
            if (!IsCard(text[start..end])) continue;
            spans.Add(start, end, PiiKind.Card);
            return true;
        }
        return false;
    }

    // One piece, or 4-4-4-4(-3), 4-6-5, 4-6-4: the first group has four digits, no other fewer than two.
    static bool IsLaidOut(in DigitGroups groups, int count)
    {
        if (count == 1) return groups[0].Length >= 12;
        if (count > 5 || groups[0].Length != 4 || !groups.IsEven(count)) return false;
        for (int i = 1; i < count; i++)
            if (groups[i].Length is < 2 or > 6) return false;
        return true;
    }

    static bool IsCard(ReadOnlySpan<byte> text)
    {
        int digits = 0, sum = 0, prefix = 0;
        for (int i = text.Length - 1; i >= 0; i--)
        {
            if (!char.IsAsciiDigit((char)text[i])) continue;
            int digit = text[i] - '0';
            if (digits++ % 2 == 1 && (digit *= 2) > 9) digit -= 9;
            sum += digit;
        }
        if (digits is < 12 or > 19 || sum % 10 != 0) return false;
        for (int i = 0, taken = 0; taken < 4; i++)
            if (char.IsAsciiDigit((char)text[i])) (prefix, taken) = (prefix * 10 + text[i] - '0', taken + 1);
        return IsIssued(prefix, digits);
    }

    static bool IsIssued(int prefix, int digits) => digits switch
    {
        12 => prefix / 100 is 50 or (>= 56 and <= 69),
        13 => prefix / 1000 == 4 || prefix / 100 is 50 or (>= 56 and <= 69),
        14 => prefix / 10 is (>= 300 and <= 305) or 309 || prefix / 100 is 36 or 38 or 39,
        15 => prefix / 100 is 34 or 37 || prefix is 2131 or 1800,
        _ => prefix / 1000 is 4 or 5 or 6 || prefix is (>= 2221 and <= 2720) or (>= 3528 and <= 3589) || prefix / 10 is >= 300 and <= 305,
    };
}
