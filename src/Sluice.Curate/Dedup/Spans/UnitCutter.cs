using Sluice.Core;
using Sluice.Core.Text;

namespace Sluice.Curate.Dedup.Spans;

/// <summary>Cuts units out of a document's text, and judges what is left.</summary>
/// <param name="rules">Whose rules, and what is cut.</param>
/// <param name="runUnits">Units of a run.</param>
sealed class UnitCutter(UnitRules rules, int runUnits)
{
    readonly TextCuts _cuts = new();

    /// <summary>Cuts, or drops a document of which too little would be left; it keeps its text then.</summary>
    public Verdict Apply(Document document, ReadOnlySpan<TextUnit> units, ReadOnlySpan<byte> change)
    {
        TextAnalysis analysis = document.Analysis;
        int cutUntil = 0; // The unit behind the last run that is cut.
        int unitsCut = 0, words = 0, sentences = 0;
        _cuts.Clear();
        for (int n = 0; n < units.Length; n++)
        {
            TextUnit unit = units[n];
            if (UnitChange.Cuts(change, n)) cutUntil = n + runUnits;
            if (n < cutUntil)
            {
                _cuts.Add(unit.Start, unit.End);
                unitsCut++;
                continue;
            }
            if (words < rules.WordsLeftMin) words += analysis.WordsInside(analysis.Language, unit.Start, unit.Length).Length;
            if (sentences < rules.SentencesLeftMin) sentences += analysis.CountSentences(analysis.Language, unit.Start, unit.Length);
        }
        _cuts.Write(document);
        _cuts.Describe(document.Metadata, rules.Unit, unitsCut);
        if (_cuts.BytesLeft < rules.TextLeftMin) return Verdict.Drop(rules.TextLeft, _cuts.BytesLeft, rules.TextLeftMin);
        if (words < rules.WordsLeftMin) return Verdict.Drop(rules.WordsLeft, words, rules.WordsLeftMin);
        if (sentences < rules.SentencesLeftMin) return Verdict.Drop(rules.SentencesLeft, sentences, rules.SentencesLeftMin);
        document.CommitText();
        return Verdict.Keep;
    }
}
