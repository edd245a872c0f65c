using Sluice.Ingest.Extract.Metadata;

namespace Sluice.Ingest.Tests.Extract.Metadata;

public sealed class DateTextTests
{
    [Theory]
    [InlineData("2017-10-06", "2017-10-06")]
    [InlineData("2017-10-06T14:03:05+02:00", "2017-10-06T14:03:05+02:00")]
    [InlineData("2017-10-06T14:03:05.123Z", "2017-10-06T14:03:05Z")]
    [InlineData("2017-10-06T14:03:05-0730", "2017-10-06T14:03:05-07:30")]
    [InlineData("2017-10-06 14:03", "2017-10-06T14:03:00")]
    [InlineData("2017/10/6", "2017-10-06")]
    [InlineData("20171006", "2017-10-06")]
    [InlineData("20171006140305", "2017-10-06T14:03:05")]
    [InlineData("1507298585", "2017-10-06T14:03:05Z")]
    [InlineData("1507298585000", "2017-10-06T14:03:05Z")]
    [InlineData("Fri, 06 Oct 2017 14:03:05 GMT", "2017-10-06T14:03:05Z")]
    [InlineData("Fri Oct 06 14:03:05 CEST 2017", "2017-10-06T14:03:05")]
    [InlineData("06.10.2017", "2017-10-06")]
    [InlineData("6. 10. 2017", null)] // Spaced numbers may be anything.
    [InlineData("06/10/2017", "2017-10-06")]
    [InlineData("10/26/2017", "2017-10-26")] // The only order that gives a day.
    [InlineData("6.10.17", "2017-10-06")]
    [InlineData("October 6, 2017 at 2:03 p.m.", "2017-10-06T14:03:00")]
    [InlineData("Published on 6th of October, 2017", "2017-10-06")]
    [InlineData("Stand: 6. Oktober 2017, 14:03 Uhr", "2017-10-06T14:03:00")]
    [InlineData("6 de octubre de 2017", "2017-10-06")]
    [InlineData("6 октября 2017", "2017-10-06")]
    [InlineData("2017年10月6日", "2017-10-06")]
    [InlineData("2017. október 6.", "2017-10-06")]
    [InlineData("2017-02-30", null)]
    [InlineData("2017-13-01", null)]
    [InlineData("1789-07-14", null)] // Before the web.
    [InlineData("14 July 1789", null)]
    [InlineData("Version 1.2.2017.4", null)]
    [InlineData("99999999999999", null)]
    [InlineData("May 2017", null)] // No day.
    [InlineData("", null)]
    public void Dates_are_read_as_pages_write_them(string text, string? iso) => Assert.Equal(iso, DateText.Find(text, isValue: true)?.ToString());

    [Fact]
    public void Bare_digits_are_dates_only_in_values() => Assert.Null(DateText.Find("Order 20171006", isValue: false));

    [Theory]
    [InlineData("https://example.org/2017/10/06/a-gate", "2017-10-06")]
    [InlineData("https://example.org/news/2017-10-6-gate.html", "2017-10-06")]
    [InlineData("https://example.org/20171006.html", "2017-10-06")]
    [InlineData("https://example.org/2017/10/", null)]
    [InlineData("https://example.org/120171006", null)]
    [InlineData("https://2017.10.06.example.org/", null)] // The host tells nothing.
    [InlineData("https://example.org/?d=2017/10/06", null)]
    public void The_path_of_a_url_may_hold_a_date(string url, string? iso) => Assert.Equal(iso, PageGuesses.OfUrl(url)?.ToString());
}
