using System.Globalization;
using System.Text;

namespace Sluice.Ingest.Warc;

/// <summary>Dates of records, as ISO 8601 in UTC.</summary>
static class WarcDate
{
    static readonly string[] s_formats =
        ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd", "yyyy-MM", "yyyy"];

    /// <summary>A WARC-Date; where it does not parse, what stands there, cut; null for none.</summary>
    public static string? Normalize(ReadOnlySpan<byte> date)
    {
        // The usual form is already what is wanted.
        if (date.Length == 20 && IsPlain(date)) return Encoding.ASCII.GetString(date);
        string? text = WarcTypes.Text(date[..Math.Min(date.Length, 64)]);
        if (text is null || text.Length < 8) return text;
        // Fractions of more than seven digits (WARC 1.1 allows nine) are cut: no clock of a crawler is better.
        int point = text.IndexOf('.', StringComparison.Ordinal);
        string parsed = text;
        if (point > 0)
        {
            int end = point + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            if (end - point > 8) parsed = text[..(point + 8)] + text[end..];
        }
        return DateTimeOffset.TryParseExact(parsed, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset value)
            ? value.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) + "Z"
            : text;
    }

    /// <summary>The digits of an ARC date (<c>yyyyMMddHHmmss</c>, shorter or longer); null where they are no date.</summary>
    public static string? FromArc(ReadOnlySpan<byte> digits)
    {
        Span<char> padded = stackalloc char[14];
        // A date with 10 digits has no minutes and seconds; more than 14 have fractions that nobody agrees on.
        for (int i = 0; i < padded.Length; i++) padded[i] = i < digits.Length ? (char)digits[i] : '0';
        return DateTimeOffset.TryParseExact(padded, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset value)
            ? value.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : null;
    }

    static bool IsPlain(ReadOnlySpan<byte> date)
    {
        ReadOnlySpan<byte> form = "dddd-dd-ddTdd:dd:ddZ"u8;
        for (int i = 0; i < form.Length; i++)
            if (form[i] == 'd' ? !char.IsAsciiDigit((char)date[i]) : form[i] != date[i]) return false;
        return true;
    }
}
