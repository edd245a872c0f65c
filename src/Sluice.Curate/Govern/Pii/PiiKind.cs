namespace Sluice.Curate.Govern.Pii;

/// <summary>Kinds of personal data that rules can find, in the order in which they win where two overlap.</summary>
public enum PiiKind
{
    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>An IPv4 address.</summary>
    Ipv4,

    /// <summary>An IPv6 address.</summary>
    Ipv6,

    /// <summary>An international bank account number, checksum right.</summary>
    Iban,

    /// <summary>A payment card number, checksum right.</summary>
    Card,

    /// <summary>A US social security number, written in groups.</summary>
    UsSsn,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>The name of an author in a header.</summary>
    AuthorName,
}

/// <summary>One piece of personal data in a text.</summary>
/// <param name="Start">Byte offset.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Kind">What it is.</param>
readonly record struct PiiSpan(int Start, int Length, PiiKind Kind)
{
    public int End => Start + Length;
}
