namespace Sluice.Storage.Sorting;

/// <summary>Merges sorted sources by a tree of losers: one comparison a level for each record.</summary>
/// <remarks>Source: Knuth, The Art of Computer Programming 3, 5.4.1. All sources lie in one buffer; a source that is read from a file has a block there.</remarks>
sealed class MergeTree<T> where T : unmanaged, IComparable<T>
{
    readonly RecordBuffer<T> _buffer;
    readonly MergeSource<T>[] _sources;
    readonly int[] _tree; // [0] is the winner; of the others each holds the loser of its match.
    readonly bool _isDistinct;
    T _last;
    bool _hasLast;

    public MergeTree(RecordBuffer<T> buffer, MergeSource<T>[] sources, bool isDistinct)
    {
        _buffer = buffer;
        _sources = sources;
        _isDistinct = isDistinct;
        _tree = new int[Math.Max(sources.Length, 1)];
        foreach (MergeSource<T> source in sources) source.Start(buffer);
        if (sources.Length > 0) _tree[0] = Winner(1);
    }

    /// <summary>Fills as much of the target as there are records left.</summary>
    /// <returns>Records written; fewer than the target's length only at the end.</returns>
    public int Fill(Span<T> target)
    {
        int filled = 0;
        if (_sources.Length == 0) return 0;
        while (filled < target.Length)
        {
            int winner = _tree[0];
            MergeSource<T> source = _sources[winner];
            if (source.IsAtEnd) break;
            ref T head = ref _buffer[source.At];
            if (!_isDistinct || !_hasLast || _last.CompareTo(head) != 0)
            {
                target[filled++] = head;
                if (_isDistinct) (_last, _hasLast) = (head, true);
            }
            source.MoveNext(_buffer);
            Replay(winner);
        }
        return filled;
    }

    // The leaf of source s is node s + sources; node n plays nodes 2n and 2n + 1.
    int Winner(int node)
    {
        if (node >= _sources.Length) return node - _sources.Length;
        int a = Winner(2 * node), b = Winner(2 * node + 1);
        (int winner, _tree[node]) = IsBefore(a, b) ? (a, b) : (b, a);
        return winner;
    }

    void Replay(int winner)
    {
        for (int node = (winner + _sources.Length) >> 1; node > 0; node >>= 1)
            if (IsBefore(_tree[node], winner)) (winner, _tree[node]) = (_tree[node], winner);
        _tree[0] = winner;
    }

    // Equal records come in the order of their sources.
    bool IsBefore(int a, int b)
    {
        if (_sources[a].IsAtEnd) return false;
        if (_sources[b].IsAtEnd) return true;
        int order = _buffer[_sources[a].At].CompareTo(_buffer[_sources[b].At]);
        return order < 0 || (order == 0 && a < b);
    }
}
