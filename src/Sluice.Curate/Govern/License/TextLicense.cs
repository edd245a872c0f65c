using System.Globalization;
using System.Text;
using Sluice.Curate.Govern.License.Expressions;
using Sluice.Curate.Govern.License.Texts;

namespace Sluice.Curate.Govern.License;

/// <summary>What one text says of a license: the whole of what was found in it.</summary>
/// <param name="Expression">The license; several that were found all hold, unless the text says that one may choose.</param>
/// <param name="Score">The least score of what was found, 0 to 1.</param>
/// <param name="Kind">The strongest kind of what was found.</param>
/// <param name="Evidence">Each find with its score, kind and bytes: <c>MIT 0.98 text 0-1070</c>, commas between.</param>
sealed record TextLicense(LicenseExpression Expression, double Score, LicenseMatchKind Kind, string Evidence)
{
    const int EvidenceFindsMax = 8, LicensesMax = 50;

    /// <summary>Makes one of matches; null of none.</summary>
    /// <param name="text">The text that they were found in.</param>
    /// <param name="matches">In order of their places.</param>
    public static TextLicense? Of(ReadOnlySpan<byte> text, List<LicenseMatch> matches)
    {
        if (matches.Count == 0) return null;
        List<LicenseExpression> licenses = [];
        double score = 1;
        LicenseMatchKind kind = LicenseMatchKind.Reference;
        StringBuilder evidence = new();
        int shown = 0;
        int covered = 0;
        foreach (LicenseMatch match in matches)
        {
            // A name inside a tag, a notice or a text is a part of it: one side of "MIT OR GPL-3.0-only" does not hold by itself.
            if (match.Kind == LicenseMatchKind.Reference && match.End <= covered) continue;
            if (match.Kind != LicenseMatchKind.Reference) covered = Math.Max(covered, match.End);
            LicenseExpression license = LicenseExpressionParser.TryParse(match.Expression) ?? LicenseExpression.Unreadable;
            bool isNew = !licenses.Contains(license);
            // More than anyone could check: what is not looked at must not read as permissive.
            if (isNew && licenses.Count == LicensesMax) return new(LicenseExpression.Unreadable, 0, kind, $"more than {LicensesMax} different licenses");
            if (isNew) licenses.Add(license);
            score = Math.Min(score, match.Score);
            if (match.Kind < kind) kind = match.Kind;
            if (!isNew || shown++ >= EvidenceFindsMax) continue;
            if (evidence.Length > 0) evidence.Append(", ");
            evidence.Append(CultureInfo.InvariantCulture, $"{license} {match.Score:0.##} {KindName(match.Kind)} {match.Start}-{match.End}");
        }
        LicenseExpression whole = LicenseExpression.All(licenses);
        if (licenses.Count > 1 && DualWords.Between(text, matches, licenses) is { Count: > 1 } chosen) whole = LicenseExpression.All([LicenseExpression.Any(chosen), .. licenses.Where(license => !chosen.Contains(license))]);
        return new(whole.Bounded(), score, kind, evidence.ToString());
    }

    /// <summary>Whether its words tell "or later" and choices: a license's text does not, nor does a license that is merely named.</summary>
    public bool IsExact => Kind is LicenseMatchKind.Tag or LicenseMatchKind.Header;

    /// <summary>As a statement of the file itself, or of the file with a path.</summary>
    public Statement ToStatement(string path) => new(Kind switch
    {
        LicenseMatchKind.Tag => StatementFrom.Tag,
        LicenseMatchKind.Text => StatementFrom.Text,
        _ => StatementFrom.Header,
    }, path, Expression, Score, IsExact, Evidence);

    static string KindName(LicenseMatchKind kind) => kind switch
    {
        LicenseMatchKind.Text => "text",
        LicenseMatchKind.Header => "notice",
        LicenseMatchKind.Tag => "tag",
        _ => "reference",
    };
}
