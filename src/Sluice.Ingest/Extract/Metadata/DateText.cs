using System.Globalization;

namespace Sluice.Ingest.Extract.Metadata;

/// <summary>Reads dates as pages write them: ISO 8601, RFC 1123, numbers in the orders of year, month and day, names of months, seconds since 1970.</summary>
static class DateText
{
    const int LookedAtCharsMax = 400;

    /// <summary>The first date in a text; null where there is none. <c>3/4/2017</c> is the third of April unless only the other order gives a day.</summary>
    /// <param name="text">The text; what comes after its first 400 characters is not looked at.</param>
    /// <param name="isValue">Whether the text is a value made for machines: only then are digits without marks between them a date.</param>
    public static PageDate? Find(ReadOnlySpan<char> text, bool isValue)
    {
        if (text.Length > LookedAtCharsMax) text = text[..LookedAtCharsMax];
        if (isValue && OfDigits(text.Trim()) is { } bare) return bare;
        for (int at = 0; at < text.Length; at++)
        {
            bool startsNumber = char.IsAsciiDigit(text[at]) && (at == 0 || !(char.IsAsciiDigit(text[at - 1]) || char.IsAsciiLetter(text[at - 1])));
            bool startsWord = char.IsLetter(text[at]) && (at == 0 || !char.IsLetterOrDigit(text[at - 1]));
            int end = 0;
            PageDate? date = startsNumber ? OfNumber(text, at, out end) : startsWord ? OfWord(text, at, out end) : null;
            if (date is { } found) return WithTime(found, text[end..]);
        }
        return null;
    }

    // 20171006, 20171006140300, seconds or milliseconds since 1970.
    static PageDate? OfDigits(ReadOnlySpan<char> text)
    {
        if (text.Length is < 8 or > 14 || text.ContainsAnyExceptInRange('0', '9')) return null;
        long number = long.Parse(text, CultureInfo.InvariantCulture);
        if (text.Length is 8 or 12 or 14)
        {
            if (PageDate.Of(Number(text[..4]), Number(text[4..6]), Number(text[6..8])) is not { } day) return null;
            if (text.Length == 8) return day;
            int hour = Number(text[8..10]), minute = Number(text[10..12]), second = text.Length == 14 ? Number(text[12..14]) : 0;
            return hour < 24 && minute < 60 && second < 60 ? day with { SecondOfDay = (((hour * 60) + minute) * 60) + second } : day;
        }
        if (text.Length is not (10 or 13)) return null;
        DateTimeOffset moment = DateTimeOffset.FromUnixTimeSeconds(text.Length == 13 ? number / 1000 : number);
        return PageDate.Of(moment.Year, moment.Month, moment.Day) is { } found ? found with { SecondOfDay = (int)moment.TimeOfDay.TotalSeconds, OffsetMinutes = 0 } : null;
    }

    // What begins with a number: 2017-10-06, 2017年10月6日, 2017. október 6., 06.10.2017, 6 October 2017, 6th of October, 2017.
    static PageDate? OfNumber(ReadOnlySpan<char> text, int at, out int end)
    {
        int first = TakeNumber(text, ref at, out int firstDigits);
        end = at;
        if (firstDigits == 4)
        {
            char mark = Take(text, ref at, "-/._年 ");
            if (mark == 0) return null;
            SkipSpaces(text, ref at);
            int second = IsDigit(text, at) ? TakeNumber(text, ref at, out int secondDigits) : TakeMonth(text, ref at, out secondDigits);
            if (secondDigits is 0 or > 2 || Take(text, ref at, mark == '年' ? "月" : "-/._ ") == 0) return null;
            SkipSpaces(text, ref at);
            int third = IsDigit(text, at) ? TakeNumber(text, ref at, out int thirdDigits) : thirdDigits = 0;
            Take(text, ref at, "日");
            end = at;
            return thirdDigits is 1 or 2 && mark is not ' ' ? PageDate.Of(first, second, third) : null;
        }
        if (firstDigits > 2) return null;
        int start = at;
        if (Take(text, ref at, "./-") is var between and not '\0' && IsDigit(text, at))
        {
            int second = TakeNumber(text, ref at, out int secondDigits);
            if (secondDigits <= 2 && Take(text, ref at, "./-") == between)
            {
                if (between == '.') SkipSpaces(text, ref at);
                if (!IsDigit(text, at)) return null;
                int year = TakeNumber(text, ref at, out int yearDigits);
                end = at;
                if (yearDigits == 2 && between != '-') year += 2000;
                else if (yearDigits != 4) return null;
                if (at + 1 < text.Length && text[at] == between && IsDigit(text, at + 1)) return null; // A version, an address.
                return PageDate.Of(year, second, first) ?? PageDate.Of(year, first, second);
            }
            return null;
        }
        at = start;
        SkipBetween(text, ref at);
        int month = TakeMonth(text, ref at, out int letters);
        if (letters == 0) return null;
        SkipBetween(text, ref at);
        int named = TakeYear(text, ref at);
        end = at;
        return named > 0 ? PageDate.Of(named, month, first) : null;
    }

    // What begins with a month: October 6, 2017; Oct 06 14:03:00 CEST 2017.
    static PageDate? OfWord(ReadOnlySpan<char> text, int at, out int end)
    {
        end = at;
        int month = TakeMonth(text, ref at, out int letters);
        if (letters == 0) return null;
        SkipBetween(text, ref at);
        if (!IsDigit(text, at)) return null;
        int day = TakeNumber(text, ref at, out int digits);
        if (digits > 2) return null;
        int afterDay = at;
        SkipBetween(text, ref at);
        if (TakeYear(text, ref at) is > 0 and var year)
        {
            end = at;
            return PageDate.Of(year, month, day);
        }
        // The year after the time.
        end = afterDay;
        int time = text[afterDay..].IndexOf(':');
        if (time is < 0 or > 6) return null;
        for (at = afterDay + time; at < Math.Min(text.Length, afterDay + 30); at++)
        {
            if (!IsDigit(text, at) || IsDigit(text, at - 1)) continue;
            int back = at;
            if (TakeYear(text, ref back) is > 0 and var last) return PageDate.Of(last, month, day);
        }
        return null;
    }

    // T14:03:00.5+02:00, " 14:03 Uhr", ", 2:03 p.m.".
    static PageDate WithTime(PageDate date, ReadOnlySpan<char> rest)
    {
        if (date.SecondOfDay >= 0) return date;
        int at = 0;
        while (at < rest.Length && at < 8 && !IsDigit(rest, at) && (rest[at] is ' ' or ',' or '-' or '|' or '–' or '·' || char.IsLetter(rest[at]))) at++;
        if (!IsDigit(rest, at)) return date;
        int hour = TakeNumber(rest, ref at, out int hourDigits);
        if (hourDigits > 2 || Take(rest, ref at, ":h") == 0 || !IsDigit(rest, at)) return date;
        int minute = TakeNumber(rest, ref at, out int minuteDigits), second = 0;
        if (minuteDigits != 2) return date;
        if (at + 2 < rest.Length && rest[at] == ':' && IsDigit(rest, at + 1))
        {
            at++;
            second = TakeNumber(rest, ref at, out _);
        }
        if (at + 1 < rest.Length && rest[at] is '.' or ',' && IsDigit(rest, at + 1))
        {
            at++;
            TakeNumber(rest, ref at, out _);
        }
        int offsetAt = at;
        SkipSpaces(rest, ref at);
        ReadOnlySpan<char> half = rest[at..];
        if (hour <= 12 && half.Length >= 2 && half[0] is 'p' or 'P' or 'a' or 'A' && (half[1] is 'm' or 'M' or '.')) hour = (hour % 12) + (half[0] is 'p' or 'P' ? 12 : 0);
        if (hour > 23 || minute > 59 || second > 60) return date;
        return date with { SecondOfDay = (((hour * 60) + minute) * 60) + Math.Min(second, 59), OffsetMinutes = Offset(rest[offsetAt..]) };
    }

    static int? Offset(ReadOnlySpan<char> rest)
    {
        int at = 0;
        SkipSpaces(rest, ref at);
        rest = rest[at..];
        if (rest.IsEmpty) return null;
        if (rest[0] == 'Z' || rest.StartsWith("GMT") || rest.StartsWith("UTC")) return rest.Length > 4 && rest[0] != 'Z' && rest[3] is '+' or '-' ? Offset(rest[3..]) : 0;
        if (rest[0] is not ('+' or '-') || !IsDigit(rest, 1)) return null;
        at = 1;
        int hours = TakeNumber(rest, ref at, out int digits), minutes = 0;
        if (digits == 4) (hours, minutes) = (hours / 100, hours % 100);
        else if (at + 2 < rest.Length && rest[at] == ':' && IsDigit(rest, at + 1))
        {
            at++;
            minutes = TakeNumber(rest, ref at, out _);
        }
        return hours > 14 || minutes > 59 ? null : ((hours * 60) + minutes) * (rest[0] == '-' ? -1 : 1);
    }

    static int TakeYear(ReadOnlySpan<char> text, ref int at)
    {
        if (!IsDigit(text, at)) return 0;
        int year = TakeNumber(text, ref at, out int digits);
        return digits == 4 && year is >= PageDate.YearMin and <= PageDate.YearMax ? year : 0;
    }

    // Up to nine digits are a number; more are none that a date has.
    static int TakeNumber(ReadOnlySpan<char> text, ref int at, out int digits)
    {
        int start = at, number = 0;
        while (IsDigit(text, at))
        {
            if (at - start < 9) number = (number * 10) + (text[at] - '0');
            at++;
        }
        digits = at - start;
        return number;
    }

    static int TakeMonth(ReadOnlySpan<char> text, ref int at, out int letters)
    {
        int start = at, end = at;
        while (end < text.Length && char.IsLetter(text[end])) end++;
        int month = MonthNames.Find(text[start..end]);
        letters = month > 0 ? 1 : 0; // As digits would be: one or two.
        if (month > 0) at = end;
        return month;
    }

    static char Take(ReadOnlySpan<char> text, ref int at, string marks) => at < text.Length && marks.Contains(text[at]) ? text[at++] : '\0';

    static void SkipSpaces(ReadOnlySpan<char> text, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
    }

    // Between day, month and year: spaces, dots, commas, hyphens, slashes, "of", "de", "del", "th", "st", "nd", "rd", "º", "er".
    static void SkipBetween(ReadOnlySpan<char> text, ref int at)
    {
        while (at < text.Length)
        {
            if (text[at] is ' ' or '.' or ',' or '-' or '/' or 'º' or '\u00A0' or '\'')
            {
                at++;
                continue;
            }
            int end = at;
            while (end < text.Length && char.IsLetter(text[end])) end++;
            if (text[at..end] is not ("of" or "de" or "del" or "th" or "st" or "nd" or "rd" or "er" or "the")) return;
            at = end;
        }
    }

    static bool IsDigit(ReadOnlySpan<char> text, int at) => at < text.Length && char.IsAsciiDigit(text[at]);

    static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
