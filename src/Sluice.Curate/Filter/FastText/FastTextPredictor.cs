using System.Buffers;

namespace Sluice.Curate.Filter.FastText;

/// <summary>Scores texts with a model: one worker's scratch buffers. Results depend on the model and the text alone.</summary>
public sealed class FastTextPredictor(FastTextModel model)
{
    const ulong WordNgramFactor = 116049371;
    const int BoundedWordStackBytes = 256;

    // What separates words in the reference: white space of C and NUL. A newline would end its line; datatrove gives it a blank instead.
    static readonly SearchValues<byte> s_separators = SearchValues.Create(" \n\r\t\v\f\0"u8);

    readonly FastTextArguments _arguments = model.Arguments;
    readonly FastTextDictionary _dictionary = model.Dictionary;
    readonly float[] _hidden = new float[model.Arguments.Dimension];
    readonly float[] _sum = new float[model.Arguments.Dimension];
    readonly WordSums _known = new(model.Arguments.Dimension);
    readonly RowList _rows = new();
    readonly ulong[] _openNgrams = new ulong[Math.Max(0, model.Arguments.WordNgrams - 1)];
    int _openCount;
    long _rowCount;

    /// <summary>Reads a text; then the scores can be asked for. Line breaks count as blanks, one is appended, as datatrove calls the reference.</summary>
    /// <param name="textUtf8">The text.</param>
    /// <returns>Whether there is anything in it that the model knows; if not, every score is 0.</returns>
    /// <remarks>The reference adds up rows in the order of the text; here the rows of a word are added first, so scores differ from it in the last bits.</remarks>
    public bool Read(ReadOnlySpan<byte> textUtf8)
    {
        _hidden.AsSpan().Clear();
        _rowCount = 0;
        _openCount = 0;
        while (true)
        {
            int start = textUtf8.IndexOfAnyExcept(s_separators);
            if (start < 0) break;
            textUtf8 = textUtf8[start..];
            int end = textUtf8.IndexOfAny(s_separators);
            if (end < 0) end = textUtf8.Length;
            ReadOnlySpan<byte> word = textUtf8[..end];
            if (word.SequenceEqual(FastTextDictionary.EndOfLine)) break; // The reference takes it for the end of the line.
            AddWord(word);
            textUtf8 = textUtf8[end..];
        }
        AddWord(FastTextDictionary.EndOfLine);

        if (_rowCount == 0) return false;
        float scale = (float)(1.0 / _rowCount);
        foreach (ref float value in _hidden.AsSpan()) value *= scale;
        return true;
    }

    /// <summary>The best label of the text read last.</summary>
    public LabelScore Best() => _rowCount == 0 ? new(-1, 0) : model.Tree is { } tree ? TreeScores.Best(tree, model.Output, _hidden) : FlatScores.Best(model, _hidden);

    /// <summary>The score of one label for the text read last.</summary>
    /// <param name="label">Index in <see cref="FastTextModel.Labels"/>.</param>
    public double Score(int label) => _rowCount == 0 ? 0 : model.Tree is { } tree ? TreeScores.Of(tree, model.Output, _hidden, label) : FlatScores.Of(model, _hidden, label);

    void AddWord(ReadOnlySpan<byte> word)
    {
        if (!_known.TryGet(word, out WordSum known))
        {
            known = Gather(word);
            ReadOnlySpan<float> sum = Sum();
            FastTextMatrix.Add(sum, _hidden);
            _known.Put(word, known, sum);
        }
        else FastTextMatrix.Add(_known.Sum(known), _hidden);
        _rowCount += known.Rows;
        if (_openNgrams.Length > 0 && !known.IsLabel) AddWordNgrams(known.Hash);
    }

    // Rows of the word and of its character n-grams, into _rows.
    WordSum Gather(ReadOnlySpan<byte> word)
    {
        _rows.Clear();
        uint hash = FastTextDictionary.Hash(word);
        int id = _dictionary.Find(word, hash);
        if (id >= _dictionary.WordCount || (id < 0 && FastTextDictionary.LooksLikeLabel(word))) return new(hash, 0, IsLabel: true);
        if (id >= 0) _rows.Add(id);
        if (_arguments.HasSubwords && !word.SequenceEqual(FastTextDictionary.EndOfLine)) GatherSubwords(word);
        return new(hash, _rows.Count, IsLabel: false);
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

    ReadOnlySpan<float> Sum()
    {
        _sum.AsSpan().Clear();
        model.Input.AddRows(_rows.Rows, _sum);
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
        model.Input.AddRows(_rows.Rows, _hidden);
        _rowCount += _rows.Count;
        if (_openCount == _openNgrams.Length) _openNgrams.AsSpan(1).CopyTo(_openNgrams);
        else _openCount++;
        _openNgrams[_openCount - 1] = word;
    }
}
