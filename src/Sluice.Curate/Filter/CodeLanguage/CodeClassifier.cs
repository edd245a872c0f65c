namespace Sluice.Curate.Filter.CodeLanguage;

/// <summary>Chooses among languages by the words of a file.</summary>
sealed class CodeClassifier
{
    readonly LanguageTable _languages = LanguageTable.Shared;

    /// <summary>The best of the candidates; null where there are none.</summary>
    public ProgrammingLanguage? Best(ReadOnlySpan<byte> textUtf8, ReadOnlySpan<ProgrammingLanguage> candidates, ReadOnlySpan<char> extension)
    {
        foreach (ProgrammingLanguage candidate in candidates)
            if (_languages.IsPopular[candidate.Number]) return candidate;
        return candidates.IsEmpty ? null : candidates[0];
    }
}
