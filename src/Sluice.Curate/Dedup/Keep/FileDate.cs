using Sluice.Core;

namespace Sluice.Curate.Dedup.Keep;

/// <summary>When a file was first written, as far as its history tells.</summary>
static class FileDate
{
    /// <summary>Metadata <c>first-date</c>, else <c>author-date</c>, else the document's date; in seconds since year 1, UTC; -1 where none is known.</summary>
    public static long SecondsOf(Document document)
    {
        if (document.Metadata.TryGet("first-date", out MetadataValue first) && IsoDate.TryParse(first.Text, out long ticks)) return ticks / TimeSpan.TicksPerSecond;
        if (document.Metadata.TryGet("author-date", out MetadataValue last) && IsoDate.TryParse(last.Text, out ticks)) return ticks / TimeSpan.TicksPerSecond;
        return IsoDate.TryParse(document.Date, out ticks) ? ticks / TimeSpan.TicksPerSecond : -1;
    }
}
