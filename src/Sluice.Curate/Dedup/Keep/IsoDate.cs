namespace Sluice.Curate.Dedup.Keep;

/// <summary>Reads the dates that records state: ISO 8601 from a year alone to fractions of a second (<c>2024</c>, <c>2024-05-17T08:30:00.123Z</c>, <c>2024-05-17 08:30+02:00</c>), and the 14 digits of CDX files.</summary>
/// <remarks>Source: WARC/1.1, WARC-Date, and the W3C profile of ISO 8601 that it names. Without a zone: UTC. What is not given is the least it can be. Unlike the runtime's lenient parser, it never asks for today's date.</remarks>
static class IsoDate
{
    const int CharsMax = 64;

    /// <summary>The instant, in ticks of 100 ns since year 1, UTC.</summary>
    /// <returns>False where the text is no such date.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        text = text.Length <= CharsMax ? text.Trim() : default;
        if (!TryTake(ref text, 4, out int year) || year == 0) return false;
        int month = 1, day = 1, hour = 0, minute = 0, second = 0;
        long fraction = 0, zone = 0;
        bool isCompact = !text.IsEmpty && char.IsAsciiDigit(text[0]);
        if (TryTakePart(ref text, "-", isCompact, ref month) && TryTakePart(ref text, "-", isCompact, ref day)
            && TryTakePart(ref text, "Tt ", isCompact, ref hour) && TryTakePart(ref text, ":", isCompact, ref minute) && TryTakePart(ref text, ":", isCompact, ref second))
            fraction = TakeFraction(ref text);
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 24 || minute > 59 || second > 60) return false;
        if (!TryTakeZone(ref text, ref zone) || !text.IsEmpty) return false;
        // 24:00 and leap seconds run on into the next minute.
        ticks = new DateTime(year, month, day).Ticks + hour * TimeSpan.TicksPerHour + (minute - zone) * TimeSpan.TicksPerMinute + second * TimeSpan.TicksPerSecond + fraction;
        return ticks >= 0;
    }

    static bool TryTakePart(ref ReadOnlySpan<char> text, string marks, bool isCompact, ref int value)
    {
        ReadOnlySpan<char> rest = text;
        if (rest.IsEmpty) return false;
        if (marks.Contains(rest[0], StringComparison.Ordinal)) rest = rest[1..];
        else if (!isCompact) return false;
        if (!TryTake(ref rest, 2, out int taken)) return false;
        text = rest;
        value = taken;
        return true;
    }

    static bool TryTake(ref ReadOnlySpan<char> text, int digits, out int value)
    {
        value = 0;
        if (text.Length < digits) return false;
        foreach (char digit in text[..digits])
        {
            if (!char.IsAsciiDigit(digit)) return false;
            value = value * 10 + digit - '0';
        }
        text = text[digits..];
        return true;
    }

    static long TakeFraction(ref ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[0] is not ('.' or ',') || !char.IsAsciiDigit(text[1])) return 0;
        long fraction = 0, unit = TimeSpan.TicksPerSecond;
        int at = 1;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
        {
            unit /= 10;
            fraction += unit * (text[at] - '0');
        }
        text = text[at..];
        return fraction;
    }

    // Minutes east of UTC.
    static bool TryTakeZone(ref ReadOnlySpan<char> text, ref long zone)
    {
        if (text.IsEmpty) return true;
        if (text is "Z" or "z")
        {
            text = [];
            return true;
        }
        if (text[0] is not ('+' or '-')) return false;
        int sign = text[0] == '-' ? -1 : 1, hours = 0, minutes = 0;
        text = text[1..];
        if (!TryTakePart(ref text, "", true, ref hours)) return false;
        TryTakePart(ref text, ":", true, ref minutes);
        zone = sign * (hours * 60 + minutes);
        return hours < 24 && minutes < 60;
    }
}
