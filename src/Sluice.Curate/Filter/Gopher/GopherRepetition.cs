using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Core.Text;

namespace Sluice.Curate.Filter.Gopher;

/// <summary>Drops documents that repeat themselves: paragraphs, lines, and runs of two to ten words.</summary>
/// <remarks>
/// <para>Why: pages of boilerplate, lists and generated text repeat; models learn to repeat from them. The rules in order, each strictly above its threshold:
/// repeated paragraphs and lines by number and by characters (<c>dup-para-frac</c>, <c>dup-para-char-frac</c>, <c>dup-line-frac</c>,
/// <c>dup-line-char-frac</c>), the most frequent two, three and four words (<c>top-2-gram</c>, …), repeated runs of five to ten words
/// (<c>duplicated-5-n-grams</c>, …). Shares of characters are of the whole text.</para>
/// <para>Known problems, all as in datatrove: the most frequent n-gram counts though it occurs once, which drops very short texts
/// (<c>top-n-gram-occurrences-min: 2</c> mends it, and saves 28 golden documents), and its overlapping occurrences count in full; runs of words are compared
/// and measured without the spaces between them while the text is measured with them, so that share comes out low; empty lines at the ends are lines
/// (<c>empty-lines: ignore</c>). In scripts without spaces, what a word is decides everything. An empty text is kept: it repeats nothing.</para>
/// <para>Example: <c>gopher-repetition: { dup-line-frac-max: 0.263, language: de }</c></para>
/// <para>Source: Rae et al. 2021 (Gopher), arXiv:2112.11446, table A1; datatrove's GopherRepetitionFilter.</para>
/// </remarks>
public sealed class GopherRepetition : IStep
{
    const int TopFirst = 2, DuplicatedFirst = 5;

    static readonly string[] s_topRules = ["gopher-repetition.top-2-gram", "gopher-repetition.top-3-gram", "gopher-repetition.top-4-gram"];
    static readonly string[] s_duplicatedRules =
    [
        "gopher-repetition.duplicated-5-n-grams", "gopher-repetition.duplicated-6-n-grams", "gopher-repetition.duplicated-7-n-grams",
        "gopher-repetition.duplicated-8-n-grams", "gopher-repetition.duplicated-9-n-grams", "gopher-repetition.duplicated-10-n-grams",
    ];

    readonly GopherRepetitionOptions _options;
    readonly double[] _topMax, _duplicatedMax;
    readonly HashSet64 _seen = new();
    readonly TopNGram _top = new();
    readonly JoinedWords _joined = new();
    readonly RepeatedNGrams _repeated;

    /// <summary>Makes the step.</summary>
    public GopherRepetition(GopherRepetitionOptions options)
    {
        _options = options;
        _repeated = new(_joined);
        _topMax = [options.Top2GramMax, options.Top3GramMax, options.Top4GramMax];
        _duplicatedMax =
        [
            options.Duplicated5NGramsMax, options.Duplicated6NGramsMax, options.Duplicated7NGramsMax,
            options.Duplicated8NGramsMax, options.Duplicated9NGramsMax, options.Duplicated10NGramsMax,
        ];
    }

    /// <summary>The catalog's entry.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Map<GopherRepetitionOptions>("gopher-repetition",
        "Gopher (Rae et al. 2021, arXiv:2112.11446), table A1, as datatrove's GopherRepetitionFilter", (options, _) => new GopherRepetition(options));

    /// <inheritdoc/>
    public Verdict Apply(Document document, Measurements measurements)
    {
        RuleCheck check = new(measurements);
        TextAnalysis analysis = document.Analysis;
        int length = analysis.CodePointCount;
        if (length == 0) return Verdict.Keep;

        RepeatedSpans paragraphs = RepeatedSpans.Count(analysis.Paragraphs, _seen, false);
        check.AtMost("gopher-repetition.dup-para-frac", paragraphs.Fraction, _options.DupParaFracMax);
        check.AtMost("gopher-repetition.dup-para-char-frac", (double)paragraphs.RepeatedCodePoints / length, _options.DupParaCharFracMax);
        if (check.IsDecided) return check.Verdict;

        RepeatedSpans lines = RepeatedSpans.Count(analysis.NewlineRunLines, _seen, _options.EmptyLines == EmptyLines.Ignore);
        check.AtMost("gopher-repetition.dup-line-frac", lines.Fraction, _options.DupLineFracMax);
        check.AtMost("gopher-repetition.dup-line-char-frac", (double)lines.RepeatedCodePoints / length, _options.DupLineCharFracMax);
        if (check.IsDecided) return check.Verdict;

        ReadOnlySpan<Word> words = analysis.WordsIn(_options.Language ?? document.Language);
        _joined.Set(document.Text, words);
        CheckTop(words, length, measurements.IsOn, ref check);
        if (!check.IsDecided) CheckDuplicated(length, measurements.IsOn, ref check);
        return check.Verdict;
    }

    void CheckTop(ReadOnlySpan<Word> words, int length, bool measuresAll, ref RuleCheck check)
    {
        // An n-gram occurs no more often than the most frequent pair of words: mostly that alone shows that none of these rules can fire.
        int occurrencesMax = measuresAll ? 0 : _top.PairOccurrencesMax(words);
        for (int i = 0; i < s_topRules.Length && !check.IsDecided; i++)
        {
            int n = TopFirst + i;
            if (!measuresAll && (_topMax[i] == 0 || (double)(_joined.LongestNGram(n) + n - 1L) * occurrencesMax / length <= _topMax[i])) continue;
            _top.Find(words, n);
            if (_top.First < 0) continue;
            long codePoints = _joined.CodePoints(_top.First, _top.First + n) + n - 1;
            check.AtMost(s_topRules[i], _top.Count < _options.TopNGramOccurrencesMin ? 0 : (double)(codePoints * _top.Count) / length, _topMax[i]);
        }
    }

    void CheckDuplicated(int length, bool measuresAll, ref RuleCheck check)
    {
        _repeated.Sieve(DuplicatedFirst);
        for (int i = 0; i < s_duplicatedRules.Length && !check.IsDecided; i++)
        {
            if (_duplicatedMax[i] == 0 && !measuresAll) continue;
            check.AtMost(s_duplicatedRules[i], (double)_repeated.RepeatedCodePoints(DuplicatedFirst + i) / length, _duplicatedMax[i]);
        }
    }
}
