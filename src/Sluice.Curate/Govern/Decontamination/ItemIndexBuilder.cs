using System.Text;
using Sluice.Core;
using Sluice.Curate.Govern.Decontamination.Benchmarks;

namespace Sluice.Curate.Govern.Decontamination;

/// <summary>Makes an <see cref="ItemIndex"/> of items, added benchmark by benchmark.</summary>
/// <remarks>Time O(words log words). While it works it holds about six times the index.</remarks>
sealed class ItemIndexBuilder(DecontaminateOptions options)
{
    /// <summary>Most words of one text; what comes behind is not looked for.</summary>
    public const int TextWordsMax = 8192;

    /// <summary>Fewest different words, numbers (gpt3: and single letters) left out, of a text or a seed that is looked for: <c>1 2 3 4 5 6 7 8</c> is in every table.</summary>
    public const int DifferentWordsMin = 4;

    // gpt3: bounds of the n-gram's words (Brown et al. 2020, appendix C).
    const int GramWordsMin = 8, GramWordsMax = 13;

    // A text up to this length has a seed at every word: it has few.
    const int DenseWordsMax = 40;
    const int SparseStep = 3;

    readonly ItemTextsBuilder _owners = new();
    readonly List<uint> _words = [], _starts = [0];
    readonly List<byte> _gramWords = [];
    readonly List<int> _textsOf = [];
    readonly uint[] _text = new uint[TextWordsMax];
    byte[] _utf8 = [];

    bool IsGpt3 => options.Rule == ContaminationRule.Gpt3;

    /// <summary>Adds a benchmark's items; rows count from 0 without gaps.</summary>
    /// <exception cref="SluiceException">The index grows beyond the option <c>index-memory</c>.</exception>
    public void Add(string name, IEnumerable<BenchmarkItem> items)
    {
        List<int> lengths = [];
        List<int> newTexts = [];
        foreach (BenchmarkItem item in items)
        {
            uint number = _owners.NextItem();
            int length = 0;
            for (ItemField field = ItemField.Question; field <= ItemField.Passage; field++)
            {
                int text = AddText(number, field, item.Of(field), newTexts);
                _textsOf.Add(text);
                if (length == 0 && text >= 0) length = (int)(_starts[text + 1] - _starts[text]);
            }
            if (length > 0) lengths.Add(length);
            CheckMemory();
        }
        _owners.EndBenchmark(name);
        lengths.Sort();
        byte gramWords = lengths.Count == 0 ? (byte)GramWordsMax : (byte)Math.Clamp(lengths[lengths.Count / 20], GramWordsMin, GramWordsMax);
        foreach (int text in newTexts)
        {
            while (_gramWords.Count <= text) _gramWords.Add(GramWordsMax);
            _gramWords[text] = Math.Min(_gramWords[text], gramWords);
        }
    }

    /// <summary>The index of all that was added.</summary>
    public ItemIndex Build()
    {
        uint[] words = [.. _words], starts = [.. _starts];
        while (_gramWords.Count < starts.Length - 1) _gramWords.Add(GramWordsMax);
        byte[] weights = IsGpt3 ? CommonGrams(words, starts) : RarityWeights(words, starts);
        (ulong[] keys, uint[] places, int leftOut) = Seeds(words, starts);
        (ulong[] bitmap, uint[] slots, uint[] lists) = ItemIndex.Table(keys, places);
        ItemIndex index = new()
        {
            Owners = _owners.Build(),
            Words = words,
            Weights = weights,
            Starts = starts,
            GramWords = [.. _gramWords],
            TextsOf = [.. _textsOf],
            Bitmap = bitmap,
            Slots = slots,
            Places = lists,
            TextsLeftOut = leftOut,
        };
        CheckMemory(index.Bytes);
        return index;
    }

    int AddText(uint item, ItemField field, string text, List<int> newTexts)
    {
        if (text.Length == 0) return -1;
        int size = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_utf8.Length < size) _utf8 = new byte[size];
        ReadOnlySpan<byte> utf8 = _utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, _utf8));
        int count = 0;
        for (int at = 0; count < TextWordsMax && (IsGpt3 ? MatchWords.ReadSpaced(utf8, ref at, out MatchWord word) : MatchWords.ReadLoose(utf8, ref at, out word));) _text[count++] = word.Hash;
        if (count == 0) return -1;
        ReadOnlySpan<uint> words = _text.AsSpan(0, count);
        (int number, bool isNew) = _owners.Add(item, field, words);
        newTexts.Add(number);
        if (!isNew) return number;
        _words.AddRange(words);
        _starts.Add((uint)_words.Count);
        return number;
    }

    // The weight of each n-gram where it stands first in its text.
    static byte[] RarityWeights(uint[] words, uint[] starts)
    {
        byte[] weights = new byte[words.Length];
        (ulong[] keys, uint[] places) = Grams(words, starts, _ => WordGrams.ShareWords);
        foreach ((int start, int end) in Groups(keys, places))
        {
            ReadOnlySpan<uint> group = places.AsSpan(start, end - start);
            byte weight = WordGrams.Weight(DistinctTexts(group, starts, null), starts.Length - 1);
            int last = -1;
            foreach (uint place in group)
            {
                int text = TextAt(starts, place);
                if (text != last) weights[place] = weight;
                last = text;
            }
        }
        return weights;
    }

    // 1 where the n-gram that counts for the text is not common, else 0.
    byte[] CommonGrams(uint[] words, uint[] starts)
    {
        byte[] weights = new byte[words.Length];
        foreach (byte count in _gramWords.Distinct().Order())
        {
            (ulong[] keys, uint[] places) = Grams(words, starts, text => _gramWords[text] == count ? count : int.MaxValue);
            foreach ((int start, int end) in Groups(keys, places))
            {
                ReadOnlySpan<uint> group = places.AsSpan(start, end - start);
                byte weight = DistinctTexts(group, starts, _owners) > options.CommonMax ? (byte)0 : (byte)1;
                foreach (uint place in group) weights[place] = weight;
            }
        }
        return weights;
    }

    static (ulong[] Keys, uint[] Places) Grams(uint[] words, uint[] starts, Func<int, int> gramWords)
    {
        List<ulong> keys = new(words.Length / 2);
        List<uint> places = new(words.Length / 2);
        for (int text = 0; text < starts.Length - 1; text++)
        {
            int count = gramWords(text);
            for (uint at = starts[text]; at + (long)count <= starts[text + 1]; at++)
            {
                keys.Add(WordGrams.Key(WordGrams.Sum(words.AsSpan((int)at, count))));
                places.Add(at);
            }
        }
        ulong[] sortedKeys = [.. keys];
        uint[] sortedPlaces = [.. places];
        Array.Sort(sortedKeys, sortedPlaces);
        return (sortedKeys, sortedPlaces);
    }

    static IEnumerable<(int Start, int End)> Groups(ulong[] keys, uint[] places)
    {
        for (int start = 0; start < keys.Length;)
        {
            int end = start + 1;
            while (end < keys.Length && keys[end] == keys[start]) end++;
            Array.Sort(places, start, end - start);
            yield return (start, end);
            start = end;
        }
    }

    // Texts that hold an n-gram, or items where equal texts are to count each.
    static int DistinctTexts(ReadOnlySpan<uint> places, uint[] starts, ItemTextsBuilder? owners)
    {
        int distinct = 0, last = -1;
        foreach (uint place in places)
        {
            int text = TextAt(starts, place);
            if (text != last) distinct += owners?.ItemsOf(text) ?? 1;
            last = text;
        }
        return distinct;
    }

    static int TextAt(uint[] starts, uint place)
    {
        int found = Array.BinarySearch(starts, place);
        return found >= 0 ? found : ~found - 1;
    }

    (ulong[] Keys, uint[] Places, int LeftOut) Seeds(uint[] words, uint[] starts)
    {
        List<ulong> keys = [];
        List<uint> places = [];
        int leftOut = 0;
        for (int text = 0; text < starts.Length - 1; text++)
        {
            ReadOnlySpan<uint> all = words.AsSpan((int)starts[text], (int)(starts[text + 1] - starts[text]));
            int before = keys.Count;
            if (IsLookedFor(text, all)) AddSeeds(all, starts[text], StepOf(text, all.Length), keys, places);
            if (keys.Count == before) leftOut++;
        }
        ulong[] sortedKeys = [.. keys];
        uint[] sortedPlaces = [.. places];
        Array.Sort(sortedKeys, sortedPlaces);
        return (sortedKeys, sortedPlaces, leftOut);
    }

    static void AddSeeds(ReadOnlySpan<uint> words, uint start, int step, List<ulong> keys, List<uint> places)
    {
        for (int at = 0; at + WordGrams.SeedWords <= words.Length;)
        {
            ReadOnlySpan<uint> seed = words.Slice(at, WordGrams.SeedWords);
            if (!HasDifferentWords(seed))
            {
                at++;
                continue;
            }
            keys.Add(WordGrams.Key(WordGrams.Sum(seed)));
            places.Add(start + (uint)at);
            at += step;
        }
    }

    bool IsLookedFor(int text, ReadOnlySpan<uint> words)
    {
        ItemField field = _owners.FieldOf(text);
        if (field == ItemField.Passage && !options.Passages) return false;
        int least = IsGpt3 ? Math.Max(_gramWords[text], options.WordsMin) : field == ItemField.Answer ? options.AnswerWordsMin : options.WordsMin;
        return words.Length >= least && HasDifferentWords(words);
    }

    // Any run that must be found holds a seed whole.
    int StepOf(int text, int length) => IsGpt3 ? _gramWords[text] - WordGrams.SeedWords + 1 : length <= DenseWordsMax ? 1 : SparseStep;

    static bool HasDifferentWords(ReadOnlySpan<uint> words)
    {
        Span<uint> seen = stackalloc uint[DifferentWordsMin];
        int count = 0;
        foreach (uint word in words)
        {
            if (MatchWords.IsPlain(word) || seen[..count].Contains(word)) continue;
            if (++count == DifferentWordsMin) return true;
            seen[count - 1] = word;
        }
        return false;
    }

    void CheckMemory(long bytes = 0)
    {
        bytes = Math.Max(bytes, (5L * _words.Count) + (4L * _textsOf.Count) + (10L * _starts.Count));
        if (bytes <= options.IndexMemory.Bytes) return;
        throw new SluiceException($"the index of the benchmarks needs more than index-memory ({options.IndexMemory})", null,
            $"name fewer benchmarks, or give index-memory: {new ByteSize(((Math.Max(bytes, options.IndexMemory.Bytes * 2) >> 20) + 1) << 20)} and so much more --memory");
    }
}
