using System.Buffers;
using Sluice.Core;
using Sluice.Core.Text;

namespace Sluice.Curate.Dedup.Spans;

/// <summary>Sentences, compared in runs. Marks that make a sentence of their own belong to the one before; those before the first, to that.</summary>
sealed class SentenceFinder(DeduplicateSentencesOptions options, ulong seed) : IUnitFinder
{
    const int KeptBytesMax = 4 << 20;

    readonly List<(int Start, int End, int Words)> _forms = []; // Where each sentence's simplified form lies; words up to its end.
    ArrayBufferWriter<byte> _simplified = new();

    public int RunUnits => options.SpanSentences;

    public void Find(Document document, UnitList found)
    {
        ReadOnlySpan<byte> text = document.Text;
        _forms.Clear();
        // One giant text must not hold its memory for the rest of the run.
        if (_simplified.Capacity > KeptBytesMax) (_simplified, _forms.Capacity) = (new(), 0);
        _simplified.ResetWrittenCount();
        int words = 0, marksStart = -1;
        foreach (ref readonly TextSpan sentence in document.Analysis.Sentences)
        {
            int start = _simplified.WrittenCount;
            SimplifiedText.Write(sentence.In(text), _simplified);
            int end = _simplified.WrittenCount;
            if (start == end)
            {
                if (found.Units.Length > 0) found.ExtendLast(sentence.End);
                else if (marksStart < 0) marksStart = sentence.Start;
                continue;
            }
            if (found.IsFull) break;
            words += 1 + _simplified.WrittenSpan[start..].Count((byte)' ');
            found.Add(found.Units.IsEmpty && marksStart >= 0 ? marksStart : sentence.Start, sentence.End);
            _forms.Add((start, end, words));
            _simplified.Write(" "u8);
        }
        for (int first = 0, last = options.SpanSentences - 1; last < _forms.Count; first++, last++) found.AddHash(HashOf(first, last, found));
    }

    // The forms lie side by side, with spaces between.
    ulong HashOf(int first, int last, UnitList found)
    {
        int words = _forms[last].Words - (first > 0 ? _forms[first - 1].Words : 0);
        int bytes = found.Units[last].End - found.Units[first].Start;
        if (words < options.WordsMin || bytes < options.BytesMin) return 0;
        return Math.Max(TextHash.Of(_simplified.WrittenSpan[_forms[first].Start.._forms[last].End], seed), 1); // 0 means that a span is not compared.
    }
}
