using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Govern.Pii;

namespace Sluice.Curate.Govern.Secrets;

/// <summary>What happens to a document that holds a secret.</summary>
public enum OnSecret
{
    /// <summary>The secret is replaced by a placeholder that says its kind.</summary>
    Redact,

    /// <summary>The document is dropped; what is kept of it as a sample is redacted.</summary>
    Drop,
}

/// <summary>Options of <c>redact-secrets</c>: what is found, and what happens to it.</summary>
public sealed record RedactSecretsOptions : IStepOptions
{
    /// <summary>What happens to a document that holds a secret. Personal data is always replaced.</summary>
    public OnSecret OnSecret { get; init; } = OnSecret.Redact;

    /// <summary>Kinds of secrets that are left alone: <c>[json-web-token, password]</c>.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>In place of a secret; <c>{KIND}</c> becomes its kind in capitals with underscores, <c>{kind}</c> its kind as it is. The default is made of letters
    /// and underscores alone, so that it breaks no string, URL, XML, YAML or shell command around it.</summary>
    public string Placeholder { get; init; } = "__SECRET_{KIND}__";

    /// <summary>Whether e-mail addresses are replaced, those of authors and copyright holders in headers too. The names of copyright holders stay: attribution
    /// needs them.</summary>
    public bool Emails { get; init; } = true;

    /// <summary>Whether the names of authors are replaced in headers: <c>@author Jane Doe</c>, <c>Author: Jane Doe</c>. Copyright lines stay.</summary>
    public bool AuthorNames { get; init; }

    /// <summary>Which IPv4 and IPv6 addresses are replaced.</summary>
    public IpAddresses IpAddresses { get; init; } = IpAddresses.Public;

    /// <summary>Whether telephone numbers are replaced. They are found by how they are written and what stands beside them, so some are other numbers.</summary>
    public bool Phones { get; init; }

    /// <summary>Whether payment card numbers (with a right check digit) are replaced.</summary>
    public bool Cards { get; init; }

    /// <summary>Whether international bank account numbers (with a right checksum) are replaced.</summary>
    public bool Ibans { get; init; }

    /// <summary>Whether US social security numbers are replaced.</summary>
    public bool UsSocialSecurity { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        foreach (string kind in Except)
        {
            if (!SecretKinds.Names.Contains(kind))
                yield return $"except has no kind {kind}; {(NearestName.Find(kind, SecretKinds.Names) is { } nearest ? $"did you mean {nearest}? " : "")}docs/explanation/secrets-and-personal-data.md lists them";
        }
        if (Placeholder.Length == 0) yield return "placeholder is empty; give some text, such as __SECRET_{KIND}__";
    }
}
