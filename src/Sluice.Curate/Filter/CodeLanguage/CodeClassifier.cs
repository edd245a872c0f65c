namespace Sluice.Curate.Filter.CodeLanguage;

/// <summary>Chooses among languages by the tokens of a file. One a worker: it owns scratch.</summary>
sealed class CodeClassifier(CodeModel model)
{
    /// <summary>What is looked at of a file that may be of any language.</summary>
    const int GuessBytesMax = 4 << 10;

    /// <summary>Least known tokens of a file whose language is guessed.</summary>
    const int GuessTokensMin = 30;

    // Popular languages come first where the tokens leave two alike.
    const float PopularPrior = 1;

    readonly LanguageTable _languages = LanguageTable.Shared;
    readonly float[] _scores = new float[LanguageTable.Shared.All.Count];

    /// <summary>How much more, a token, the guessed language must score than the next one, for a file that may be of any language. Measured: see docs/explanation/code-language.md.</summary>
    public double GuessMargin { get; init; } = 0.5;

    /// <summary>The best of the candidates.</summary>
    public ProgrammingLanguage Best(ReadOnlySpan<byte> textUtf8, ReadOnlySpan<ProgrammingLanguage> candidates)
    {
        CandidateTable table = model.Of(candidates);
        Score(table, textUtf8);
        int best = 0;
        for (int i = 0; i < candidates.Length; i++)
        {
            if (_languages.IsPopular[candidates[i].Number]) _scores[i] += PopularPrior;
            if (_scores[i] > _scores[best]) best = i;
        }
        return candidates[best];
    }

    /// <summary>The language among all, if it is beyond doubt and a popular one; else null. Prose without an extension, which is most of what gets here, is like many a rare language.</summary>
    public ProgrammingLanguage? Guess(ReadOnlySpan<byte> textUtf8)
    {
        int known = model.Score(textUtf8[..Math.Min(textUtf8.Length, GuessBytesMax)], _scores.AsSpan(0, model.Languages.Length));
        if (known < GuessTokensMin) return null;
        int best = 0, next = -1;
        for (int i = 1; i < model.Languages.Length; i++)
        {
            if (_scores[i] > _scores[best]) (best, next) = (i, best);
            else if (next < 0 || _scores[i] > _scores[next]) next = i;
        }
        bool isSure = next >= 0 && _scores[best] - _scores[next] >= GuessMargin * known;
        return isSure && _languages.IsPopular[model.Languages[best].Number] ? model.Languages[best] : null;
    }

    void Score(CandidateTable table, ReadOnlySpan<byte> textUtf8)
    {
        Span<float> scores = _scores.AsSpan(0, table.Languages.Length);
        scores.Clear();
        CodeTokens tokens = new(textUtf8);
        while (tokens.MoveNext())
        {
            ReadOnlySpan<float> weights = table.Of(tokens.Current);
            for (int i = 0; i < weights.Length; i++) scores[i] += weights[i];
        }
    }
}
