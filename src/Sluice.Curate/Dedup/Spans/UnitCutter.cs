using System.Buffers;
using System.Globalization;
using System.Text;
using Sluice.Core;
using Sluice.Core.Text;

namespace Sluice.Curate.Dedup.Spans;

/// <summary>Cuts units out of a document's text, so that the rest reads well, and says in its metadata what went.</summary>
/// <remarks>Between two units that stay, of all that stood between them the white space with the most line feeds is left: a paragraph's end stays one, and no gap grows.
/// Metadata, of lines for one: <c>lines-cut</c>, <c>lines-cut-bytes</c>, and <c>lines-cut-at</c>: ranges of bytes in the text before (<c>0-57 212-300</c>), the first <see cref="RangesMax"/> of them.</remarks>
/// <param name="rules">Whose rules, and what is cut.</param>
/// <param name="runUnits">Units of a run.</param>
sealed class UnitCutter(UnitRules rules, int runUnits)
{
    const int RangesMax = 32;

    readonly StringBuilder _ranges = new();
    int _rangesCount, _rangeStart, _rangeEnd;
    int _unitsCut, _words, _sentences;
    long _bytesCut;

    /// <summary>Cuts, or drops a document of which too little would be left; it keeps its text then.</summary>
    public Verdict Apply(Document document, ReadOnlySpan<TextUnit> units, ReadOnlySpan<byte> change)
    {
        Start();
        ReadOnlySpan<byte> text = document.Text;
        IBufferWriter<byte> left = document.BeginText();
        long leftBytes = 0;
        int end = 0, cutUntil = 0; // The end of the unit before; the unit behind the last run that is cut.
        TextUnit gap = default;
        int gapBreaks = -1;
        bool anyLeft = false, cutBefore = false;
        for (int n = 0; n < units.Length; n++)
        {
            TextUnit unit = units[n], before = new(end, unit.Start - end);
            end = unit.End;
            if (UnitChange.Cuts(change, n)) cutUntil = n + runUnits;
            bool isCut = n < cutUntil;
            if (isCut || cutBefore)
            {
                int breaks = text.Slice(before.Start, before.Length).Count((byte)'\n');
                if (breaks >= gapBreaks) (gap, gapBreaks) = (before, breaks);
            }
            else
            {
                gap = before;
            }
            if (isCut)
            {
                Cut(unit);
                cutBefore = true;
                continue;
            }
            if (anyLeft || !cutBefore) Write(text, gap.Start, gap.End);
            Write(text, unit.Start, unit.End);
            Count(document.Analysis, unit);
            (anyLeft, cutBefore, gapBreaks) = (true, false, -1);
        }
        if (anyLeft || WhiteSpace.Trim(text[end..]).Length > 0) Write(text, end, text.Length);
        Describe(document);
        Verdict verdict = Judge(leftBytes);
        if (verdict.IsKept) document.CommitText();
        return verdict;

        void Write(ReadOnlySpan<byte> text, int from, int to)
        {
            left.Write(text[from..to]);
            leftBytes += to - from;
        }
    }

    void Start()
    {
        _ranges.Clear();
        _rangesCount = _rangeStart = _unitsCut = _words = _sentences = 0;
        _rangeEnd = -1;
        _bytesCut = 0;
    }

    void Cut(TextUnit unit)
    {
        _unitsCut++;
        _bytesCut += unit.Length;
        if (_rangeEnd < 0) _rangeStart = unit.Start;
        _rangeEnd = unit.End;
    }

    // Called for each unit that stays: a range of units that were cut ends before it.
    void Count(TextAnalysis analysis, TextUnit unit)
    {
        EndRange();
        if (rules.WordsLeftMin > 0 && _words < rules.WordsLeftMin) _words += analysis.WordsInside(analysis.Language, unit.Start, unit.Length).Length;
        if (rules.SentencesLeftMin > 0 && _sentences < rules.SentencesLeftMin) _sentences += analysis.CountSentences(analysis.Language, unit.Start, unit.Length);
    }

    void EndRange()
    {
        if (_rangeEnd < 0) return;
        if (++_rangesCount <= RangesMax) _ranges.Append(CultureInfo.InvariantCulture, $"{(_rangesCount > 1 ? " " : "")}{_rangeStart}-{_rangeEnd}");
        _rangeEnd = -1;
    }

    void Describe(Document document)
    {
        EndRange();
        document.Metadata.Set(rules.Unit + "-cut", _unitsCut);
        document.Metadata.Set(rules.Unit + "-cut-bytes", _bytesCut);
        document.Metadata.Set(rules.Unit + "-cut-at", _ranges.ToString());
    }

    Verdict Judge(long leftBytes)
    {
        if (leftBytes < rules.TextLeftMin) return Verdict.Drop(rules.TextLeft, leftBytes, rules.TextLeftMin);
        if (_words < rules.WordsLeftMin) return Verdict.Drop(rules.WordsLeft, _words, rules.WordsLeftMin);
        return _sentences < rules.SentencesLeftMin ? Verdict.Drop(rules.SentencesLeft, _sentences, rules.SentencesLeftMin) : Verdict.Keep;
    }
}
