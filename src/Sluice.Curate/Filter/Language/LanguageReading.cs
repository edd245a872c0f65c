using Sluice.Curate.Filter.FastText;

namespace Sluice.Curate.Filter.Language;

/// <summary>Reads one text for its language and its script: one worker's scratch buffers.</summary>
/// <remarks>What a model with the label <c>und</c> says is discounted twice, since its score shall be low where the evidence is: by n / (n + 4) for n letters, for a handful of letters
/// is never sure; and by the share of up to four pieces of the text that surely speak another language; where all of them do, the text is <c>und</c>. A text without a letter is <c>und</c>.
/// Models without that label are taken at their word, as datatrove does.</remarks>
sealed class LanguageReading(FastTextModel model, int lettersMin)
{
    // Letters at which a score counts half.
    const double HalfLetters = 4;
    const int PiecesMax = 4;
    const int PieceBytesMin = 50;
    const int PieceBytesMax = 400;
    // Above this score a piece is sure of its language.
    const double SurePiece = 0.5;

    readonly FastTextPredictor _predictor = new(model);
    readonly ScriptTally _script = new();
    double _weight;

    public LanguageLabels Labels { get; } = new(model);

    /// <summary>The best label of the text read last; below 0 where the text has no word, or too few letters.</summary>
    public LabelScore Best { get; private set; }

    public string Script => _script.Script();

    public int Letters => _script.Letters;

    public void Read(ReadOnlySpan<byte> textUtf8)
    {
        _script.Read(textUtf8);
        int letters = _script.Letters;
        if (letters < lettersMin || (letters == 0 && Labels.HasUndetermined))
        {
            Best = new(-1, 0);
            return;
        }
        Span<int> pieces = stackalloc int[PiecesMax];
        if (Labels.HasUndetermined) pieces = pieces[..ReadPieces(textUtf8, pieces)];
        else pieces = default;

        _predictor.Read(textUtf8);
        LabelScore best = _predictor.WordCount > 0 ? _predictor.Best() : new(-1, 0);
        _weight = 1;
        if (Labels.HasUndetermined)
        {
            int others = 0;
            foreach (int piece in pieces)
                if (piece >= 0 && piece != best.Label) others++;
            _weight = letters / (letters + HalfLetters) * (pieces.Length - others) / pieces.Length;
        }
        // Where every piece surely speaks another language than the whole, the whole is a mixture that no label tells.
        Best = _weight > 0 ? best with { Score = best.Score * _weight } : new(-1, 0);
    }

    /// <summary>The score of one label for the text read last.</summary>
    public double Score(int label) => Best.Label < 0 ? 0 : _predictor.Score(label) * _weight;

    // The sure label of each piece, below 0 where it is not; the pieces lie evenly over the text.
    int ReadPieces(ReadOnlySpan<byte> text, Span<int> labels)
    {
        int count = Math.Clamp(text.Length / PieceBytesMin, 1, PiecesMax);
        labels.Fill(-1);
        if (count == 1) return 1; // The text itself.
        for (int n = 0; n < count; n++)
        {
            int start = (int)((long)text.Length * n / count), end = (int)((long)text.Length * (n + 1) / count);
            ReadOnlySpan<byte> piece = text[start..Math.Min(end, start + PieceBytesMax)];
            // From the first whole word on, or in scripts without blanks from the first whole character.
            int blank = n == 0 ? 0 : piece.IndexOf((byte)' ');
            while (blank < 0 && !piece.IsEmpty && (piece[0] & 0xC0) == 0x80) piece = piece[1..];
            _predictor.Read(piece[Math.Max(blank, 0)..]);
            LabelScore best = _predictor.WordCount > 0 ? _predictor.Best() : new(-1, 0);
            if (best.Score > SurePiece) labels[n] = best.Label;
        }
        return count;
    }
}
