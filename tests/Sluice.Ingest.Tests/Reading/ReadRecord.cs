using System.Text;
using Sluice.Core;

namespace Sluice.Ingest.Tests.Reading;

/// <summary>What a source gave, kept beyond the call: a document, a skipped record or a row of quarantine, as text that can be compared.</summary>
sealed record ReadRecord(string Kind, string? Id, Origin Origin, string? Url, string? Date, string? Mime, string? Charset, string Body, string Text, Verdict Verdict, string Metadata, string? Reason)
{
    public static ReadRecord Of(Document d) => new("document", d.Id, d.Origin, d.Url, d.Date, d.Mime, d.HeaderCharset, Encoding.Latin1.GetString(d.Body.Span), Encoding.UTF8.GetString(d.Text),
        d.ReadVerdict, string.Join(",", d.Metadata.Entries.Select(e => $"{e.Key}={e.Value.Text ?? e.Value.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)}")), d.Truncated);

    public bool IsDocument => Kind == "document";

    public bool IsQuarantined => Kind == "quarantine";
}
