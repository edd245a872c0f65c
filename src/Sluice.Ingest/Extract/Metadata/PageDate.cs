using System.Globalization;

namespace Sluice.Ingest.Extract.Metadata;

/// <summary>A date of a page, with the time where it is stated.</summary>
/// <param name="Year">1990 to 2099.</param>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">1 to 31, as the month has.</param>
/// <param name="SecondOfDay">-1 where no time is stated.</param>
/// <param name="OffsetMinutes">From UTC; null where none is stated.</param>
readonly record struct PageDate(int Year, int Month, int Day, int SecondOfDay = -1, int? OffsetMinutes = null)
{
    /// <summary>The web's first year of pages; what is earlier is another thing's date.</summary>
    public const int YearMin = 1990;

    /// <summary>The last year that is believed.</summary>
    public const int YearMax = 2099;

    /// <summary>The date, where there is such a day.</summary>
    public static PageDate? Of(int year, int month, int day) =>
        year is >= YearMin and <= YearMax && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new(year, month, day) : null;

    /// <summary>ISO 8601: <c>2017-10-06</c>, <c>2017-10-06T14:03:00+02:00</c>.</summary>
    public override string ToString()
    {
        string date = string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}-{Day:00}");
        if (SecondOfDay < 0) return date;
        date += string.Create(CultureInfo.InvariantCulture, $"T{SecondOfDay / 3600:00}:{SecondOfDay / 60 % 60:00}:{SecondOfDay % 60:00}");
        if (OffsetMinutes is not { } offset) return date;
        if (offset == 0) return date + "Z";
        int minutes = Math.Abs(offset);
        return date + string.Create(CultureInfo.InvariantCulture, $"{(offset < 0 ? '-' : '+')}{minutes / 60:00}:{minutes % 60:00}");
    }
}
