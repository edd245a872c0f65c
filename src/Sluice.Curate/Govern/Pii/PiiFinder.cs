using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Curate.Govern.Pii;

/// <summary>Finds the personal data that options ask for, knows what stands in its place, and counts it: what <c>redact-pii</c> and <c>redact-secrets</c>
/// share.</summary>
sealed class PiiFinder
{
    static readonly string[] s_keys = ["pii-email", "pii-ipv4", "pii-ipv6", "pii-iban", "pii-card", "pii-us-social-security", "pii-phone", "pii-author-name"];

    readonly RedactPiiOptions _options;
    readonly bool _authorNames;
    readonly byte[][] _placeholders;
    readonly int[] _counts = new int[s_keys.Length];

    /// <summary>Makes a finder.</summary>
    /// <param name="options">What is found, and what stands in its place.</param>
    /// <param name="authorNames">Whether names of authors in headers are found too.</param>
    public PiiFinder(RedactPiiOptions options, bool authorNames)
    {
        (_options, _authorNames) = (options, authorNames);
        string[] placeholders =
        [
            options.EmailPlaceholder, options.Ipv4Placeholder, options.Ipv6Placeholder, options.IbanPlaceholder, options.CardPlaceholder,
            options.UsSocialSecurityPlaceholder, options.PhonePlaceholder, "AUTHOR_NAME",
        ];
        _placeholders = [.. placeholders.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>What the last <see cref="Find"/> found, in text order.</summary>
    public PiiSpans Spans { get; } = new();

    /// <summary>In place of a kind.</summary>
    public ReadOnlySpan<byte> Placeholder(PiiKind kind) => _placeholders[(int)kind];

    /// <summary>Finds what a text holds.</summary>
    public void Find(ReadOnlySpan<byte> text)
    {
        Spans.Clear();
        if (_options.Emails) EmailFinder.Find(text, Spans);
        if (_options.IpAddresses != IpAddresses.None)
        {
            bool publicOnly = _options.IpAddresses == IpAddresses.Public;
            if (_options.IpBoundaries == IpBoundaries.Word) Ipv4Finder.FindWhole(text, publicOnly, Spans);
            else Ipv4Finder.FindAnywhere(text, publicOnly, Spans);
            Ipv6Finder.Find(text, publicOnly, Spans);
        }
        if (_authorNames) AuthorNameFinder.Find(text, Spans);
        if (_options.Cards || _options.Ibans || _options.UsSocialSecurity || _options.Phones) FindNumbers(text);
        Spans.Settle();
    }

    /// <summary>Counts a piece that is to be replaced; false where its placeholder stands there already, so that a second run changes nothing.</summary>
    public bool Takes(ReadOnlySpan<byte> text, PiiSpan span)
    {
        if (text[span.Start..span.End].SequenceEqual(_placeholders[(int)span.Kind])) return false;
        _counts[(int)span.Kind]++;
        return true;
    }

    /// <summary>Sets the counts to zero.</summary>
    public void ClearCounts() => Array.Clear(_counts);

    /// <summary>Writes the counts into a document's metadata and the measurements.</summary>
    public void Report(Document document, Measurements measurements)
    {
        for (int kind = 0; kind < _counts.Length; kind++)
        {
            if (_counts[kind] > 0) document.Metadata.Set(s_keys[kind], _counts[kind]);
            if (kind != (int)PiiKind.AuthorName || _authorNames) measurements.Add(s_keys[kind], _counts[kind]);
        }
    }

    // Each starts at, or two letters before, a run of digits.
    void FindNumbers(ReadOnlySpan<byte> text)
    {
        for (int at = 0; at < text.Length;)
        {
            int next = text[at..].IndexOfAnyInRange((byte)'0', (byte)'9');
            if (next < 0) return;
            at += next;
            bool found = (_options.Ibans && IbanFinder.FindAt(text, at, Spans)) || (_options.Cards && CardFinder.FindAt(text, at, Spans))
                || (_options.UsSocialSecurity && UsSsnFinder.FindAt(text, at, Spans)) || (_options.Phones && PhoneFinder.FindAt(text, at, Spans));
            if (found) at = Math.Max(at, Spans.Items[^1].End);
            int rest = text[at..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            at = rest < 0 ? text.Length : at + rest;
        }
    }
}
