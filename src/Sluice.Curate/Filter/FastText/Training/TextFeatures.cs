namespace Sluice.Curate.Filter.FastText.Training;

/// <summary>The rows of the input matrix that texts stand for, under one dictionary. Each different word's rows are worked out once.</summary>
sealed class TextFeatures
{
    const ulong WordNgramFactor = 116049371;
    readonly TrainingTexts _texts;
    readonly FastTextDictionary _dictionary;
    readonly int _wordNgrams;
    readonly ulong _buckets;
    readonly long[] _ends; // Of a word's rows, by its number.
    readonly int[] _rows;
    readonly int[] _labelIds;

    public TextFeatures(TrainingTexts texts, FastTextDictionary dictionary, FastTextArguments arguments)
    {
        (_texts, _dictionary, _wordNgrams, _buckets) = (texts, dictionary, arguments.WordNgrams, (ulong)Math.Max(arguments.Buckets, 1));
        _labelIds = [.. Enumerable.Range(0, texts.Labels.Count).Select(label => IdOf(texts.Labels, label) - dictionary.WordCount)];
        _ends = new long[texts.Words.Count];
        List<int> all = [];
        RowList rows = new();
        byte[] bounded = new byte[1 << 8];
        for (int word = 0; word < _ends.Length; word++)
        {
            rows.Clear();
            int id = IdOf(texts.Words, word);
            if (id >= 0) rows.Add(id);
            ReadOnlySpan<byte> bytes = texts.Words.Word(word);
            if (arguments.HasSubwords && !bytes.SequenceEqual(FastTextDictionary.EndOfLine))
            {
                if (bounded.Length < bytes.Length + 2) bounded = new byte[bytes.Length * 2];
                bounded[0] = (byte)'<';
                bytes.CopyTo(bounded.AsSpan(1));
                bounded[bytes.Length + 1] = (byte)'>';
                dictionary.AddSubwords(bounded.AsSpan(0, bytes.Length + 2), arguments, rows);
            }
            all.AddRange(rows.Rows);
            _ends[word] = all.Count;
        }
        _rows = [.. all];
    }

    /// <summary>The dictionary of texts under options: frequent words first, then labels, frequent ones first.</summary>
    public static FastTextDictionary MakeDictionary(TrainingTexts texts, FastTextArguments arguments)
    {
        int[] words = texts.Words.MostFrequentFirst(arguments.MinCount), labels = texts.Labels.MostFrequentFirst(0);
        MemoryStream bytes = new();
        List<int> ends = [];
        List<long> counts = [];
        AddAll(texts.Words, words);
        AddAll(texts.Labels, labels);
        return new(arguments, bytes.ToArray(), [.. ends], [.. counts], words.Length, texts.WordCount + labels.Sum(texts.Labels.CountOf), pruned: null);

        void AddAll(WordTable table, int[] numbers)
        {
            foreach (int number in numbers)
            {
                bytes.Write(table.Word(number));
                ends.Add((int)bytes.Length);
                counts.Add(table.CountOf(number));
            }
        }
    }

    /// <summary>Texts.</summary>
    public int Count => _texts.Count;

    /// <summary>Words of a text.</summary>
    public int WordCount(int text) => _texts.WordsOf(text).Length;

    /// <summary>Labels of a text, by their rows in the output matrix. Valid until the next call with the same list.</summary>
    public ReadOnlySpan<int> Labels(int text, RowList list)
    {
        list.Clear();
        foreach (int label in _texts.LabelsOf(text)) list.Add(_labelIds[label]);
        return list.Rows;
    }

    /// <summary>Rows of the input matrix of a text. Valid until the next call with the same list.</summary>
    public ReadOnlySpan<int> Rows(int text, RowList list)
    {
        list.Clear();
        ReadOnlySpan<int> words = _texts.WordsOf(text);
        foreach (int word in words)
        {
            long start = word == 0 ? 0 : _ends[word - 1];
            list.AddRange(_rows.AsSpan((int)start, (int)(_ends[word] - start)));
        }
        for (int first = 0; _wordNgrams > 1 && first < words.Length; first++)
        {
            ulong hash = (ulong)(int)_texts.Words.Hash(words[first]); // Widened with its sign, as in the reference.
            for (int next = first + 1; next < words.Length && next < first + _wordNgrams; next++)
            {
                hash = hash * WordNgramFactor + (ulong)(int)_texts.Words.Hash(words[next]);
                _dictionary.AddBucket((uint)(hash % _buckets), list);
            }
        }
        return list.Rows;
    }

    int IdOf(WordTable table, int number) => _dictionary.Find(table.Word(number), table.Hash(number));
}
