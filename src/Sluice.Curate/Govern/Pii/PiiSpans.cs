namespace Sluice.Curate.Govern.Pii;

/// <summary>The pieces found in one text, made free of overlaps: the kind that comes first in <see cref="PiiKind"/> wins.</summary>
sealed class PiiSpans
{
    readonly List<PiiSpan> _spans = [];

    /// <summary>The pieces, in text order after <see cref="Settle"/>.</summary>
    public IReadOnlyList<PiiSpan> Items => _spans;

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _spans.Clear();
        // One hostile document must not hold its memory for the rest of the run.
        if (_spans.Capacity > 1 << 16) _spans.Capacity = 0;
    }

    /// <summary>Adds a piece.</summary>
    public void Add(int start, int end, PiiKind kind) => _spans.Add(new(start, end - start, kind));

    /// <summary>Sorts the pieces and leaves out those that overlap one of a kind that wins.</summary>
    public void Settle()
    {
        if (_spans.Count < 2) return;
        _spans.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.Kind.CompareTo(b.Kind));
        int kept = 1;
        for (int i = 1; i < _spans.Count; i++)
        {
            PiiSpan last = _spans[kept - 1], next = _spans[i];
            if (next.Start >= last.End) _spans[kept++] = next;
            else if (next.Kind < last.Kind) _spans[kept - 1] = next;
        }
        _spans.RemoveRange(kept, _spans.Count - kept);
    }
}
