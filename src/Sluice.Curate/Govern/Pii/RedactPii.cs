using System.Buffers;
using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Curate.Govern.Pii;

/// <summary>Replaces personal data that rules can find: e-mail addresses and public IP addresses, and at will telephone, card, bank account and social
/// security numbers.</summary>
/// <remarks>
/// <para>Why: a model that has read an address can say it again. Each kind has one fixed placeholder, so what is written depends on the text alone. The
/// document's metadata says how many of each kind were replaced (<c>pii-email: 2</c>), never what they were.</para>
/// <para>E-mail addresses are found where datatrove's pattern finds them. IPv4 addresses must stand by themselves: datatrove also takes the first four numbers
/// of
/// <c>1.2.3.4.5</c> and the inside of <c>v8.8.8.8rc</c>, which destroys version and section numbers (<c>ip-boundaries: none</c> does the same). IPv6
/// addresses, which datatrove leaves in, are replaced. Card and bank account numbers need a right checksum; a place that two kinds claim goes to the one
/// listed first. datatrove takes several placeholders in turn, across documents; here it is always the same one.</para>
/// <para>Known problems: names, postal addresses and ids are not found; local parts with letters outside ASCII (<c>müller@host.de</c>) and spelled-out
/// addresses (<c>name at host dot com</c>) are not either; a version number of four parts is taken for an address; multicast addresses count as public, as in
/// Python.</para>
/// <para>Example: <c>redact-pii: { cards: true, ibans: true, ipv4-placeholder: 192.0.2.1 }</c></para>
/// <para>Source: FineWeb (Penedo et al. 2024, arXiv:2406.17557), appendix; datatrove's PIIFormatter; IANA special-purpose address registries.</para>
/// </remarks>
public sealed class RedactPii : IStep
{
    static readonly string[] s_keys = ["pii-email", "pii-ipv4", "pii-ipv6", "pii-iban", "pii-card", "pii-us-social-security", "pii-phone"];

    readonly RedactPiiOptions _options;
    readonly byte[][] _placeholders;
    readonly PiiSpans _spans = new();
    readonly int[] _counts = new int[s_keys.Length];

    /// <summary>Makes the step.</summary>
    public RedactPii(RedactPiiOptions options)
    {
        _options = options;
        string[] placeholders =
        [
            options.EmailPlaceholder, options.Ipv4Placeholder, options.Ipv6Placeholder, options.IbanPlaceholder, options.CardPlaceholder,
            options.UsSocialSecurityPlaceholder, options.PhonePlaceholder,
        ];
        _placeholders = [.. placeholders.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>The catalog's entry.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Map<RedactPiiOptions>("redact-pii",
        "FineWeb (Penedo et al. 2024, arXiv:2406.17557), as datatrove's PIIFormatter, with word boundaries", (options, _) => new RedactPii(options));

    /// <inheritdoc/>
    public Verdict Apply(Document document, Measurements measurements)
    {
        Find(document.Text);
        Array.Clear(_counts);
        if (_spans.Items.Count > 0) Replace(document);
        for (int kind = 0; kind < _counts.Length; kind++)
        {
            if (_counts[kind] > 0) document.Metadata.Set(s_keys[kind], _counts[kind]);
            measurements.Add(s_keys[kind], _counts[kind]);
        }
        return Verdict.Keep;
    }

    void Find(ReadOnlySpan<byte> text)
    {
        _spans.Clear();
        if (_options.Emails) EmailFinder.Find(text, _spans);
        if (_options.IpAddresses != IpAddresses.None)
        {
            bool publicOnly = _options.IpAddresses == IpAddresses.Public;
            if (_options.IpBoundaries == IpBoundaries.Word) Ipv4Finder.FindWhole(text, publicOnly, _spans);
            else Ipv4Finder.FindAnywhere(text, publicOnly, _spans);
            Ipv6Finder.Find(text, publicOnly, _spans);
        }
        if (_options.Cards || _options.Ibans || _options.UsSocialSecurity || _options.Phones) FindNumbers(text);
        _spans.Settle();
    }

    // Each starts at, or two letters before, a run of digits.
    void FindNumbers(ReadOnlySpan<byte> text)
    {
        for (int at = 0; at < text.Length;)
        {
            int next = text[at..].IndexOfAnyInRange((byte)'0', (byte)'9');
            if (next < 0) return;
            at += next;
            bool found = (_options.Ibans && IbanFinder.FindAt(text, at, _spans)) || (_options.Cards && CardFinder.FindAt(text, at, _spans))
                || (_options.UsSocialSecurity && UsSsnFinder.FindAt(text, at, _spans)) || (_options.Phones && PhoneFinder.FindAt(text, at, _spans));
            if (found) at = Math.Max(at, _spans.Items[^1].End);
            int rest = text[at..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            at = rest < 0 ? text.Length : at + rest;
        }
    }

    void Replace(Document document)
    {
        ReadOnlySpan<byte> text = document.Text;
        IBufferWriter<byte> output = document.BeginText();
        int written = 0;
        foreach (PiiSpan span in _spans.Items)
        {
            ReadOnlySpan<byte> placeholder = _placeholders[(int)span.Kind];
            // What stands there already is not personal data, and a second run changes nothing.
            if (text.Slice(span.Start, span.Length).SequenceEqual(placeholder)) continue;
            output.Write(text[written..span.Start]);
            output.Write(placeholder);
            written = span.End;
            _counts[(int)span.Kind]++;
        }
        if (written == 0) return;
        output.Write(text[written..]);
        document.CommitText();
    }
}
