using System.Buffers;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Core.Text;

namespace Sluice.Curate.Filter.C4;

/// <summary>Keeps the lines of a page that look like sentences, and drops the page if fewer than five sentences are left.</summary>
/// <remarks>
/// <para>Why: menus, notices and code share pages with prose; dropping them line by line saves the prose. Each line, in order: a word longer than 1,000
/// characters drops it; citation marks are taken out; it must end in a terminal mark; it must have three words; "lorem ipsum" drops the whole page
/// (<c>lorem-ipsum</c>); "javascript" drops it; a curly bracket drops the page (<c>curly-bracket</c>); a phrase of terms and cookie notices drops it. Then the
/// page's sentences are counted (<c>too-few-sentences</c>). The text becomes the kept lines, trimmed.</para>
/// <para>Known problems, all as in datatrove: "lorem ipsum" and curly brackets in a line already dropped do not drop the page (<c>page-rules: whole-page</c>
/// does what the paper says, and drops 25 golden documents more); one bracket anywhere costs a page about programming; a citation mark at the end of a line
/// leaves a space before it that hides the terminal mark; blank lines vanish, and with them paragraphs; the terminal marks are those of English. A page that
/// is dropped keeps its text.</para>
/// <para>Example: <c>c4-quality: { terminal-punctuation: false }</c>, which is FineWeb's.</para>
/// <para>Source: Raffel et al. 2020 (T5), arXiv:1910.10683, section 2.2; datatrove's C4QualityFilter.</para>
/// </remarks>
public sealed class C4Quality(C4QualityOptions options) : IStep
{
    static readonly string[] s_fateNames =
        ["lines-kept", "lines-too-long-word", "lines-no-terminal-punctuation", "lines-too-few-words", "lines-javascript", "lines-policy"];

    ArrayBufferWriter<byte> _kept = new();
    readonly List<KeptLine> _keptLines = [];
    readonly int[] _fates = new int[s_fateNames.Length];
    byte[] _lineBuffer = [];

    /// <summary>The catalog's entry.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Map<C4QualityOptions>("c4-quality",
        "C4 (Raffel et al. 2020, arXiv:1910.10683), as datatrove's C4QualityFilter", (options, _) => new C4Quality(options));

    // What becomes of a line; the last two drop the page.
    enum Fate { Kept, TooLongWord, NoTerminalPunctuation, TooFewWords, Javascript, Policy, LoremIpsum, CurlyBracket }

    /// <inheritdoc/>
    public Verdict Apply(Document document, Measurements measurements)
    {
        TextAnalysis analysis = document.Analysis;
        ReadOnlySpan<byte> text = document.Text;
        string? language = options.Language ?? document.Language;
        if (options.PageRules == PageRules.WholePage)
        {
            if (options.LoremIpsum && (C4Phrases.In(text) & C4Phrase.LoremIpsum) != 0) return Verdict.Drop("c4-quality.lorem-ipsum");
            if (options.CurlyBracket && text.Contains((byte)'{')) return Verdict.Drop("c4-quality.curly-bracket");
        }

        StartKeeping();
        Array.Clear(_fates);
        foreach (ref readonly TextSpan unit in options.Unit == C4Unit.Line ? analysis.Lines : analysis.SentencesIn(language))
        {
            (int start, int end) = WhiteSpace.Trim(text, unit.Start, unit.End);
            ReadOnlySpan<byte> line = text[start..end];
            Fate fate = Judge(ref line);
            if (fate >= Fate.LoremIpsum) return Verdict.Drop(fate == Fate.LoremIpsum ? "c4-quality.lorem-ipsum" : "c4-quality.curly-bracket");
            _fates[(int)fate]++;
            if (fate != Fate.Kept) continue;
            if (_fates[(int)Fate.Kept] > 1) _kept.Write(options.Unit == C4Unit.Line ? "\n"u8 : " "u8);
            _keptLines.Add(new(start, end, _kept.WrittenCount, line.Length));
            _kept.Write(line);
        }

        for (int fate = 0; fate < s_fateNames.Length; fate++) measurements.Add(s_fateNames[fate], _fates[fate]);
        // A line has one sentence at least, so mostly none need be counted.
        if (measurements.IsOn || _keptLines.Count < options.SentencesMin)
        {
            int sentences = CountSentences(analysis, language);
            measurements.Add("too-few-sentences", sentences);
            if (sentences < options.SentencesMin) return Verdict.Drop("c4-quality.too-few-sentences", sentences, options.SentencesMin);
        }
        // The same text keeps its analysis.
        ReadOnlySpan<byte> kept = WhiteSpace.Trim(_kept.WrittenSpan);
        if (!kept.SequenceEqual(document.Text)) document.SetText(kept);
        return Verdict.Keep;
    }

    void StartKeeping()
    {
        // One giant document must not hold its memory for the rest of the run.
        const int KeptBytesMax = 4 << 20;
        _keptLines.Clear();
        if (_kept.Capacity > KeptBytesMax) (_kept, _lineBuffer, _keptLines.Capacity) = (new(), [], 0);
        _kept.ResetWrittenCount();
    }

    // The rules in order; the line comes back without citation marks.
    Fate Judge(ref ReadOnlySpan<byte> line)
    {
        (bool hasWords, bool hasLongWord) = CheckWords(line);
        if (hasLongWord) return Fate.TooLongWord;
        if (options.RemoveCitations) line = Citations.Remove(line, ref _lineBuffer);
        if (options.TerminalPunctuation && !EndsAsSentence(line)) return Fate.NoTerminalPunctuation;
        if (!hasWords) return Fate.TooFewWords;
        C4Phrase phrases = C4Phrases.In(line);
        if (options.LoremIpsum && (phrases & C4Phrase.LoremIpsum) != 0) return Fate.LoremIpsum;
        if (options.Javascript && (phrases & C4Phrase.Javascript) != 0) return Fate.Javascript;
        if (options.CurlyBracket && line.Contains((byte)'{')) return Fate.CurlyBracket;
        return options.Policy && (phrases & C4Phrase.Policy) != 0 ? Fate.Policy : Fate.Kept;
    }

    // Whether a line has enough words by white space, and whether one is too long. A short line can have no long word, so its end need not be read.
    (bool HasWords, bool HasLongWord) CheckWords(ReadOnlySpan<byte> line)
    {
        bool checksLength = options.WordLengthMax > 0 && line.Length > options.WordLengthMax;
        int words = 0;
        for (int at = 0; (checksLength || words < options.LineWordsMin) && WhiteSpace.NextChunk(line, ref at, out ReadOnlySpan<byte> chunk); words++)
            if (chunk.Length > options.WordLengthMax && checksLength && CodePoints.Count(chunk) > options.WordLengthMax) return (false, true);
        return (words >= options.LineWordsMin, false);
    }

    static bool EndsAsSentence(ReadOnlySpan<byte> line) =>
        !line.IsEmpty && line[^1] is (byte)'.' or (byte)'?' or (byte)'!' or (byte)'"' or (byte)'\'' && !line.EndsWith("..."u8);

    int CountSentences(TextAnalysis analysis, string? language)
    {
        if (options.Unit == C4Unit.Sentence) return _keptLines.Count;
        int sentences = 0;
        foreach (KeptLine line in _keptLines)
        {
            sentences += line.Length == line.End - line.Start
                ? analysis.CountSentences(language, line.Start, line.Length)
                : analysis.CountSentences(language, _kept.WrittenSpan.Slice(line.KeptStart, line.Length));
        }
        return sentences;
    }

    // A kept line: where it stood in the text, and where it stands, perhaps without citation marks, among those kept.
    readonly record struct KeptLine(int Start, int End, int KeptStart, int Length);
}
