namespace Sluice.Curate.Govern.License.Texts;

/// <summary>What all workers share: ids and texts of the SPDX list.</summary>
sealed class LicenseIndex
{
    LicenseIndex(List<SpdxLicense> licenses) => Ids = new(licenses.Select(license => license.Id));

    public LicenseIds Ids { get; }

    public static LicenseIndex Load(string path) => new(SpdxListFile.Read(path));
}
