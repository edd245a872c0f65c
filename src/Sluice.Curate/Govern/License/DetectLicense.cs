using Sluice.Core;
using Sluice.Core.Rights;
using Sluice.Core.Steps;
using Sluice.Curate.Govern.License.Expressions;
using Sluice.Curate.Govern.License.Texts;

namespace Sluice.Curate.Govern.License;

/// <summary>Says under which license a file is, with the evidence, and refuses what the policy does not allow.</summary>
/// <remarks>
/// <para>Why: a public repository is not a permission. A dataset that can answer "under which license is this file, and how do you know" needs the answer file by file.</para>
/// <para>Example: <c>detect-license: { allow: [permissive, public-domain] }</c></para>
/// <para>Source: SPDX license list and expressions; REUSE specification 3.3; categories after ScanCode's license data.</para>
/// </remarks>
public sealed class DetectLicense : IStep
{
    // Of one file; what lies between is not looked at.
    const int HeadBytes = 192 << 10, TailBytes = 64 << 10;

    readonly LicenseMatcher _matcher;
    readonly LicensePolicy _policy;
    readonly List<LicenseMatch> _matches = [];

    /// <summary>Makes the step.</summary>
    /// <exception cref="SluiceException">The file of license texts is missing or broken.</exception>
    public DetectLicense(DetectLicenseOptions options, IStepResources resources)
    {
        _matcher = LicenseMatcher.Load(resources);
        _policy = new(options.Allow, options.Deny);
    }

    /// <summary>The catalog's entry.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Map<DetectLicenseOptions>("detect-license",
        "SPDX license list and expressions; REUSE 3.3", (options, resources) => new DetectLicense(options, resources), takesFiles: true);

    /// <inheritdoc/>
    public Verdict Apply(Document document, Measurements measurements)
    {
        TextLicense? found = Find(document.Text);
        Annotate(document.Metadata, found);
        return _policy.Judge(found?.Expression);
    }

    TextLicense? Find(ReadOnlySpan<byte> text)
    {
        _matches.Clear();
        if (text.Length > HeadBytes + TailBytes) text = text[..HeadBytes];
        _matcher.Find(text, _matches);
        return TextLicense.Of(text, _matches);
    }

    static void Annotate(Metadata metadata, TextLicense? found)
    {
        LicenseCategory category = found is null ? LicenseCategory.NoneFound : LicenseCategories.Of(found.Expression);
        if (found is not null)
        {
            metadata.Set("license", found.Expression.ToString());
            metadata.Set("license-score", found.Score);
        }
        metadata.Set("license-category", LicensePolicy.NameOf(category));
        if (found is null) return;
        metadata.Set("license-evidence", found.Evidence);
        metadata.Set("license-detector", LicenseMatcher.DetectorVersion);
    }
}
