namespace Sluice.Ingest.Extract.Rights;

/// <summary>One thing that a page says of the rights in it, with the place where it says so.</summary>
/// <param name="Kind">One of <see cref="RightsKind"/>.</param>
/// <param name="Value">The license's address or name, the directive, the reservation, what the paywall's marker says.</param>
/// <param name="Element">The element, <c>a</c>, or <c>json-ld</c>.</param>
/// <param name="Attribute">The attribute, property or JSON property that says it: <c>rel=license</c>, <c>href</c>, <c>name=robots</c>.</param>
/// <param name="Snippet">The start tag or the property, bounded; markup in values is escaped.</param>
sealed record RightsSignal(string Kind, string Value, string Element, string Attribute, string Snippet)
{
    /// <summary>SPDX id of a license that has one; null elsewhere.</summary>
    public string? Spdx { get; init; }

    /// <summary>The nearest element around it that divides a page (<c>footer</c>, <c>figure</c>, <c>article</c>, <c>head</c>); for JSON-LD the type of the thing.</summary>
    public string? Within { get; init; }

    /// <summary>Whether it is said of the page: by <c>rel=license</c> outside figures, a meta element, JSON-LD of the page's own work. False for a mere link, which may be about an image.</summary>
    public bool IsOfPage { get; init; }

    /// <summary>The robot that a directive is for; null for all, and for other kinds.</summary>
    public string? Agent { get; init; }
}

/// <summary>The kinds of signals.</summary>
static class RightsKind
{
    public const string License = "license";
    public const string Robots = "robots";
    public const string TdmReservation = "tdm-reservation";
    public const string TdmPolicy = "tdm-policy";
    public const string Paywall = "paywall";
    public const string Statement = "rights-statement";

    /// <summary>All of them, in the order in which they are written.</summary>
    public static ReadOnlySpan<string> All => new[] { License, Statement, Robots, TdmReservation, TdmPolicy, Paywall };
}
