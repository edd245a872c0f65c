using System.Text;
using Sluice.Core;
using Sluice.Core.Text;

namespace Sluice.Curate.Govern.Decontamination;

/// <summary>Takes places out of a document. One instance a worker.</summary>
sealed class ContaminationCut
{
    // A sentence's end that is farther away is none that a reader would see.
    const int SentenceBytesMax = 600;
    const int WordBytesMax = 64;

    readonly List<(int Start, int End)> _spans = [];
    readonly TextCuts _cuts = new();

    /// <summary>Pieces that the last call left, too short ones too.</summary>
    public int Pieces { get; private set; }

    /// <summary>Takes the places out, each with the rest of its sentences.</summary>
    public void CutSentences(Document document, IReadOnlyList<ContaminationMatch> matches)
    {
        _spans.Clear();
        ReadOnlySpan<byte> text = document.Text;
        ReadOnlySpan<TextSpan> sentences = document.Analysis.Sentences;
        foreach (ContaminationMatch match in matches)
        {
            int start = match.Start, end = match.End;
            start = SentenceAt(sentences, start) is { } first && start - first.Start <= SentenceBytesMax ? first.Start : ToWordStart(text, start);
            end = SentenceAt(sentences, end - 1) is { } last && last.End - end <= SentenceBytesMax ? Math.Max(end, last.End) : ToWordEnd(text, end);
            _spans.Add((start, end));
        }
        Cut(document, 0, []);
    }

    /// <summary>Takes the places out with a window on each side, and pieces that are too short; the others become paragraphs.</summary>
    /// <param name="document">The document.</param>
    /// <param name="matches">The places.</param>
    /// <param name="window">Characters on each side; up to the next white space more.</param>
    /// <param name="pieceCharactersMin">Fewest characters of a piece that stays.</param>
    public void CutWindows(Document document, IReadOnlyList<ContaminationMatch> matches, int window, int pieceCharactersMin)
    {
        _spans.Clear();
        ReadOnlySpan<byte> text = document.Text;
        foreach (ContaminationMatch match in matches)
        {
            int start = match.Start, end = match.End;
            for (int i = 0; i < window && start > 0; i++)
                while (--start > 0 && IsInside(text[start])) { }
            for (int i = 0; i < window && end < text.Length; i++)
                while (++end < text.Length && IsInside(text[end])) { }
            _spans.Add((ToWordStart(text, start), ToWordEnd(text, end)));
        }
        Cut(document, pieceCharactersMin, "\n\n"u8);
    }

    static bool IsInside(byte b) => (sbyte)b < -64;

    static bool IsSpace(byte b) => b is (byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r';

    static int ToWordStart(ReadOnlySpan<byte> text, int at)
    {
        int start = at;
        while (start > 0 && at - start < WordBytesMax && !IsSpace(text[start - 1])) start--;
        return start == 0 || IsSpace(text[start - 1]) ? start : at;
    }

    static int ToWordEnd(ReadOnlySpan<byte> text, int at)
    {
        int end = at;
        while (end < text.Length && end - at < WordBytesMax && !IsSpace(text[end])) end++;
        return end == text.Length || IsSpace(text[end]) ? end : at;
    }

    static TextSpan? SentenceAt(ReadOnlySpan<TextSpan> sentences, int at)
    {
        int low = 0, high = sentences.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            if (sentences[middle].Start > at) high = middle - 1;
            else if (sentences[middle].End <= at) low = middle + 1;
            else return sentences[middle];
        }
        return null;
    }

    void Cut(Document document, int pieceCharactersMin, ReadOnlySpan<byte> joint)
    {
        _spans.Sort();
        _cuts.Clear();
        Pieces = 0;
        int from = 0;
        foreach ((int start, int end) in _spans)
        {
            JudgePiece(document.Text, from, start, pieceCharactersMin);
            _cuts.Add(start, end);
            from = Math.Max(from, end);
        }
        JudgePiece(document.Text, from, document.Text.Length, pieceCharactersMin);
        _cuts.Write(document, joint);
        _cuts.Describe(document.Metadata, ContaminationFind.Key, _cuts.RangesCut);
        document.CommitText();
    }

    void JudgePiece(ReadOnlySpan<byte> text, int from, int end, int charactersMin)
    {
        if (from >= end) return;
        ReadOnlySpan<byte> piece = WhiteSpace.Trim(text[from..end]);
        if (piece.IsEmpty) return;
        Pieces++;
        if (Encoding.UTF8.GetCharCount(piece) < charactersMin) _cuts.Add(from, end);
    }
}
