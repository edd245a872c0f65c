using System.Buffers;
using System.Globalization;
using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Govern.Pii;

namespace Sluice.Curate.Govern.Secrets;

/// <summary>Replaces keys, tokens, passwords and private keys, and personal data, by placeholders that say what stood there; or drops what holds a
/// secret.</summary>
/// <remarks>
/// <para>Why: public repositories hold keys that still open doors, and a model that has read one can say it again. What is found: tokens of about 150 published
/// formats, with their checksum where they have one; private key blocks; passwords in URLs, connection strings, settings and curl commands; random values
/// under a name that says they are secret; e-mail and public IP addresses, and at will telephone, card, bank account and social security numbers, as
/// <c>redact-pii</c> finds them, and the names of authors in headers.</para>
/// <para>The metadata says how many of each kind there were (<c>secrets: "aws-access-key 1, private-key 2"</c>, <c>pii-email: 2</c>), never what they were; a
/// dropped document's verdict has no evidence but the kinds, and its text is redacted, so that samples hold none. Steps before this one see the secrets, and so do
/// the samples of what they drop: put it first where that matters.</para>
/// <para>Look-alikes stay: placeholders, variables, published examples, digests, UUIDs and commits under names that are no secrets', words, paths,
/// sequences.</para>
/// <para>Known problems: a password that is a word is not found in code; a key split over several strings is not either; a random id under a name like
/// <c>token</c> is taken for a secret.</para>
/// <para>Example: <c>redact-secrets: { on-secret: drop, except: [json-web-token], emails: false }</c></para>
/// <para>Source: the issuers' documentation; gitleaks and secretlint (MIT) for formats; BigCode's PII pipeline (Allal et al. 2023, arXiv:2301.03988).</para>
/// </remarks>
public sealed class RedactSecrets : IStep
{
    const string DropRule = "redact-secrets.secret";

    readonly RedactSecretsOptions _options;
    readonly SecretScanner _scanner = new();
    readonly SecretSpans _secrets = new();
    readonly PiiFinder _pii;
    readonly byte[][] _placeholders;
    readonly bool[] _isLeft;
    readonly int[] _counts = new int[SecretKinds.Names.Count];

    /// <summary>Makes the step.</summary>
    public RedactSecrets(RedactSecretsOptions options)
    {
        _options = options;
        _pii = new(new()
        {
            Emails = options.Emails,
            IpAddresses = options.IpAddresses,
            Phones = options.Phones,
            Cards = options.Cards,
            Ibans = options.Ibans,
            UsSocialSecurity = options.UsSocialSecurity,
            Ipv4Placeholder = "192.0.2.1",
        }, inCode: true, options.AuthorNames);
        _placeholders = [.. SecretKinds.Names.Select(kind => Encoding.UTF8.GetBytes(options.Placeholder
            .Replace("{KIND}", kind.Replace('-', '_').ToUpperInvariant(), StringComparison.Ordinal).Replace("{kind}", kind, StringComparison.Ordinal)))];
        _isLeft = [.. SecretKinds.Names.Select(options.Except.Contains)];
    }

    /// <summary>The catalog's entry.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Map<RedactSecretsOptions>("redact-secrets",
        "the issuers' published formats, as gitleaks and secretlint gather them; BigCode (Allal et al. 2023, arXiv:2301.03988) for personal data in code",
        (options, _) => new RedactSecrets(options), takesFiles: true);

    /// <inheritdoc/>
    public Verdict Apply(Document document, Measurements measurements)
    {
        _secrets.Clear();
        _scanner.Find(document.Text, _secrets);
        _secrets.Settle();
        _pii.Find(document.Text);
        Array.Clear(_counts);
        _pii.ClearCounts();
        // What is dropped is redacted too: samples of dropped documents show their text.
        if (_secrets.Items.Count > 0 || _pii.Spans.Items.Count > 0) Replace(document);
        string kinds = Describe();
        if (kinds.Length > 0) document.Metadata.Set("secrets", kinds);
        _pii.Report(document, measurements);
        if (measurements.IsOn) measurements.Add("secrets", _counts.Sum());
        return kinds.Length > 0 && _options.OnSecret == OnSecret.Drop ? Verdict.Drop(DropRule, kinds) : Verdict.Keep;
    }

    // A placeholder that stands there already is no secret: a second run changes nothing.
    bool IsLeft(ReadOnlySpan<byte> text, SecretSpan secret) => _isLeft[secret.Kind] || text[secret.Start..secret.End].IndexOf(_placeholders[secret.Kind]) >= 0;

    void Replace(Document document)
    {
        ReadOnlySpan<byte> text = document.Text;
        IBufferWriter<byte> output = document.BeginText();
        IReadOnlyList<SecretSpan> secrets = _secrets.Items;
        IReadOnlyList<PiiSpan> pii = _pii.Spans.Items;
        int written = 0;
        for (int s = 0, p = 0; s < secrets.Count || p < pii.Count;)
        {
            // Where both claim a place, it is a secret's.
            if (s < secrets.Count && (p == pii.Count || secrets[s].Start < pii[p].End))
            {
                SecretSpan secret = secrets[s];
                if (p < pii.Count && pii[p].Start < secret.End) p++;
                else
                {
                    s++;
                    if (IsLeft(text, secret)) continue;
                    output.Write(text[written..secret.Start]);
                    output.Write(_placeholders[secret.Kind]);
                    written = secret.End;
                    _counts[secret.Kind]++;
                }
                continue;
            }
            PiiSpan span = pii[p++];
            if (!_pii.Takes(text, span)) continue;
            output.Write(text[written..span.Start]);
            output.Write(_pii.Placeholder(span.Kind));
            written = span.End;
        }
        if (written == 0) return;
        output.Write(text[written..]);
        document.CommitText();
    }

    string Describe()
    {
        StringBuilder? kinds = null;
        for (int kind = 0; kind < _counts.Length; kind++)
            if (_counts[kind] > 0) (kinds is null ? kinds = new() : kinds.Append(", ")).Append(CultureInfo.InvariantCulture, $"{SecretKinds.Names[kind]} {_counts[kind]}");
        return kinds?.ToString() ?? "";
    }
}
