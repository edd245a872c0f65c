namespace Sluice.Curate.Govern.License;

/// <summary>What holds where several places state different licenses for one file.</summary>
public enum ConflictRule
{
    /// <summary>The license of the stricter category; between equals, the nearest: the file's own before the license file's before the manifest's.</summary>
    Stricter,

    /// <summary>The nearest: the file's own before the license file's before the manifest's.</summary>
    Nearest,

    /// <summary>None: the file is dropped as <c>detect-license.conflict</c>.</summary>
    Refuse,
}
