namespace Sluice.Core.Text.English;

/// <summary>Mends exceptions that the affix rules cut up: where their words stand side by side in the finished list, they are cut as the exception says.</summary>
/// <remarks>The longest sequence wins, then the first. A sequence with spaces between its words changes nothing, but still keeps shorter ones off its words: so does
/// the reference.</remarks>
sealed class SequenceJoin(ExceptionTable exceptions)
{
    readonly ReusableList<int> _candidates = new();
    readonly ReusableList<Match> _matches = new(), _accepted = new();
    readonly ReusableList<byte> _taken = new();
    readonly ReusableList<Word> _rebuilt = new();

    // Ordered as they are taken: longest first, then from the start.
    readonly record struct Match(int Start, int Count, int Sequence) : IComparable<Match>
    {
        public int CompareTo(Match other) => Count != other.Count ? other.Count.CompareTo(Count) : Start.CompareTo(other.Start);
    }

    public void Clear() => _candidates.Clear();

    /// <summary>Notes that a sequence may start at a word.</summary>
    public void AddCandidate(int word) => _candidates.Add(word);

    /// <summary>Mends the words of a text.</summary>
    public void Apply(ReadOnlySpan<byte> text, ReusableList<Word> words)
    {
        if (_candidates.Count == 0) return;
        _matches.Clear();
        bool changes = false;
        foreach (int start in _candidates.Items) changes |= FindMatches(words.Items, start);
        if (!changes) return;
        Accept(words.Count);
        Rebuild(text, words);
    }

    bool FindMatches(ReadOnlySpan<Word> words, int start)
    {
        bool changes = false;
        ReadOnlySpan<ExceptionTable.Sequence> sequences = exceptions.StartingWith(words[start].Hash);
        for (int s = 0; s < sequences.Length; s++)
        {
            ulong[] later = sequences[s].Later;
            int i = 0;
            while (i < later.Length && start + 1 + i < words.Length && words[start + 1 + i].Hash == later[i] && (words[start + 1 + i].Kinds & WordKinds.AfterBreak) == 0) i++;
            if (i < later.Length) continue;
            _matches.Add(new(start, later.Length + 1, s));
            changes |= !sequences[s].ChangesNothing;
        }
        return changes;
    }

    void Accept(int wordCount)
    {
        _matches.Writable.Sort();
        _accepted.Clear();
        _taken.Clear();
        Span<byte> taken = _taken.AddEmpty(wordCount);
        foreach (ref readonly Match match in _matches.Items)
        {
            Span<byte> range = taken.Slice(match.Start, match.Count);
            if (range[0] == 0 && range[^1] == 0) _accepted.Add(match);
            range.Fill(1);
        }
        _accepted.Writable.Sort((a, b) => a.Start.CompareTo(b.Start));
    }

    void Rebuild(ReadOnlySpan<byte> text, ReusableList<Word> words)
    {
        _rebuilt.Clear();
        int from = 0;
        ReadOnlySpan<Word> items = words.Items;
        foreach (ref readonly Match match in _accepted.Items)
        {
            ExceptionTable.Sequence sequence = exceptions.StartingWith(items[match.Start].Hash)[match.Sequence];
            Word first = items[match.Start];
            if (sequence.ChangesNothing || items[match.Start + match.Count - 1].End - first.Start != sequence.Entry.Bytes.Length) continue;
            _rebuilt.AddRange(items[from..match.Start]);
            int at = first.Start;
            foreach (int length in sequence.Entry.PartLengths)
            {
                Word part = WordFacts.Make(text, at, at + length);
                _rebuilt.Add(at == first.Start ? part with { Kinds = part.Kinds | (first.Kinds & WordKinds.AfterBreak) } : part);
                at += length;
            }
            from = match.Start + match.Count;
        }
        if (from == 0) return;
        _rebuilt.AddRange(items[from..]);
        words.Clear();
        words.AddRange(_rebuilt.Items);
    }
}
