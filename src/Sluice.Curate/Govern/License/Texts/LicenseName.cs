namespace Sluice.Curate.Govern.License.Texts;

/// <summary>What a name of a license leads to.</summary>
enum LicenseNameKind
{
    /// <summary>One of the versions of <see cref="LicenseName.Versions"/>.</summary>
    Versioned,

    /// <summary>A GNU license: -only or -or-later is told by the words around.</summary>
    Gnu,

    /// <summary>Creative Commons: elements and version follow.</summary>
    CreativeCommons,

    /// <summary>The beginning of an address.</summary>
    Address,
}

/// <summary>A name by which a license is called in prose.</summary>
/// <param name="Kind">How it is read on.</param>
/// <param name="Family">What stands before the version in the id.</param>
/// <param name="Versions">Version, as the id has it: expression.</param>
/// <param name="Default">Expression where no version is told; null where it then means nothing.</param>
/// <param name="IsShort">Whether it is a word that means other things too, and needs words of licensing right beside it.</param>
sealed record LicenseName(LicenseNameKind Kind, string Family, IReadOnlyDictionary<string, string> Versions, string? Default, bool IsShort)
{
    /// <summary>The expression of a version; null where there is none such.</summary>
    public string? Of(string? version)
    {
        if (version is null) return Default;
        if (Versions.TryGetValue(version, out string? exact)) return exact;
        if (!version.Contains('.', StringComparison.Ordinal) && Versions.TryGetValue(version + ".0", out exact)) return exact;
        return version.EndsWith(".0", StringComparison.Ordinal) && Versions.TryGetValue(version[..^2], out exact) ? exact : null;
    }
}
