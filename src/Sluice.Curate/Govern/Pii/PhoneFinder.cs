namespace Sluice.Curate.Govern.Pii;

/// <summary>Finds telephone numbers by how they are written, without a table of numbering plans.</summary>
/// <remarks>
/// Taken: <c>+</c> or <c>00</c> and 8 to 15 digits; North American <c>212-555-0100</c> and <c>(212) 555-0100</c> in any separator, with an extension <c>x12</c>; nine to
/// eleven digits in groups that start with a 0 (the trunk prefix of most other countries), also with the first group in parentheses.
/// Left alone: short local numbers and digits without groups, which look like anything else.
/// Source: ITU-T E.164 (at most 15 digits) and E.123 (how numbers are written).
/// </remarks>
static class PhoneFinder
{
    const int ExtensionDigitsMax = 6;

    /// <summary>Adds the number whose first digit stands at an offset.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool FindAt(ReadOnlySpan<byte> text, int digit, PiiSpans spans)
    {
        bool isInternational = digit > 0 && text[digit - 1] == '+', isOpen = digit > 0 && text[digit - 1] == '(';
        int start = isInternational || isOpen ? digit - 1 : digit;
        if (isOpen && start > 0 && text[start - 1] == '+') (start, isInternational) = (start - 1, true);
        if (!DigitGroups.StartsNumber(text, start) || (start > 1 && text[start - 1] is (byte)'-' or (byte)'/' && DigitGroups.IsDigitAt(text, start - 2))) return false;

        Number number = Read(text, digit, isOpen);
        bool zeros = text[digit] == '0' && digit + 1 < text.Length && text[digit + 1] == '0';
        if (!(isInternational ? number.Digits is >= 8 and <= 15 : (zeros && number.Groups > 1 && number.Digits is >= 10 and <= 17) || IsNational(text, digit, number, isOpen))) return false;
        int end = EndOfExtension(text, number.End);
        if (!DigitGroups.EndsNumber(text, end) || (end < text.Length && text[end] is (byte)'-' or (byte)'/' && DigitGroups.IsDigitAt(text, end + 1))) return false;
        spans.Add(start, end, PiiKind.Phone);
        return true;
    }

    static bool IsNational(ReadOnlySpan<byte> text, int digit, in Number number, bool isOpen)
    {
        if (number is { Groups: 3, Digits: 10, First: 3, Second: 3 } && number.IsEven) return true;
        bool isTrunk = text[digit] == '0' && number.Groups > 1 && number.Digits is >= 9 and <= 11 && number.First <= 5;
        return isTrunk && (number.IsEven || isOpen) || (isOpen && number.Groups is 2 or 3 && number.Digits is >= 8 and <= 11 && number.First <= 5);
    }

    // Groups of digits with one separator between them; "(0)" and a parenthesis that closes may stand beside it.
    static Number Read(ReadOnlySpan<byte> text, int at, bool isOpen)
    {
        Number number = new() { IsEven = true };
        byte separator = 0;
        while (number.Groups < DigitGroups.GroupsMax)
        {
            int length = 0;
            while (length < 16 && DigitGroups.IsDigitAt(text, at + length)) length++;
            at += length;
            number.Digits += length;
            number.Groups++;
            number.End = at;
            if (number.Groups == 1) number.First = length;
            if (number.Groups == 2) number.Second = length;

            int next = at;
            bool closes = isOpen && next < text.Length && text[next] == ')';
            if (closes) (next, isOpen) = (next + 1, false);
            byte here = next < text.Length && text[next] is (byte)' ' or (byte)'-' or (byte)'.' or (byte)'/' ? text[next++] : (byte)0;
            if (next < text.Length && text[next] == '(' && number.Digits <= 4) (next, isOpen) = (next + 1, true);
            if ((here == 0 && !closes && !isOpen) || !DigitGroups.IsDigitAt(text, next)) break;
            if (!closes && separator != 0 && here != separator) number.IsEven = false;
            if (!closes) separator = here;
            at = next;
        }
        return number;
    }

    static int EndOfExtension(ReadOnlySpan<byte> text, int end)
    {
        if (end >= text.Length || text[end] is not ((byte)'x' or (byte)'X')) return end;
        int digits = 0;
        while (digits < ExtensionDigitsMax && DigitGroups.IsDigitAt(text, end + 1 + digits)) digits++;
        return digits > 0 ? end + 1 + digits : end;
    }

    struct Number
    {
        public int Digits, Groups, First, Second, End;
        public bool IsEven;
    }
}
