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
    readonly bool _inCode, _authorNames;
    readonly byte[][] _placeholders;
    readonly int[] _counts = new int[s_keys.Length];

    /// <summary>Makes a finder.</summary>
    /// <param name="options">What is found, and what stands in its place.</param>
    /// <param name="inCode">Whether what only source code has is left: versions written as addresses, <c>git@host</c>, names of algorithms.</param>
    /// <param name="authorNames">Whether names of authors in headers are found too.</param>
    public PiiFinder(RedactPiiOptions options, bool inCode = false, bool authorNames = false)
    {
        (_options, _inCode, _authorNames) = (options, inCode, authorNames);
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
        ReadOnlySpan<byte> piece = text[span.Start..span.End];
        if (piece.SequenceEqual(_placeholders[(int)span.Kind])) return false;
        if (_inCode && ((span.Kind == PiiKind.Ipv4 && IsNoHost(text, span)) || (span.Kind == PiiKind.Email && IsService(piece)))) return false;
        _counts[(int)span.Kind]++;
        return true;
    }

    // 1.2.11.1: no number above 31, as one address in four thousand has it; or behind "version". 2.5.29.17, 1.3.6.1: object identifiers. 224.0.0.0: a network.
    static bool IsNoHost(ReadOnlySpan<byte> text, PiiSpan address)
    {
        const int VersionMax = 31, WindowMax = 20;
        int value = 0, most = 0;
        foreach (byte b in text[address.Start..address.End])
        {
            value = b == '.' ? 0 : value * 10 + b - '0';
            most = Math.Max(most, value);
        }
        ReadOnlySpan<byte> written = text[address.Start..address.End];
        return most <= VersionMax || written.StartsWith("2.5."u8) || written.StartsWith("1.3."u8) || written.EndsWith(".0"u8) || text[Math.Max(0, address.Start - WindowMax)..address.Start].LastIndexOf("ersion"u8) >= 0;
    }

    // git@github.com:owner/name, chacha20-poly1305@openssh.com: no one's address.
    static bool IsService(ReadOnlySpan<byte> email) => email.StartsWith("git@"u8) || email.EndsWith("@openssh.com"u8) || email.EndsWith("@libssh.org"u8);

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
