namespace Sluice.Core.Text;

/// <summary>Cuts words into sentences: one ends after a terminal mark and the punctuation and marks that follow it.</summary>
/// <remarks>White space other than one single space is a unit of its own here, as it is a token in spaCy: it starts the next sentence, so that punctuation behind a
/// line break does not belong to the sentence before.</remarks>
static class SentenceSplit
{
    const WordKinds Continues = WordKinds.IsPunctuation | WordKinds.EndsSentence;

    /// <summary>The sentences of a text, without white space at their ends.</summary>
    public static void Split(ReadOnlySpan<byte> text, ReadOnlySpan<Word> words, ReusableList<TextSpan> sentences)
    {
        int first = 0;
        bool seenMark = false;
        for (int i = 0; i < words.Length; i++)
        {
            WordKinds kinds = words[i].Kinds;
            if (seenMark && ((kinds & Continues) == 0 || (kinds & WordKinds.AfterBreak) != 0))
            {
                sentences.Add(LineSplit.Span(text, words[first].Start, words[i - 1].End));
                first = i;
                seenMark = false;
            }
            seenMark |= (kinds & WordKinds.EndsSentence) != 0;
        }
        if (first < words.Length) sentences.Add(LineSplit.Span(text, words[first].Start, words[^1].End));
    }

    /// <summary>The text cut at the ends of its sentences.</summary>
    public static void Cut(ReadOnlySpan<byte> text, ReadOnlySpan<Word> words, ReadOnlySpan<TextSpan> sentences, ReusableList<TextSpan> pieces)
    {
        int start = 0;
        for (int i = 0; i < sentences.Length - 1; i++)
        {
            pieces.Add(LineSplit.Span(text, start, sentences[i].End));
            start = sentences[i].End;
        }
        // White space at the end of the text, but one single space, makes a sentence of its own behind a terminal mark.
        int end = words.IsEmpty ? text.Length : words[^1].End;
        bool seenMark = false;
        for (int i = words.Length - 1; i >= 0 && words[i].Start >= start && !seenMark; i--) seenMark = (words[i].Kinds & WordKinds.EndsSentence) != 0;
        if (seenMark && end < text.Length && !text[end..].SequenceEqual(" "u8))
        {
            pieces.Add(LineSplit.Span(text, start, end));
            start = end;
        }
        pieces.Add(LineSplit.Span(text, start, text.Length));
    }

    /// <summary>How many sentences some words make; the first begins one, whatever it is.</summary>
    public static int Count(ReadOnlySpan<Word> words)
    {
        int count = 0;
        bool seenMark = true;
        for (int i = 0; i < words.Length; i++)
        {
            WordKinds kinds = words[i].Kinds;
            if (seenMark && (i == 0 || (kinds & Continues) == 0 || (kinds & WordKinds.AfterBreak) != 0))
            {
                count++;
                seenMark = false;
            }
            seenMark |= (kinds & WordKinds.EndsSentence) != 0;
        }
        return count;
    }
}
