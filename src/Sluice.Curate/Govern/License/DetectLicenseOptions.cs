using Sluice.Core.Steps;

namespace Sluice.Curate.Govern.License;

/// <summary>Options of <c>detect-license</c>: by default it only writes down what it finds. With <c>allow</c> or <c>deny</c> it refuses.</summary>
public sealed record DetectLicenseOptions : IStepOptions
{
    /// <summary>What may stay: SPDX ids (<c>MIT</c>) and categories (<c>public-domain</c>, <c>permissive</c>, <c>weak-copyleft</c>, <c>strong-copyleft</c>,
    /// <c>network-copyleft</c>, <c>non-commercial</c>, <c>no-derivatives</c>, <c>source-available</c>, <c>proprietary</c>, <c>none-found</c>). Of a choice
    /// (<c>OR</c>) one side has to be allowed, of licenses that all hold (<c>AND</c>) each. Files without any license are refused unless <c>none-found</c> is named.
    /// Empty: all may stay.</summary>
    public IReadOnlyList<string> Allow { get; init; } = [];

    /// <summary>What may not stay, ids and categories as for <c>allow</c>; stronger than it. A choice with a side that is not denied stays.</summary>
    public IReadOnlyList<string> Deny { get; init; } = [];

    /// <summary>What holds where file, license file and manifest say different things.</summary>
    public ConflictRule Conflict { get; init; } = ConflictRule.Stricter;

    /// <summary>Whether the license section of a README is enough where no license file, manifest or notice says anything. Without it such files count as
    /// <c>none-found</c>; a README still tells whether one may choose between several license files.</summary>
    public bool Readme { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => LicensePolicy.Problems("allow", Allow).Concat(LicensePolicy.Problems("deny", Deny));
}
