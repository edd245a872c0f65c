using System.Globalization;
using Sluice.Curate.Dedup.Keep;

namespace Sluice.Curate.Tests.Dedup.Keep;

public sealed class IsoDateTests
{
    [Theory]
    [InlineData("2024", "2024-01-01T00:00:00.0000000Z")]
    [InlineData("2024-05", "2024-05-01T00:00:00.0000000Z")]
    [InlineData("2024-05-17", "2024-05-17T00:00:00.0000000Z")]
    [InlineData("20240517083000", "2024-05-17T08:30:00.0000000Z")]
    [InlineData("20240517", "2024-05-17T00:00:00.0000000Z")]
    [InlineData("2024-05-17T08:30Z", "2024-05-17T08:30:00.0000000Z")]
    [InlineData("2024-05-17 08:30:01", "2024-05-17T08:30:01.0000000Z")]
    [InlineData("2024-05-17T08:30:01.123456789Z", "2024-05-17T08:30:01.1234567Z")]
    [InlineData("2024-05-17T08:30:01+02:00", "2024-05-17T06:30:01.0000000Z")]
    [InlineData("2024-12-31T23:59:60Z", "2025-01-01T00:00:00.0000000Z")]
    [InlineData(" 2024-02-29T00:00:00-0130 ", "2024-02-29T01:30:00.0000000Z")]
    [InlineData("0001-01-01T00:00:00+01:00", null)]
    [InlineData("2023-02-29", null)]
    [InlineData("2024-13-01", null)]
    [InlineData("12:30", null)]
    [InlineData("17 May 2024", null)]
    [InlineData("2024-05-17T08:30:01 and more", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Date_is_read(string? text, string? instant)
    {
        Assert.Equal(instant is not null, IsoDate.TryParse(text, out long ticks));
        if (instant is not null) Assert.Equal(instant, new DateTime(ticks, DateTimeKind.Utc).ToString("O", CultureInfo.InvariantCulture));
    }
}
