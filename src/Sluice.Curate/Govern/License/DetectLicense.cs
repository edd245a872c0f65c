using Sluice.Core;
using Sluice.Core.Rights;
using Sluice.Core.Steps;
using Sluice.Curate.Govern.License.Expressions;
using Sluice.Curate.Govern.License.Manifests;
using Sluice.Curate.Govern.License.Notices;
using Sluice.Curate.Govern.License.Reuse;
using Sluice.Curate.Govern.License.Texts;

namespace Sluice.Curate.Govern.License;

/// <summary>Says under which license a file is, with the evidence, and refuses what the policy does not allow.</summary>
/// <remarks>
/// <para>Why: a public repository is no permission. A dataset that can answer "under which license is this file, and how do you know" needs the answer file by
/// file. Looked at, nearest first: the file's own SPDX tag, notice or license text; REUSE files about it; license files and package manifests of its folder, then of
/// the folders above, up to the nearest license file; where none of these says anything, and <c>readme</c> is on, the license section of the nearest README. A license file is under what it
/// holds. Several license files of one folder hold together, unless a manifest or README says that one may choose, or each is a permissive license that the file's
/// name names (Rust's convention). Where two places differ, <c>license-conflict</c> tells what says what and <c>conflict</c> decides.</para>
/// <para>Metadata: <c>license</c> (SPDX expression; absent where none was found), <c>license-score</c>, <c>license-category</c>, <c>license-from</c> (tag, header,
/// text, reuse, license-file, licenses-folder, manifest, readme), <c>license-evidence</c> (what was found, score, bytes, where), <c>license-files</c>, <c>license-conflict</c>,
/// <c>license-detector</c>, <c>copyright</c> (years and holders, of the file, else of its license files).</para>
/// <para>A second <c>detect-license</c> in a recipe judges a file of a repository by what the first wrote down, with its own <c>allow</c>, <c>deny</c> and <c>conflict: refuse</c>; it searches nothing.</para>
/// <para>Rules: <c>not-allowed</c> (evidence: the expression), <c>none-found</c>, <c>conflict</c>. Dropped files still bear witness in the merge that follows, so that
/// copies of them can be judged.</para>
/// <para>Known problems: a license that is merely named counts only in the comments a source file begins with; of ordinary files the first 16 KiB and last 4 KiB are searched, and SPDX tags everywhere; of license files and files without a repository
/// the first 192 KiB and the last 64 KiB. A license in the middle of a long file is missed. An unlisted license reads as proprietary.</para>
/// <para>Example: <c>detect-license: { allow: [permissive, public-domain] }</c></para>
/// <para>Source: SPDX license list and expressions; REUSE specification 3.3; categories after ScanCode's license data; license file names after licensee's.</para>
/// </remarks>
public sealed class DetectLicense : IStep
{
    // Of a license file, or of a file without repository; what lies between is not looked at.
    const int HeadBytes = 192 << 10, TailBytes = 64 << 10;

    readonly LicenseMatcher _matcher;
    readonly LicensePolicy _policy;
    readonly ConflictRule _rule;
    readonly bool _readme;
    readonly HeaderReader _header;
    readonly List<LicenseMatch> _matches = [];
    readonly List<string> _holders = [];
    readonly List<Statement> _statements = [];

    /// <summary>Makes the step.</summary>
    /// <exception cref="SluiceException">The file of license texts is missing or broken.</exception>
    public DetectLicense(DetectLicenseOptions options, IStepResources resources)
    {
        _matcher = LicenseMatcher.Load(resources);
        _policy = new(options.Allow, options.Deny);
        (_rule, _readme) = (options.Conflict, options.Readme);
        _header = new(_matcher);
    }

    /// <summary>The catalog's entry.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Map<DetectLicenseOptions>("detect-license",
        "SPDX license list and expressions; REUSE 3.3; categories after ScanCode's license data", (options, resources) => new DetectLicense(options, resources), takesFiles: true);

    /// <inheritdoc/>
    public Verdict Apply(Document document, Measurements measurements)
    {
        if (document.Repository is not null && JudgedBefore(document.Metadata, measurements) is { } verdict) return verdict;
        FileLicense? license = Find(document, out string? copyright);
        Annotate(document.Metadata, license, copyright);
        if (license is not null) measurements.Add("license-score", license.Score);
        if (_rule == ConflictRule.Refuse && license?.Conflict is { } conflict) return Verdict.Drop("detect-license.conflict", conflict) with { IsWitness = true, WithholdsText = true };
        return _policy.Judge(license?.Expression);
    }

    // An earlier step of the recipe has searched the file. Only of files of repositories, whose metadata no foreign record could bring.
    Verdict? JudgedBefore(Metadata metadata, Measurements measurements)
    {
        if (!metadata.TryGet("license-detector", out MetadataValue detector) || detector.Text != LicenseMatcher.DetectorVersion || !metadata.TryGet("license-category", out _)) return null;
        LicenseExpression? license = metadata.TryGet("license", out MetadataValue said) && said.Text is { } text ? LicenseExpressionParser.TryParse(text) ?? LicenseExpression.Unreadable : null;
        if (metadata.TryGet("license-score", out MetadataValue score)) measurements.Add("license-score", score.Number);
        if (_rule == ConflictRule.Refuse && metadata.TryGet("license-conflict", out MetadataValue conflict) && conflict.Text is { } differ) return Verdict.Drop("detect-license.conflict", differ) with { IsWitness = true, WithholdsText = true };
        return _policy.Judge(license);
    }

    FileLicense? Find(Document document, out string? copyright)
    {
        string path = document.Path ?? "";
        RightsFileKind kind = path.Length == 0 ? RightsFileKind.None : RightsFileKinds.Of(path);
        if (document.Repository is null) return OfWhole(document.Text, kind == RightsFileKind.License ? RightsFileKind.None : kind, path, out copyright);
        RepositoryLicenses repository = RepositoryLicenses.Of(document.Repository, _matcher);
        FolderLicense folder = repository.Folder(path);
        if (kind is RightsFileKind.License or RightsFileKind.ReuseText && OfWhole(document.Text, kind, path, out copyright) is { } itself) return itself;
        bool saysSomething = _header.Read(document.Text, OrdinaryText.IsDataOrProse(path));
        Statement? own = saysSomething && TextLicense.Of(document.Text, _header.Matches) is { } found ? found.ToStatement("") : null;
        Statement? reuse = repository.Reuse(path, out ReusePrecedence precedence, out IReadOnlyList<string> reuseHolders);
        copyright = precedence == ReusePrecedence.Override && reuseHolders.Count > 0 || _header.Holders.Count == 0 && reuseHolders.Count > 0
            ? FolderLicense.JoinHolders(reuseHolders)
            : FolderLicense.JoinHolders(_header.Holders) ?? folder.Copyright;
        if (own is null && reuse is null) return folder.Resolved(_rule, _readme);
        _statements.Clear();
        if (own is not null && (reuse is null || precedence != ReusePrecedence.Override)) _statements.Add(own);
        if (reuse is not null && (own is null || precedence != ReusePrecedence.Closest))
        {
            if (_statements.Count == 0) _statements.Add(reuse);
            else _statements[0] = reuse with { License = LicenseExpression.All([own!.License, reuse.License]).Bounded() };
        }
        // What says which of the texts in LICENSES/ holds needs no guess.
        foreach (Statement statement in folder.Statements)
            if (statement.From is not (StatementFrom.LicensesFolder or StatementFrom.Readme)) _statements.Add(statement);
        return FileLicense.Of(_statements, _rule);
    }

    // A file that is judged by its whole text: a license file, and what has no repository.
    FileLicense? OfWhole(ReadOnlySpan<byte> text, RightsFileKind kind, string path, out string? copyright)
    {
        _matches.Clear();
        _holders.Clear();
        if (text.Length <= HeadBytes + TailBytes)
        {
            _matcher.Find(text, _matches);
            CopyrightNotices.Find(text, _holders);
        }
        else
        {
            _matcher.Find(text[..HeadBytes], _matches);
            CopyrightNotices.Find(text[..HeadBytes], _holders);
            int head = _matches.Count, tail = text.Length - TailBytes;
            _matcher.Find(text[tail..], _matches);
            for (int i = head; i < _matches.Count; i++) _matches[i] = _matches[i] with { Start = _matches[i].Start + tail, End = _matches[i].End + tail };
        }
        copyright = FolderLicense.JoinHolders(_holders);
        _statements.Clear();
        TextLicense? found = TextLicense.Of(text, _matches);
        if (kind == RightsFileKind.License && !LicenseFileNames.Counts(path, text, _matches, ref found)) return null;
        if (found is not null) _statements.Add(found.ToStatement(""));
        else if (kind == RightsFileKind.Manifest && Manifest.Read(path, text) is { } stated) _statements.Add(new(StatementFrom.Manifest, "", stated, 1, true, stated.ToString()));
        return FileLicense.Of(_statements, _rule);
    }

    static void Annotate(Metadata metadata, FileLicense? license, string? copyright)
    {
        if (license is not null)
        {
            metadata.Set("license", license.License);
            metadata.Set("license-score", license.Score);
        }
        metadata.Set("license-category", LicensePolicy.NameOf(license?.Category ?? LicenseCategory.NoneFound));
        if (license is not null)
        {
            metadata.Set("license-from", license.From);
            metadata.Set("license-evidence", license.Evidence);
            if (license.Files is { } files) metadata.Set("license-files", files);
            if (license.Conflict is { } conflict) metadata.Set("license-conflict", conflict);
        }
        metadata.Set("license-detector", LicenseMatcher.DetectorVersion);
        if (copyright is not null) metadata.Set("copyright", copyright);
    }
}
