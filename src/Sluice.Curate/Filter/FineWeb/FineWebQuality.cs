using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Core.Text;

namespace Sluice.Curate.Filter.FineWeb;

/// <summary>Drops documents whose lines look like a list or a menu: few end in a terminal mark, most are short, some repeat, or there are many for few
/// words.</summary>
/// <remarks>
/// <para>Why: FineWeb's authors compared histograms of good and bad crawls and kept the four rules that helped most. Lines are those between line feeds, blank
/// ones left out. In order: <c>empty</c>, <c>line-punct-ratio</c>, <c>short-line-ratio</c>, <c>char-dup-ratio</c>, <c>list-ratio</c>.</para>
/// <para>Known problems, all as in datatrove: a line's end is its very last character, so a trailing space or a closing quote hides the point before it
/// (<c>line-end: before-closing</c> mends it, and saves 11 golden documents); quotes, brackets and the ellipsis are no terminal marks; a repeated short
/// heading is enough to pass 1 % of a short text.</para>
/// <para>Example: <c>fineweb-quality: { line-end: before-closing, char-dup-ratio-max: 0.1 }</c></para>
/// <para>Source: FineWeb (Penedo et al. 2024, arXiv:2406.17557), section 3.5; datatrove's FineWebQualityFilter.</para>
/// </remarks>
public sealed class FineWebQuality(FineWebQualityOptions options) : IStep
{
    readonly HashSet64 _seen = new();

    /// <summary>The catalog's entry.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Map<FineWebQualityOptions>("fineweb-quality",
        "FineWeb (Penedo et al. 2024, arXiv:2406.17557), section 3.5, as datatrove's FineWebQualityFilter", (options, _) => new FineWebQuality(options));

    /// <inheritdoc/>
    public Verdict Apply(Document document, Measurements measurements)
    {
        TextAnalysis analysis = document.Analysis;
        ReadOnlySpan<TextSpan> lines = analysis.NewlineLines;
        LineCounts counts = Count(document.Text, lines);
        if (counts.Lines == 0) return Verdict.Drop("fineweb-quality.empty");

        double punctuated = (double)counts.Terminated / counts.Lines, shortLines = (double)counts.Short / counts.Lines;
        int newlines = lines.Length - 1;
        double repeated = (double)counts.RepeatedCodePoints / (analysis.CodePointCount - newlines);
        if (measurements.IsOn)
        {
            measurements.Add("line-punct-ratio", punctuated);
            measurements.Add("short-line-ratio", shortLines);
            measurements.Add("char-dup-ratio", repeated);
            measurements.Add("list-ratio", ListRatio(document, newlines));
        }
        if (punctuated < options.LinePunctRatioMin && !(punctuated == 0 && options.LinePunctSpareZero))
            return Verdict.Drop("fineweb-quality.line-punct-ratio", punctuated, options.LinePunctRatioMin);
        if (shortLines > options.ShortLineRatioMax) return Verdict.Drop("fineweb-quality.short-line-ratio", shortLines, options.ShortLineRatioMax);
        if (repeated > options.CharDupRatioMax) return Verdict.Drop("fineweb-quality.char-dup-ratio", repeated, options.CharDupRatioMax);
        // There are at least as many words as runs of letters behind white space: mostly that alone shows that the rule can't fire, and the text
        // need not be cut into words.
        if (newlines == 0 || (double)newlines / CertainWords(document.Text) <= options.ListRatioMax) return Verdict.Keep;
        double list = ListRatio(document, newlines);
        return list > options.ListRatioMax ? Verdict.Drop("fineweb-quality.list-ratio", list, options.ListRatioMax) : Verdict.Keep;
    }

    LineCounts Count(ReadOnlySpan<byte> text, ReadOnlySpan<TextSpan> lines)
    {
        LineCounts counts = default;
        _seen.Clear(lines.Length);
        foreach (ref readonly TextSpan line in lines)
        {
            ReadOnlySpan<byte> bytes = line.In(text);
            if (IsBlank(bytes)) continue;
            counts.Lines++;
            if (TerminalMarks.EndsWith(options.LineEnd == LineEnd.LastCharacter ? bytes : WithoutClosing(bytes))) counts.Terminated++;
            if (line.CodePoints <= options.ShortLineLength) counts.Short++;
            if (!_seen.Add(line.Hash)) counts.RepeatedCodePoints += line.CodePoints;
        }
        return counts;
    }

    static bool IsBlank(ReadOnlySpan<byte> line) => line.IsEmpty || (WhiteSpace.LengthAt(line, 0) > 0 && WhiteSpace.Trim(line).IsEmpty);

    double ListRatio(Document document, int newlines)
    {
        int words = document.Analysis.WordsIn(options.Language ?? document.Language).Length;
        return words == 0 ? 0 : (double)newlines / words;
    }

    // A lower bound of the words: ASCII letters and digits at the start or behind an ASCII space or line feed.
    static int CertainWords(ReadOnlySpan<byte> text)
    {
        int words = 0;
        byte before = (byte)' ';
        foreach (byte b in text)
        {
            if (before is (byte)' ' or (byte)'\n' && char.IsAsciiLetterOrDigit((char)b)) words++;
            before = b;
        }
        return words;
    }

    static ReadOnlySpan<byte> WithoutClosing(ReadOnlySpan<byte> line)
    {
        while (!line.IsEmpty)
        {
            int length = WhiteSpace.LengthBefore(line, line.Length);
            if (length == 0)
            {
                Rune.DecodeLastFromUtf8(line, out Rune last, out length);
                if (!IsClosing(last)) break;
            }
            line = line[..^length];
        }
        return line;
    }

    // ASCII quotes, Unicode's closing brackets (Pe) and closing quotes (Pf), and those of its opening quotes (Pi) that close in German and in Scandinavia.
    static bool IsClosing(Rune rune) => rune.Value is '"' or '\'' or 0x201C or 0x2018 or 0xAB
        || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.ClosePunctuation or System.Globalization.UnicodeCategory.FinalQuotePunctuation;

    struct LineCounts
    {
        public int Lines, Terminated, Short;
        public long RepeatedCodePoints;
    }
}
