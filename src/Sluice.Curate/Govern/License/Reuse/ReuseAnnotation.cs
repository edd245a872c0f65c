using Sluice.Curate.Govern.License.Expressions;

namespace Sluice.Curate.Govern.License.Reuse;

/// <summary>What a REUSE file says of the files that match its patterns.</summary>
/// <param name="Folder">Folder that patterns are relative to, with a slash at its end; empty for the root.</param>
/// <param name="Patterns">Patterns of paths.</param>
/// <param name="IsDep5">Whether they are of the old kind.</param>
/// <param name="Precedence">What holds where the file itself says something.</param>
/// <param name="License">All licenses that are stated; null where none is.</param>
/// <param name="Holders">Copyright notices.</param>
/// <param name="Source">Path of the REUSE file.</param>
sealed record ReuseAnnotation(string Folder, IReadOnlyList<string> Patterns, bool IsDep5, ReusePrecedence Precedence, LicenseExpression? License, IReadOnlyList<string> Holders, string Source)
{
    // Longer ones are hostile, and the work grows with pattern times path.
    const int PathLengthMax = 1_000;

    /// <summary>Whether it is about a path.</summary>
    public bool Covers(string path)
    {
        if (path.Length > PathLengthMax || !path.StartsWith(Folder, StringComparison.Ordinal)) return false;
        ReadOnlySpan<char> below = path.AsSpan(Folder.Length);
        foreach (string pattern in Patterns)
            if (IsDep5 ? PathPattern.MatchesDep5(pattern, below) : PathPattern.MatchesToml(pattern, below)) return true;
        return false;
    }
}

/// <summary>REUSE 3.3: what holds where both the annotation and the file say something.</summary>
enum ReusePrecedence
{
    /// <summary>What the file says.</summary>
    Closest,

    /// <summary>Both.</summary>
    Aggregate,

    /// <summary>What the annotation says.</summary>
    Override,
}
