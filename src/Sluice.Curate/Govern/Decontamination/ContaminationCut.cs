using System.Buffers;
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

    /// <summary>Bytes taken out by the last call.</summary>
    public int CutBytes { get; private set; }

    /// <summary>Pieces that the last call left, too short ones too.</summary>
    public int Pieces { get; private set; }

    /// <summary>Takes the places out, each with the rest of its sentences, and joins what is left.</summary>
    public void CutSentences(Document document, IReadOnlyList<ContaminationMatch> matches)
    {
        _spans.Clear();
        ReadOnlySpan<TextSpan> sentences = document.Analysis.Sentences;
        foreach (ContaminationMatch match in matches)
        {
            int start = match.Start, end = match.End;
            if (SentenceAt(sentences, start) is { } first && start - first.Start <= SentenceBytesMax) start = first.Start;
            if (SentenceAt(sentences, end - 1) is { } last && last.Start + last.Length - end <= SentenceBytesMax) end = Math.Max(end, last.Start + last.Length);
            _spans.Add((start, end));
        }
        Cut(document, 0);
    }

    /// <summary>Takes the places out with a window on each side, and drops pieces that are too short.</summary>
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
        Cut(document, pieceCharactersMin);
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
            else if (sentences[middle].Start + sentences[middle].Length <= at) low = middle + 1;
            else return sentences[middle];
        }
        return null;
    }

    void Cut(Document document, int pieceCharactersMin)
    {
        _spans.Sort();
        ReadOnlySpan<byte> text = document.Text;
        IBufferWriter<byte> output = document.BeginText();
        int from = 0, written = 0;
        Pieces = 0;
        for (int i = 0; i <= _spans.Count; i++)
        {
            int end = i < _spans.Count ? _spans[i].Start : text.Length;
            if (end > from) WritePiece(text, from, end, output, pieceCharactersMin, ref written);
            if (i < _spans.Count) from = Math.Max(from, _spans[i].End);
        }
        CutBytes = text.Length - written;
        document.CommitText();
    }

    void WritePiece(ReadOnlySpan<byte> text, int from, int end, IBufferWriter<byte> output, int charactersMin, ref int written)
    {
        int start = from;
        while (start < end && IsSpace(text[start])) start++;
        int last = end;
        while (last > start && IsSpace(text[last - 1])) last--;
        if (last == start) return;
        Pieces++;
        ReadOnlySpan<byte> piece = text[start..last];
        if (Encoding.UTF8.GetCharCount(piece) < charactersMin) return;
        if (written > 0)
        {
            // A line stays a line where one ended on either side of what was taken out; pieces that windows parted become paragraphs.
            ReadOnlySpan<byte> joint = charactersMin > 0 ? "\n\n"u8 : text[from..start].Contains((byte)'\n') || (from > 0 && text[from - 1] == '\n') ? "\n"u8 : " "u8;
            output.Write(joint);
            written += joint.Length;
        }
        // The text's own ends stay as they are.
        if (from == 0) piece = text[..last];
        if (end == text.Length) piece = text[(from == 0 ? 0 : start)..];
        output.Write(piece);
        written += piece.Length;
    }
}
