using System.Buffers;

namespace Sluice.Curate.Filter.FastText;

/// <summary>Scores texts with a model: one worker's scratch buffers. Results depend on the model and the text alone.</summary>
public sealed class FastTextPredictor
{
    const ulong WordNgramFactor = 116049371;
    const int BoundedWordStackBytes = 256;
    const int WordsAhead = 16;
    const int NoSlot = -1;

    readonly FastTextModel _model;
    readonly FastTextArguments _arguments;
    readonly FastTextDictionary _dictionary;
    readonly float[] _hidden;
    readonly float[] _sum;
    readonly WordSums _known;
    readonly RowList _rows = new();
    readonly FlatScores? _flat; // Null for a tree.
    readonly ulong[] _openNgrams; // Word n-grams that go on, oldest first.
    int _openCount;
    long _rowCount;

    /// <param name="model">The model; may be shared.</param>
    public FastTextPredictor(FastTextModel model)
    {
        (_model, _arguments, _dictionary) = (model, model.Arguments, model.Dictionary);
        _hidden = new float[_arguments.Dimension];
        _sum = new float[_arguments.Dimension];
        _known = new(_arguments.Dimension);
        _flat = model.Tree is null ? new(model) : null;
        _openNgrams = new ulong[Math.Max(0, _arguments.WordNgrams - 1)];
    }

    /// <summary>Words of the text read last. Where there is none, the scores are those of a line break.</summary>
    public long WordCount { get; private set; }

    /// <summary>Reads a text; then the scores can be asked for. Line breaks count as blanks, one is appended, as datatrove calls the reference.</summary>
    /// <param name="textUtf8">The text.</param>
    /// <returns>Whether there is anything in it that the model knows; if not, every score is 0.</returns>
    /// <remarks>The reference adds up rows in the order of the text; here the rows of a word are added first, so scores differ from it in the last bits.
    /// Words are looked up some way ahead of their use, so that the memory has arrived by then.</remarks>
    public bool Read(ReadOnlySpan<byte> textUtf8)
    {
        _hidden.AsSpan().Clear();
        _rowCount = WordCount = 0;
        _openCount = 0;
        Span<Ahead> ahead = stackalloc Ahead[WordsAhead];
        FastTextWords words = new(textUtf8);
        bool more = true;
        while (more)
        {
            int count = 0;
            while (count < WordsAhead && (more = words.MoveNext() && !IsEndOfLine(textUtf8, words))) ahead[count++] = LookAhead(textUtf8, words);
            WordCount += count;
            foreach (ref readonly Ahead word in ahead[..count]) AddWord(textUtf8.Slice(word.Start, word.Length), word);
        }
        AddWord(FastTextDictionary.EndOfLine, new() { Slot = NoSlot });

        if (_rowCount == 0) return false;
        float scale = (float)(1.0 / _rowCount);
        foreach (ref float value in _hidden.AsSpan()) value *= scale;
        _flat?.Take(_hidden);
        return true;
    }

    /// <summary>The best label of the text read last.</summary>
    public LabelScore Best() => _rowCount == 0 ? new(-1, 0) : _flat?.Best() ?? TreeScores.Best(_model.Tree!, _model.Output, _hidden);

    /// <summary>The score of one label for the text read last.</summary>
    /// <param name="label">Index in <see cref="FastTextModel.Labels"/>.</param>
    public double Score(int label) => _rowCount == 0 ? 0 : _flat?.Of(label) ?? TreeScores.Of(_model.Tree!, _model.Output, _hidden, label);

    // The reference takes the word </s> for the end of its line, and reads no further.
    static bool IsEndOfLine(ReadOnlySpan<byte> text, FastTextWords word) =>
        word.Length == FastTextDictionary.EndOfLine.Length && text.Slice(word.Start, word.Length).SequenceEqual(FastTextDictionary.EndOfLine);

    Ahead LookAhead(ReadOnlySpan<byte> text, FastTextWords word)
    {
        if (word.Length > WordKey.BytesMax) return new() { Start = word.Start, Length = word.Length, Slot = NoSlot };
        WordKey key = WordKey.Of(text, word.Start, word.Length);
        int slot = _known.Slot(key);
        _known.Prefetch(slot);
        return new() { Start = word.Start, Length = word.Length, Slot = slot, Key = key };
    }

    void AddWord(ReadOnlySpan<byte> word, in Ahead at)
    {
        if (at.Slot == NoSlot || !_known.TryGet(at.Slot, at.Key, out WordSum facts, out ReadOnlySpan<float> sum))
        {
            facts = Gather(word);
            sum = AddUp();
            if (at.Slot != NoSlot) _known.Put(at.Slot, at.Key, facts, sum);
        }
        if (facts.Rows < 0) return;
        FastTextMatrix.Add(sum, _hidden);
        _rowCount += facts.Rows;
        if (_openNgrams.Length > 0) AddWordNgrams(facts.Hash);
    }

    // Rows of the word and of its character n-grams, into _rows.
    WordSum Gather(ReadOnlySpan<byte> word)
    {
        _rows.Clear();
        uint hash = FastTextDictionary.Hash(word);
        int id = _dictionary.Find(word, hash);
        if (id >= _dictionary.WordCount || (id < 0 && FastTextDictionary.LooksLikeLabel(word))) return new(hash, -1);
        if (id >= 0) _rows.Add(id);
        if (_arguments.HasSubwords && !word.SequenceEqual(FastTextDictionary.EndOfLine)) GatherSubwords(word);
        return new(hash, _rows.Count);
    }

    void GatherSubwords(ReadOnlySpan<byte> word)
    {
        int length = word.Length + 2;
        byte[]? rented = length <= BoundedWordStackBytes ? null : ArrayPool<byte>.Shared.Rent(length);
        try
        {
            Span<byte> bounded = rented is null ? stackalloc byte[BoundedWordStackBytes] : rented;
            bounded[0] = (byte)'<';
            word.CopyTo(bounded[1..]);
            bounded[length - 1] = (byte)'>';
            _dictionary.AddSubwords(bounded[..length], _arguments, _rows);
        }
        finally
        {
            if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        }
    }

    ReadOnlySpan<float> AddUp()
    {
        _sum.AsSpan().Clear();
        _model.Input.AddRows(_rows.Rows, _sum);
        return _sum;
    }

    // Every n-gram that ends with this word: the hashes of those that began before it go on, and one begins.
    void AddWordNgrams(uint wordHash)
    {
        ulong word = (ulong)(int)wordHash; // Widened with its sign, as in the reference.
        _rows.Clear();
        for (int n = 0; n < _openCount; n++)
        {
            _openNgrams[n] = _openNgrams[n] * WordNgramFactor + word;
            _dictionary.AddBucket((uint)(_openNgrams[n] % (ulong)_arguments.Buckets), _rows);
        }
        _model.Input.AddRows(_rows.Rows, _hidden);
        _rowCount += _rows.Count;
        if (_openCount == _openNgrams.Length) _openNgrams.AsSpan(1).CopyTo(_openNgrams);
        else _openCount++;
        _openNgrams[_openCount - 1] = word;
    }

    // A word that will be added soon.
    struct Ahead
    {
        public int Start;
        public int Length;
        public int Slot;
        public WordKey Key;
    }
}
