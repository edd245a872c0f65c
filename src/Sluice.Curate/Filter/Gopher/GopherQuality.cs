using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Core.Text;

namespace Sluice.Curate.Filter.Gopher;

/// <summary>Drops documents that are no prose: too short or long, odd words, symbols, bullet lists, cut-off lines, few letters, no function words.</summary>
/// <remarks>
/// <para>Why: simple counts tell running text from menus, tables, code and word salad. Words are tokens with a character that is no symbol. The rules in order:
/// number of words (<c>short-doc</c>, <c>long-doc</c>), their mean length (<c>below-avg-threshold</c>, <c>above-avg-threshold</c>), <c>#</c> and ellipses for
/// each token (<c>too-many-hashes</c>, <c>too-many-ellipsis</c>), lines that start with a bullet or end with an ellipsis (<c>too-many-bullets</c>,
/// <c>too-many-end-ellipsis</c>), tokens with a letter (<c>below-alpha-threshold</c>), stop words (<c>enough-stop-words</c>: too few).</para>
/// <para>Known problems, all as in datatrove: the share of tokens with a letter counts punctuation marks as tokens without one, which drops good text
/// (<c>alpha-words: exclude-punctuation</c> mends it: it saves 170 of 889 English golden documents); stop words are English and compared with capitals told
/// apart. A document without any word is <c>short-doc</c>; with that rule off, rules that would divide by zero are skipped.</para>
/// <para>Example: <c>gopher-quality: { words-min: 30, alpha-words: exclude-punctuation }</c></para>
/// <para>Source: Rae et al. 2021 (Gopher), arXiv:2112.11446, section A1.1, "Quality Filtering"; datatrove's GopherQualityFilter.</para>
/// </remarks>
public sealed class GopherQuality : IStep
{
    readonly GopherQualityOptions _options;
    readonly ulong[] _stopWords;
    readonly int _stopWordBytesMax;
    readonly bool[] _stopWordSeen;

    /// <summary>Makes the step.</summary>
    public GopherQuality(GopherQualityOptions options)
    {
        _options = options;
        byte[][] stopWords = [.. options.StopWords.Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes)];
        _stopWords = [.. stopWords.Select(word => TextHash.Of(word))];
        _stopWordBytesMax = stopWords.Length == 0 ? 0 : stopWords.Max(word => word.Length);
        _stopWordSeen = new bool[stopWords.Length];
    }

    /// <summary>The catalog's entry.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Map<GopherQualityOptions>("gopher-quality",
        "Gopher (Rae et al. 2021, arXiv:2112.11446), section A1.1, as datatrove's GopherQualityFilter", (options, _) => new GopherQuality(options));

    /// <inheritdoc/>
    public Verdict Apply(Document document, Measurements measurements)
    {
        RuleCheck check = new(measurements);
        ReadOnlySpan<Word> words = document.Analysis.WordsIn(_options.Language ?? document.Language);
        WordCounts counts = Count(words);
        measurements.Add("n-words", words.Length);
        check.AtLeast("gopher-quality.short-doc", counts.NonSymbol, _options.WordsMin);
        check.AtMost("gopher-quality.long-doc", counts.NonSymbol, _options.WordsMax);
        if (check.IsDecided) return check.Verdict;
        if (counts.NonSymbol > 0)
        {
            double mean = (double)counts.NonSymbolCodePoints / counts.NonSymbol;
            check.AtLeast("gopher-quality.below-avg-threshold", mean, _options.WordLengthMin);
            check.AtMost("gopher-quality.above-avg-threshold", mean, _options.WordLengthMax);
        }
        if (check.IsDecided) return check.Verdict;
        CheckSymbols(document.Text, words.Length, ref check);
        if (check.IsDecided) return check.Verdict;
        CheckLines(document.Analysis, ref check);
        if (check.IsDecided) return check.Verdict;
        int of = _options.AlphaWords == AlphaWords.IncludePunctuation ? words.Length : counts.NonSymbol;
        if (of > 0) check.AtLeast("gopher-quality.below-alpha-threshold", (double)counts.Alphabetic / of, _options.AlphaWordsMin);
        if (check.IsDecided) return check.Verdict;
        check.AtLeast("gopher-quality.enough-stop-words", CountStopWords(words, measurements.IsOn), _options.StopWordsMin);
        return check.Verdict;
    }

    static WordCounts Count(ReadOnlySpan<Word> words)
    {
        WordCounts counts = default;
        foreach (ref readonly Word word in words)
        {
            if ((word.Kinds & WordKinds.HasAlphabetic) != 0) counts.Alphabetic++;
            if ((word.Kinds & WordKinds.HasNonSymbol) == 0) continue;
            counts.NonSymbol++;
            counts.NonSymbolCodePoints += word.CodePoints;
        }
        return counts;
    }

    void CheckSymbols(ReadOnlySpan<byte> text, int words, ref RuleCheck check)
    {
        if (words == 0) return;
        check.AtMost("gopher-quality.too-many-hashes", (double)text.Count((byte)'#') / words, _options.SymbolRatioMax);
        if (check.IsDecided) return;
        check.AtMost("gopher-quality.too-many-ellipsis", (double)(text.Count("..."u8) + text.Count("…"u8)) / words, _options.SymbolRatioMax);
    }

    void CheckLines(TextAnalysis analysis, ref RuleCheck check)
    {
        ReadOnlySpan<TextSpan> lines = analysis.Lines;
        if (lines.IsEmpty) return;
        int bullets = 0, ellipses = 0;
        foreach (ref readonly TextSpan line in lines)
        {
            ReadOnlySpan<byte> trimmed = WhiteSpace.Trim(line.In(analysis.Text));
            if (trimmed.StartsWith("-"u8) || trimmed.StartsWith("•"u8)) bullets++;
            if (trimmed.EndsWith("..."u8) || trimmed.EndsWith("…"u8)) ellipses++;
        }
        check.AtMost("gopher-quality.too-many-bullets", (double)bullets / lines.Length, _options.BulletLinesMax);
        check.AtMost("gopher-quality.too-many-end-ellipsis", (double)ellipses / lines.Length, _options.EndEllipsisLinesMax);
    }

    // How many different ones there are; counting ends when they suffice, but for measurements.
    int CountStopWords(ReadOnlySpan<Word> words, bool countsAll)
    {
        int different = 0;
        Array.Clear(_stopWordSeen);
        foreach (ref readonly Word word in words)
        {
            if (word.Length > _stopWordBytesMax) continue;
            int stopWord = _stopWords.AsSpan().IndexOf(word.Hash);
            if (stopWord < 0 || _stopWordSeen[stopWord]) continue;
            _stopWordSeen[stopWord] = true;
            if (++different >= _options.StopWordsMin && !countsAll) break;
        }
        return different;
    }

    struct WordCounts
    {
        public int NonSymbol, Alphabetic;
        public long NonSymbolCodePoints;
    }
}
