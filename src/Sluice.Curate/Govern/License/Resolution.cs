using System.Text;

namespace Sluice.Curate.Govern.License;

/// <summary>What several places together say of one file.</summary>
/// <param name="Statement">The one that holds.</param>
/// <param name="Conflict">What says what, where they differ: <c>header GPL-2.0-only; LICENSE MIT</c>; null where they agree.</param>
sealed record Resolution(Statement Statement, string? Conflict)
{
    const int ConflictLengthMax = 400;

    /// <summary>Resolves statements, the nearest first.</summary>
    /// <remarks>Where two agree, the nearer holds, or the farther if that alone is exact about the same licenses. Where two differ, the rule decides; it never makes the result less strict than the nearest.</remarks>
    public static Resolution? Of(IReadOnlyList<Statement> statements, ConflictRule rule)
    {
        if (statements.Count == 0) return null;
        Statement holds = statements[0], first = holds;
        StringBuilder? conflict = null;
        for (int i = 1; i < statements.Count; i++)
        {
            Statement other = statements[i];
            if (holds.Agrees(other))
            {
                bool isSame = holds.Families.AsSpan().SequenceEqual(other.Families);
                if (isSame && other.IsExact && !holds.IsExact || !isSame && holds.License.Id.StartsWith("LicenseRef-", StringComparison.Ordinal))
                    holds = other with { From = holds.From, Path = holds.Path, Score = holds.Score, Evidence = holds.Evidence.Length == 0 ? other.Evidence : holds.Evidence };
                // One of a folder's places names fewer licenses than another. A file's own word may well: it is about that file.
                if (first.Path.Length > 0 && !first.IsSame(other)) conflict = Told(conflict, first, other);
                continue;
            }
            conflict = Told(conflict, first, other);
            if (rule != ConflictRule.Nearest && other.Category > holds.Category) holds = other;
        }
        return new(holds, conflict is null ? null : FileLicense.Cut(conflict.ToString(), ConflictLengthMax));
    }

    static StringBuilder Told(StringBuilder? conflict, Statement first, Statement other)
    {
        conflict ??= new StringBuilder(first.Place).Append(' ').Append(first.License);
        return conflict.Length < ConflictLengthMax ? conflict.Append("; ").Append(other.Place).Append(' ').Append(other.License) : conflict;
    }
}
