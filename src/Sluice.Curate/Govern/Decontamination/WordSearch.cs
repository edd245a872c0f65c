namespace Sluice.Curate.Govern.Decontamination;

/// <summary>Goes over the words of a document and looks each n-gram up; what a hit is worth, the rule says. One instance a worker.</summary>
/// <remarks>A document of any size passes through a window of words (1.5 MB). Work is counted and has a bound, so time is linear in the document whatever it holds.</remarks>
abstract class WordSearch
{
    const int WindowWords = 1 << 17;

    /// <summary>Words before and behind a hit that a rule may look at.</summary>
    protected const int ReachWords = 2 * ItemIndexBuilder.TextWordsMax;

    /// <summary>Steps of work for each word of a document, most.</summary>
    const int WorkPerWord = 256;

    const int WorkMin = 1 << 16;
    const int CoveredKeptMax = 1024;

    readonly ItemIndex _index;
    readonly bool _isSpaced;
    readonly uint[] _hashes = new uint[WindowWords];
    readonly int[] _starts = new int[WindowWords], _ends = new int[WindowWords];
    Dictionary<int, long> _covered = [];
    long _work;

    private protected WordSearch(ItemIndex index, bool isSpaced) => (_index, _isSpaced) = (index, isSpaced);

    /// <summary>What was found, in the order of the document; valid until the next document.</summary>
    public List<ContaminationMatch> Matches { get; } = [];

    /// <summary>Whether the work's bound ended the search: then more may be in the document.</summary>
    public bool IsExhausted => _work < 0;

    /// <summary>The highest score of any text that was looked at.</summary>
    public double BestScore { get; private protected set; }

    private protected ItemIndex Index => _index;

    /// <summary>Words in the window.</summary>
    private protected int Count { get; private set; }

    private protected ReadOnlySpan<uint> Hashes => _hashes.AsSpan(0, Count);

    /// <summary>Finds the benchmarks' texts in a document.</summary>
    public void Find(ReadOnlySpan<byte> text)
    {
        Matches.Clear();
        BestScore = 0;
        if (_covered.Count > CoveredKeptMax) _covered = [];
        else if (_covered.Count > 0) _covered.Clear();
        Count = 0;
        _work = WorkMin;
        int at = 0, next = 0;
        long before = 0; // Words that left the window.
        bool isEnd = false;
        while (!isEnd)
        {
            int filled = Count;
            at = Fill(text, at);
            isEnd = Count < WindowWords;
            _work += (long)(Count - filled) * WorkPerWord;
            int end = (isEnd ? Count : Count - ReachWords) - WordGrams.SeedWords + 1;
            LookUp(next, end, before);
            if (isEnd || IsExhausted) return;
            next = Math.Max(next, end);
            int gone = next - ReachWords;
            Count -= gone;
            Array.Copy(_hashes, gone, _hashes, 0, Count);
            Array.Copy(_starts, gone, _starts, 0, Count);
            Array.Copy(_ends, gone, _ends, 0, Count);
            before += gone;
            next -= gone;
        }
    }

    /// <summary>Judges a hit.</summary>
    /// <param name="at">Index in the window of the first word in common.</param>
    /// <param name="place">The word of the index that it is the same as.</param>
    /// <param name="text">The text it lies in.</param>
    /// <returns>Index in the window of the last word that need not be looked at again for this text.</returns>
    private protected abstract int Judge(int at, uint place, int text);

    /// <summary>Counts work.</summary>
    private protected void Spend(int steps) => _work -= steps;

    /// <summary>Notes a find.</summary>
    private protected void AddMatch(int text, double score, double threshold, int first, int last) =>
        Matches.Add(new(text, score, threshold, _starts[first], _ends[last]));

    int Fill(ReadOnlySpan<byte> text, int at)
    {
        int count = Count;
        if (_isSpaced)
        {
            while (count < WindowWords && MatchWords.ReadSpaced(text, ref at, out MatchWord word)) (_hashes[count], _starts[count], _ends[count++]) = word;
        }
        else
        {
            while (count < WindowWords && MatchWords.ReadLoose(text, ref at, out MatchWord word)) (_hashes[count], _starts[count], _ends[count++]) = word;
        }
        Count = count;
        return at;
    }

    void LookUp(int from, int end, long before)
    {
        if (from >= end) return;
        ulong[] bitmap = _index.Bitmap;
        int shift = ItemIndex.ShiftOf(bitmap);
        uint[] hashes = _hashes;
        ulong power = WordGrams.SeedPower;
        ulong sum = WordGrams.Sum(hashes.AsSpan(from, WordGrams.SeedWords));
        for (int at = from; ;)
        {
            ulong key = WordGrams.Key(sum);
            if (ItemIndex.MayHold(bitmap, shift, key) && !Hit(at, key, before)) return;
            if (at + 1 >= end) return;
            sum = (sum * WordGrams.Base) + hashes[at + WordGrams.SeedWords] - (hashes[at] * power);
            at++;
        }
    }

    // False where the work is used up.
    bool Hit(int at, ulong key, long before)
    {
        Span<uint> places = stackalloc uint[ItemIndex.PlacesMax];
        int count = _index.Find(key, _hashes.AsSpan(at, WordGrams.SeedWords), places);
        Spend(1 + count);
        foreach (uint place in places[..count])
        {
            int text = _index.TextAt(place);
            if (_covered.TryGetValue(text, out long covered) && before + at <= covered) continue;
            _covered[text] = before + Judge(at, place, text);
            if (IsExhausted) return false;
        }
        return true;
    }
}
