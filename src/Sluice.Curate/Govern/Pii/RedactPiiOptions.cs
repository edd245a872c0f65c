using Sluice.Core.Steps;

namespace Sluice.Curate.Govern.Pii;

/// <summary>Which IP addresses are replaced.</summary>
public enum IpAddresses
{
    /// <summary>Those of hosts of the public internet.</summary>
    Public,

    /// <summary>All, private networks and documentation ranges too.</summary>
    All,

    /// <summary>None.</summary>
    None,
}

/// <summary>Where an IPv4 address may stand.</summary>
public enum IpBoundaries
{
    /// <summary>By itself: no letter, digit or underscore at either end, and exactly four numbers.</summary>
    Word,

    /// <summary>Anywhere, inside longer numbers too, as datatrove has it: <c>12.34.56.789</c> is taken for an address and a 9.</summary>
    None,
}

/// <summary>Options of <c>redact-pii</c>: what is found, and what stands in its place.</summary>
public sealed record RedactPiiOptions : IStepOptions
{
    /// <summary>Whether e-mail addresses are replaced.</summary>
    public bool Emails { get; init; } = true;

    /// <summary>Which IPv4 and IPv6 addresses are replaced.</summary>
    public IpAddresses IpAddresses { get; init; } = IpAddresses.Public;

    /// <summary>Where an IPv4 address may stand. IPv6 addresses always stand by themselves.</summary>
    public IpBoundaries IpBoundaries { get; init; } = IpBoundaries.Word;

    /// <summary>Whether telephone numbers are replaced. They are found by how they are written, so some are other numbers.</summary>
    public bool Phones { get; init; }

    /// <summary>Whether payment card numbers (with a right check digit) are replaced.</summary>
    public bool Cards { get; init; }

    /// <summary>Whether international bank account numbers (with a right checksum) are replaced.</summary>
    public bool Ibans { get; init; }

    /// <summary>Whether US social security numbers are replaced.</summary>
    public bool UsSocialSecurity { get; init; }

    /// <summary>In place of an e-mail address. The default's domain is reserved for examples (RFC 2606).</summary>
    public string EmailPlaceholder { get; init; } = "email@example.com";

    /// <summary>In place of an IPv4 address. The default is the first of datatrove's, so that releases compare; <c>192.0.2.1</c> is one reserved for examples
    /// (RFC 5737).</summary>
    public string Ipv4Placeholder { get; init; } = "22.214.171.124";

    /// <summary>In place of an IPv6 address. The default is reserved for examples (RFC 3849).</summary>
    public string Ipv6Placeholder { get; init; } = "2001:db8::1";

    /// <summary>In place of a telephone number. The default is reserved for fiction.</summary>
    public string PhonePlaceholder { get; init; } = "+1 202-555-0100";

    /// <summary>In place of a payment card number.</summary>
    public string CardPlaceholder { get; init; } = "0000 0000 0000 0000";

    /// <summary>In place of a bank account number.</summary>
    public string IbanPlaceholder { get; init; } = "XX00 0000 0000 0000 0000";

    /// <summary>In place of a US social security number. No area has the number 000.</summary>
    public string UsSocialSecurityPlaceholder { get; init; } = "000-00-0000";
}
