using System.Buffers;
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
    readonly PiiFinder _finder;

    /// <summary>Makes the step.</summary>
    public RedactPii(RedactPiiOptions options) => _finder = new(options);

    /// <summary>The catalog's entry.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Map<RedactPiiOptions>("redact-pii",
        "FineWeb (Penedo et al. 2024, arXiv:2406.17557), as datatrove's PIIFormatter, with word boundaries", (options, _) => new RedactPii(options));

    /// <inheritdoc/>
    public Verdict Apply(Document document, Measurements measurements)
    {
        _finder.Find(document.Text);
        _finder.ClearCounts();
        if (_finder.Spans.Items.Count > 0) Replace(document);
        _finder.Report(document, measurements);
        return Verdict.Keep;
    }

    void Replace(Document document)
    {
        ReadOnlySpan<byte> text = document.Text;
        IBufferWriter<byte> output = document.BeginText();
        int written = 0;
        foreach (PiiSpan span in _finder.Spans.Items)
        {
            if (!_finder.Takes(text, span)) continue;
            output.Write(text[written..span.Start]);
            output.Write(_finder.Placeholder(span.Kind));
            written = span.End;
        }
        if (written == 0) return;
        output.Write(text[written..]);
        document.CommitText();
    }
}
