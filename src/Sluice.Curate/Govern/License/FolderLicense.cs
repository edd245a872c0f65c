using Sluice.Core.Rights;
using Sluice.Curate.Govern.License.Expressions;

namespace Sluice.Curate.Govern.License;

/// <summary>What holds for the files of one folder that say nothing themselves, in words made once.</summary>
sealed class FolderLicense
{
    const int HoldersLengthMax = 1_000;

    readonly FileLicense?[] _resolved = new FileLicense?[3];

    /// <summary>Makes it of what license files, manifests and READMEs above the folder state, nearest first.</summary>
    public FolderLicense(IReadOnlyList<Statement> statements, IReadOnlyList<string> holders)
    {
        (Statements, Copyright) = (statements, JoinHolders(holders));
        foreach (ConflictRule rule in Enum.GetValues<ConflictRule>()) _resolved[(int)rule] = FileLicense.Of(statements, rule);
    }

    /// <summary>What is stated above the folder, nearest first.</summary>
    public IReadOnlyList<Statement> Statements { get; }

    /// <summary>The copyright notices of the nearest license and notice files; null where there are none.</summary>
    public string? Copyright { get; }

    /// <summary>The license by a rule; null where none is stated.</summary>
    /// <param name="rule">What holds where statements differ.</param>
    /// <param name="readme">Whether a README is enough.</param>
    public FileLicense? Resolved(ConflictRule rule, bool readme) => !readme && Statements is [{ From: StatementFrom.Readme }] ? null : _resolved[(int)rule];

    /// <summary>Notices as metadata has them; null of none.</summary>
    public static string? JoinHolders(IReadOnlyList<string> holders)
    {
        if (holders.Count == 0) return null;
        string joined = string.Join("; ", holders);
        return joined.Length <= HoldersLengthMax ? joined : joined[..joined.LastIndexOf("; ", HoldersLengthMax, StringComparison.Ordinal)];
    }
}

/// <summary>The license of one file in the words of its metadata.</summary>
sealed record FileLicense(LicenseExpression Expression, string License, LicenseCategory Category, double Score, string From, string Evidence, string? Files, string? Conflict)
{
    const int EvidenceLengthMax = 600, FilesLengthMax = 1_000;

    /// <summary>Resolves statements, the nearest first; null of none.</summary>
    public static FileLicense? Of(IReadOnlyList<Statement> statements, ConflictRule rule)
    {
        if (Resolution.Of(statements, rule) is not { } resolution) return null;
        Statement holds = resolution.Statement;
        string evidence = string.Join("; ", statements.Select(statement => statement.Evidence).Where(words => words.Length > 0));
        // The license rests on what states it; what states another license is told by the conflict.
        string files = string.Join(' ', statements.Where(statement => statement.Agrees(holds) || statement.Families.Intersect(holds.Families, StringComparer.Ordinal).Any()).Select(statement => statement.Path).Where(path => path.Length > 0).Distinct());
        return new(holds.License, holds.License.ToString(), holds.Category, holds.Score, Statement.NameOf(holds.From), Cut(evidence, EvidenceLengthMax),
            files.Length == 0 ? null : Cut(files, FilesLengthMax), resolution.Conflict);
    }

    /// <summary>The beginning of a text, whole characters only.</summary>
    public static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
