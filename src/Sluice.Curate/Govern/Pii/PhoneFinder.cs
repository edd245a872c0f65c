namespace Sluice.Curate.Govern.Pii;

/// <summary>Finds telephone numbers by how they are written, without a table of numbering plans.</summary>
/// <remarks>
/// Taken: <c>+</c> or <c>00</c> and 8 to 15 digits; North American <c>212-555-0100</c> and <c>(212) 555-0100</c> in any separator, with an extension
/// <c>x12</c>; nine to eleven digits in groups that start with a 0 (the trunk prefix of most other countries), also with the first group in parentheses.
/// Short local numbers, those of other countries and digits without groups look like anything else: they are taken only beside a word that says what they are
/// (<see cref="PhoneCues"/>).
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
        if (!DigitGroups.StartsNumber(text, start)) return false;
        if (start > 1 && text[start - 1] is (byte)'-' or (byte)'/' && (text[start - 1] == '/' || DigitGroups.IsDigitAt(text, start - 2))) return false;

        Span<Number> prefixes = stackalloc Number[DigitGroups.GroupsMax];
        prefixes = prefixes[..Read(text, digit, isOpen, prefixes)];
        // The longest that is written evenly comes first: what follows may be another number.
        for (int i = prefixes.Length - 1; i >= 0; i--)
        {
            bool isPhone = isInternational
                ? prefixes[i] is { Digits: >= 8 and <= 15, IsEvenAfterFirst: true }
                : (IsZeroZero(text, digit, prefixes[i]) || (IsNational(text, digit, prefixes[i], isOpen) && !IsDateOrYears(text, digit, prefixes[i]))) && !IsInList(text, start, prefixes[i].End);
            if (isPhone && TryAdd(text, start, prefixes[i].End, spans)) return true;
        }
        for (int i = prefixes.Length - 1; i >= 0 && isInternational; i--)
            if (prefixes[i].Digits is >= 8 and <= 15 && TryAdd(text, start, prefixes[i].End, spans)) return true;
        return !isInternational && FindBesideCue(text, start, digit, prefixes, spans);
    }

    // Numbers of other countries, and short ones, where a word beside them says what they are.
    static bool FindBesideCue(ReadOnlySpan<byte> text, int start, int digit, ReadOnlySpan<Number> prefixes, PiiSpans spans)
    {
        bool isAfterCue = PhoneCues.IsBefore(text, start);
        for (int i = prefixes.Length - 1; i >= 0; i--)
        {
            Number number = prefixes[i];
            if (number.Digits is < 6 or > 13 || (number.Groups == 1 && number.Digits < 7) || (number.Groups > 1 && (number.First < 2 || number.Digits < 2 * number.Groups))) continue;
            if (!isAfterCue && !PhoneCues.IsBehind(text, EndOfExtension(text, number.End))) continue;
            if (!IsDateOrYears(text, digit, number) && TryAdd(text, start, number.End, spans)) return true;
        }
        return false;
    }

    // 2026-08-13, 13.08.2026, 1990-2000.
    static bool IsDateOrYears(ReadOnlySpan<byte> text, int digit, in Number number) =>
        number is { Groups: 3, Digits: >= 6 and <= 8, First: 4, Second: <= 2 }
        || (number is { Groups: 3, Digits: >= 6 and <= 8, First: <= 2, Second: <= 2 } && text[number.End - 4] is (byte)'1' or (byte)'2' && IsDigits(text[(number.End - 4)..number.End]))
        || (number is { Groups: 2, First: 4, Digits: 8 } && text[digit] is (byte)'1' or (byte)'2' && text[number.End - 4] is (byte)'1' or (byte)'2');

    // 01 02 03 04: a table of numbers, the days of a month.
    static bool IsInList(ReadOnlySpan<byte> text, int start, int end) => text[start..end].IndexOfAnyInRange((byte)'!', (byte)'/') < 0
        && ((start > 1 && text[start - 1] == ' ' && DigitGroups.IsDigitAt(text, start - 2)) || (end < text.Length && text[end] == ' ' && DigitGroups.IsDigitAt(text, end + 1)));

    static bool IsDigits(ReadOnlySpan<byte> text) => text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    static bool TryAdd(ReadOnlySpan<byte> text, int start, int end, PiiSpans spans)
    {
        end = EndOfExtension(text, end);
        if (!DigitGroups.EndsNumber(text, end)) return false;
        if (end < text.Length && text[end] is (byte)'-' or (byte)'/' && DigitGroups.IsDigitAt(text, end + 1)) return false;
        spans.Add(start, end, PiiKind.Phone);
        return true;
    }

    // Bytes of a hex dump start with 00 too: a country's code does not start with 0, and no number is written in pairs alone behind it.
    static bool IsZeroZero(ReadOnlySpan<byte> text, int digit, in Number number) =>
        number.Groups is > 1 and < 8 && number.IsEven && number.Digits is >= 10 and <= 17 && text[digit..].StartsWith("00"u8) && text[digit + 2] != '0'
            && (number.First > 2 || (text[digit + 3] != '0' && number.Digits != 2 * number.Groups));

    static bool IsNational(ReadOnlySpan<byte> text, int digit, in Number number, bool isOpen)
    {
        if (number is { Groups: 3, Digits: 10, First: 3, Second: 3 } && number.IsEven) return true;
        // 02111-1307 is a ZIP code.
        bool isTrunk = text[digit] == '0' && !(number is { Groups: 2, First: 5, Digits: 9 } && text[digit + 5] == '-') && text[digit + 1] != '0' && number.Groups > 1 && number.Digits is >= 9 and <= 11 && number.First <= 5;
        return isTrunk && (number.IsEven || isOpen) || (isOpen && number.Groups is 2 or 3 && number.Digits is >= 8 and <= 11 && number.First <= 5);
    }

    // Groups of digits with separators between them; "(0)" and a parenthesis that closes may stand beside one. One entry for each group and those before it.
    static int Read(ReadOnlySpan<byte> text, int at, bool isOpen, Span<Number> prefixes)
    {
        Number number = new() { IsEven = true, IsEvenAfterFirst = true };
        byte separator = 0;
        int separators = 0;
        while (number.Groups < prefixes.Length)
        {
            int length = 0;
            while (length < 16 && DigitGroups.IsDigitAt(text, at + length)) length++;
            at += length;
            number.Digits += length;
            number.End = at;
            if (number.Groups == 0) number.First = length;
            if (number.Groups == 1) number.Second = length;
            number.Groups++;
            prefixes[number.Groups - 1] = number;

            int next = at;
            bool closes = isOpen && next < text.Length && text[next] == ')';
            if (closes) (next, isOpen) = (next + 1, false);
            byte here = next < text.Length && text[next] is (byte)' ' or (byte)'-' or (byte)'.' or (byte)'/' ? text[next++] : (byte)0;
            if (next < text.Length && text[next] == '(' && number.Digits <= 4) (next, isOpen) = (next + 1, true);
            if ((here == 0 && !closes && !isOpen) || !DigitGroups.IsDigitAt(text, next)) break;
            if (!closes)
            {
                if (separators > 0 && here != separator) number.IsEven = false;
                if (separators > 1 && here != separator) number.IsEvenAfterFirst = false;
                separator = here;
                separators++;
            }
            at = next;
        }
        return number.Groups;
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
        public bool IsEven, IsEvenAfterFirst;
    }
}
