using System.Buffers;

namespace Sluice.Core.Text;

/// <summary>The one analysis of a text: lines, words, sentences and their hashes, computed when first asked for and shared by every step.</summary>
/// <remarks>Owned by a <see cref="Document"/>; buffers are reused from document to document, so a text costs no garbage. Spans are valid until the next
/// <see cref="Reset"/>. Not for use by several threads at once.</remarks>
public sealed class TextAnalysis
{
    readonly WordSplit _split = new();
    readonly Units[] _units;
    readonly ReusableList<TextSpan> _lines = new(), _newlineLines = new(), _newlineRunLines = new(), _paragraphs = new();
    readonly ReusableList<Word> _scratchWords = new();
    ReadOnlyMemory<byte> _text;
    Parts _done;
    int _codePoints;

    [Flags]
    enum Parts { None = 0, CodePoints = 1, Lines = 2, NewlineLines = 4, NewlineRunLines = 8, Paragraphs = 16 }

    /// <summary>An analysis of nothing.</summary>
    public TextAnalysis() => _units = [new(_split, TokenizerKind.English), new(_split, TokenizerKind.Unicode)];

    /// <summary>Forgets everything about the text before and takes the next one.</summary>
    /// <param name="textUtf8">Valid UTF-8; must stay unchanged until the next call.</param>
    /// <param name="language">The document's language code; null where unknown.</param>
    public void Reset(ReadOnlyMemory<byte> textUtf8, string? language)
    {
        _text = textUtf8;
        Language = language;
        _done = Parts.None;
        _lines.Clear();
        _newlineLines.Clear();
        _newlineRunLines.Clear();
        _paragraphs.Clear();
        foreach (Units units in _units) units.Clear();
    }

    /// <summary>The text.</summary>
    public ReadOnlySpan<byte> Text => _text.Span;

    /// <summary>The document's language code; null where unknown. It says which tokenizer <see cref="Words"/> come from.</summary>
    public string? Language { get; internal set; }

    /// <summary>Unicode code points of the text: Python's <c>len</c>.</summary>
    public int CodePointCount
    {
        get
        {
            if (First(Parts.CodePoints)) _codePoints = CodePoints.Count(Text);
            return _codePoints;
        }
    }

    /// <summary>Lines as Python's <c>splitlines()</c> gives them: every Unicode line break ends one; without terminators.</summary>
    public ReadOnlySpan<TextSpan> Lines
    {
        get
        {
            if (First(Parts.Lines)) LineSplit.AtLineBreaks(Text, _lines);
            return _lines.Items;
        }
    }

    /// <summary>The text split at each <c>\n</c>, empty pieces included; never none. FineWeb's and C4-paragraph's lines.</summary>
    public ReadOnlySpan<TextSpan> NewlineLines
    {
        get
        {
            if (First(Parts.NewlineLines)) LineSplit.AtNewlines(Text, _newlineLines);
            return _newlineLines.Items;
        }
    }

    /// <summary>The whole text split at runs of <c>\n</c>: Gopher repetition's lines. A newline at an end of the text makes an empty piece there; never none.</summary>
    public ReadOnlySpan<TextSpan> NewlineRunLines
    {
        get
        {
            if (First(Parts.NewlineRunLines)) LineSplit.AtNewlineRuns(Text, 0, Text.Length, 1, _newlineRunLines);
            return _newlineRunLines.Items;
        }
    }

    /// <summary>The text without white space at its ends, split at two or more <c>\n</c>: Gopher repetition's paragraphs; never none.</summary>
    public ReadOnlySpan<TextSpan> Paragraphs
    {
        get
        {
            if (First(Parts.Paragraphs))
            {
                (int start, int end) = WhiteSpace.Trim(Text, 0, Text.Length);
                LineSplit.AtNewlineRuns(Text, start, end, 2, _paragraphs);
            }
            return _paragraphs.Items;
        }
    }

    /// <summary>The words, by the tokenizer of <see cref="Language"/>.</summary>
    public ReadOnlySpan<Word> Words => WordsIn(Language);

    /// <summary>The words by the tokenizer of a language (<see cref="Tokenizers.Of"/>), whatever the text's own is.</summary>
    public ReadOnlySpan<Word> WordsIn(string? language) => UnitsIn(language).Words(Text);

    /// <summary>The sentences, by the tokenizer of <see cref="Language"/>.</summary>
    public ReadOnlySpan<TextSpan> Sentences => SentencesIn(Language);

    /// <summary>The sentences by the tokenizer of a language: without white space at their ends, none empty.</summary>
    public ReadOnlySpan<TextSpan> SentencesIn(string? language) => UnitsIn(language).Sentences(Text);

    /// <summary>The text cut where sentences end: pieces that cover all of it, white space behind a sentence going to the next piece. Never none.</summary>
    /// <remarks>Datatrove's <c>split_into_sentences</c>, which its filters cut and count with.</remarks>
    public ReadOnlySpan<TextSpan> SentencePiecesIn(string? language) => UnitsIn(language).SentencePieces(Text);

    /// <summary>How many sentences a part of the text has by itself, counted from the words at hand. At least 1, as datatrove counts.</summary>
    /// <param name="language">Whose tokenizer.</param>
    /// <param name="start">Where the part starts: at a line's start or inside the white space before its first word.</param>
    /// <param name="length">Its bytes; it must end where a line ends, or in the white space behind its last word.</param>
    public int CountSentences(string? language, int start, int length) => Math.Max(1, SentenceSplit.Count(WordsInside(language, start, length)));

    /// <summary>How many sentences another text has: an edited line, say. At least 1, as datatrove counts.</summary>
    public int CountSentences(string? language, ReadOnlySpan<byte> textUtf8)
    {
        _scratchWords.Clear();
        _split.Split(textUtf8, Tokenizers.Of(language), _scratchWords);
        return Math.Max(1, SentenceSplit.Count(_scratchWords.Items));
    }

    /// <summary>The words that start in a part of the text.</summary>
    public ReadOnlySpan<Word> WordsInside(string? language, int start, int length)
    {
        ReadOnlySpan<Word> words = WordsIn(language);
        int first = FirstFrom(words, start);
        return words[first..FirstFrom(words, start + length)];
    }

    /// <summary>The hashes of the words of the simplified text (<see cref="SimplifiedText"/>), in order, by the tokenizer of a language: what shingles are made of.</summary>
    public ReadOnlySpan<ulong> SimplifiedWordHashesIn(string? language) => UnitsIn(language).SimplifiedWordHashes(Text);

    /// <summary>The hashes of the words of the simplified text, by the tokenizer of <see cref="Language"/>.</summary>
    public ReadOnlySpan<ulong> SimplifiedWordHashes => SimplifiedWordHashesIn(Language);

    /// <summary>The simplified text (<see cref="SimplifiedText"/>): what <see cref="SimplifiedWords"/> lie in.</summary>
    public ReadOnlySpan<byte> Simplified => UnitsIn(Language).Simplified(Text);

    /// <summary>The words of the simplified text, by the tokenizer of <see cref="Language"/>; they lie in <see cref="Simplified"/>.</summary>
    public ReadOnlySpan<Word> SimplifiedWords => UnitsIn(Language).SimplifiedWords(Text);

    Units UnitsIn(string? language) => _units[(int)Tokenizers.Of(language)];

    bool First(Parts part)
    {
        if ((_done & part) != 0) return false;
        _done |= part;
        return true;
    }

    static int FirstFrom(ReadOnlySpan<Word> words, int start)
    {
        int low = 0, high = words.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (words[middle].Start < start) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    // What one tokenizer makes of the text.
    sealed class Units(WordSplit split, TokenizerKind kind)
    {
        const int SimplifiedKeptBytesMax = 4 << 20;

        readonly ReusableList<Word> _words = new(), _simplifiedWords = new();
        readonly ReusableList<TextSpan> _sentences = new(), _sentencePieces = new();
        readonly ReusableList<ulong> _simplifiedWordHashes = new();
        ArrayBufferWriter<byte> _simplified = new();
        bool _hasWords, _hasSentences, _hasSentencePieces, _hasSimplified;

        public void Clear()
        {
            _hasWords = _hasSentences = _hasSentencePieces = _hasSimplified = false;
            _words.Clear();
            _sentences.Clear();
            _simplifiedWords.Clear();
            _sentencePieces.Clear();
            _simplifiedWordHashes.Clear();
            // One giant document must not hold its memory for the rest of the run.
            if (_simplified.Capacity > SimplifiedKeptBytesMax) _simplified = new();
        }

        public ReadOnlySpan<Word> Words(ReadOnlySpan<byte> text)
        {
            if (!_hasWords) split.Split(text, kind, _words);
            _hasWords = true;
            return _words.Items;
        }

        public ReadOnlySpan<TextSpan> Sentences(ReadOnlySpan<byte> text)
        {
            if (!_hasSentences) SentenceSplit.Split(text, Words(text), _sentences);
            _hasSentences = true;
            return _sentences.Items;
        }

        public ReadOnlySpan<TextSpan> SentencePieces(ReadOnlySpan<byte> text)
        {
            if (!_hasSentencePieces) SentenceSplit.Cut(text, Words(text), Sentences(text), _sentencePieces);
            _hasSentencePieces = true;
            return _sentencePieces.Items;
        }

        public ReadOnlySpan<byte> Simplified(ReadOnlySpan<byte> text)
        {
            Simplify(text);
            return _simplified.WrittenSpan;
        }

        public ReadOnlySpan<Word> SimplifiedWords(ReadOnlySpan<byte> text)
        {
            Simplify(text);
            return _simplifiedWords.Items;
        }

        public ReadOnlySpan<ulong> SimplifiedWordHashes(ReadOnlySpan<byte> text)
        {
            Simplify(text);
            return _simplifiedWordHashes.Items;
        }

        void Simplify(ReadOnlySpan<byte> text)
        {
            if (_hasSimplified) return;
            _simplified.ResetWrittenCount();
            SimplifiedText.Write(text, _simplified);
            split.Split(_simplified.WrittenSpan, kind, _simplifiedWords);
            foreach (ref readonly Word word in _simplifiedWords.Items) _simplifiedWordHashes.Add(word.Hash);
            _hasSimplified = true;
        }
    }
}
